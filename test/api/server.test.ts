import { once } from 'node:events';
import type { RequestListener } from 'node:http';
import { Agent, request } from 'node:http';
import { serve } from '../../api/server';

const host = '127.0.0.1';

it('finishes the requests under way when it closes, and takes no more', async () => {
  let finish = () => {};
  const listener: RequestListener = (_request, response) => {
    finish = () => void response.end('done');
    arrived();
  };
  let arrived = () => {};
  const started = new Promise<void>((resolve) => {
    arrived = resolve;
  });
  const server = await serve({ listener, host, port: 0 });
  const reply = fetch(server.url);
  await started;
  const closed = server.close();
  await expect(fetch(server.url)).rejects.toThrow();
  finish();
  await expect(reply.then((response) => response.text())).resolves.toBe('done');
  await closed;
});

it('does not wait for connections that only stay open', async () => {
  const server = await serve({ listener: (_request, response) => void response.end('done'), host, port: 0 });
  const agent = new Agent({ keepAlive: true });
  const call = request(server.url, { agent }).end();
  const [response] = await once(call, 'response');
  response.resume();
  await once(response, 'end');
  const startedAt = Date.now();
  await server.close();
  expect(Date.now() - startedAt).toBeLessThan(2_000);
  agent.destroy();
});

it('says in one sentence that the port is taken', async () => {
  const server = await serve({ listener: () => {}, host, port: 0 });
  const port = Number(new URL(server.url).port);
  await expect(serve({ listener: () => {}, host, port })).rejects.toThrow(
    new Error(`PORT: port ${port} is taken; stop what uses it, or set PORT to another port.`),
  );
  await server.close();
});

it.each(['192.0.2.1', 'no-such-host.invalid'])('names HOST when %s is not of this machine', async (foreign) => {
  await expect(serve({ listener: () => {}, host: foreign, port: 0 })).rejects.toThrow(
    new Error(`HOST: "${foreign}" is no address of this machine; set HOST to one, such as 127.0.0.1 or 0.0.0.0.`),
  );
});
