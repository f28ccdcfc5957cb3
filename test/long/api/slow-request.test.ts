import { connect } from 'node:net';
import { serve } from '../../../api/server';

it.each([
  ['headers', 'GET / HTTP/1.1\r\nHost: a\r\n'],
  ['a body', 'POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\n{'],
])('ends a request whose %s never arrive, in the form of every answer', async (_name, start) => {
  const server = await serve({ listener: () => {}, host: '127.0.0.1', port: 0 });
  const socket = connect(Number(new URL(server.url).port), '127.0.0.1');
  socket.write(start);
  const [head, body = ''] = (await socket.toArray()).join('').split('\r\n\r\n');
  expect(head).toMatch(/^HTTP\/1.1 408 Request Timeout\r\nContent-Type: application\/problem\+json/);
  expect(JSON.parse(body)).toMatchObject({ code: 'timeout', detail: 'The request took too long to arrive.' });
  await server.close();
});
