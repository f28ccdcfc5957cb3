import { once } from 'node:events';
import type { Server } from 'node:net';
import { connect, createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { StartError, sentence } from './start-error';

/** Everything embedded is for this machine only. */
export const loopback = '127.0.0.1';

const pollMs = 50;

/** @throws StartError that names the setting, when nobody may listen on the port now. */
export async function checkPort({ setting, port }: { setting: string; port: number }): Promise<void> {
  const server = createServer();
  const problem = await listen(server, port).then(
    () => close(server),
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

/**
 * A port for a program that cannot choose one itself. Nobody who asks the system for any port is given this one for
 * the next minute: a connection to it has just been closed, and only who asks for it by its number may have it.
 */
export async function freePort(): Promise<number> {
  const server = createServer((socket) => socket.end());
  const port = await listen(server, 0);
  await once(connect(port, loopback).resume(), 'close');
  await close(server);
  return port;
}

/** Resolves when something accepts connections on the port. */
export async function portOpen({ port, signal }: { port: number; signal: AbortSignal }): Promise<void> {
  while (!(await accepts(port))) await sleep(pollMs, undefined, { signal });
}

async function listen(server: Server, port: number): Promise<number> {
  server.listen(port, loopback);
  await once(server, 'listening');
  const address = server.address();
  return typeof address === 'object' && address ? address.port : port;
}

async function close(server: Server): Promise<void> {
  server.close();
  await once(server, 'close');
}

async function accepts(port: number): Promise<boolean> {
  const socket = connect(port, loopback);
  const connected = once(socket, 'connect').then(
    () => true,
    () => false,
  );
  return connected.finally(() => socket.destroy());
}
