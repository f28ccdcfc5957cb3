import { once } from 'node:events';
import { connect, createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { StartError, sentence } from './start-error';

/** Everything embedded is for this machine only. */
export const loopback = '127.0.0.1';

const pollMs = 50;

/** @throws StartError that names the setting, when nobody may listen on the port now. */
export async function checkPort({ setting, port }: { setting: string; port: number }): Promise<void> {
  const problem = await listenOnce(port).then(
    () => undefined,
    (thrown: unknown) => sentence(thrown),
  );
  if (!problem) return;
  const why = problem.includes('EADDRINUSE') ? 'is taken' : `cannot be used (${problem})`;
  throw new StartError(`${setting}: port ${port} ${why}; stop what uses it, or set ${setting} to another port.`);
}

/** The port itself when it is free, any free one for 0. @throws StartError that names the setting. */
export async function choosePort(wanted: { setting: string; port: number }): Promise<number> {
  if (wanted.port === 0) return freePort();
  await checkPort(wanted);
  return wanted.port;
}

/** A port that nobody listens on now. */
export async function freePort(): Promise<number> {
  return listenOnce(0);
}

/** Resolves when something accepts connections on the port. */
export async function portOpen({ port, signal }: { port: number; signal: AbortSignal }): Promise<void> {
  while (!(await accepts(port))) await sleep(pollMs, undefined, { signal });
}

async function listenOnce(port: number): Promise<number> {
  const server = createServer().listen(port, loopback);
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  return typeof address === 'object' && address ? address.port : port;
}

async function accepts(port: number): Promise<boolean> {
  const socket = connect(port, loopback);
  const connected = once(socket, 'connect').then(
    () => true,
    () => false,
  );
  return connected.finally(() => socket.destroy());
}
