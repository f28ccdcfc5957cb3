import { once } from 'node:events';
import { createServer } from 'node:net';
import { checkPort, freePort } from '../../embedded/ports';

it('gives a port that the system gives to nobody else before its program takes it', async () => {
  const ports: number[] = [];
  while (ports.length < 300) ports.push(await freePort());
  expect(new Set(ports).size).toBe(300);
  const [port = 0] = ports;
  await expect(checkPort({ setting: 'PORT', port })).resolves.toBeUndefined();
});

it('knows a port that is taken', async () => {
  const port = await freePort();
  const server = createServer().listen(port, '127.0.0.1');
  await once(server, 'listening');
  await expect(checkPort({ setting: 'PORT', port })).rejects.toThrow(`PORT: port ${port} is taken`);
  server.close();
  await once(server, 'close');
});
