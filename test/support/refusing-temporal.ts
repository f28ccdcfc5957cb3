import { once } from 'node:events';
import { createServer } from 'node:http2';

export interface RefusingTemporal {
  readonly address: string;
  close(): Promise<void>;
}

const OK = 0;
/** Not compressed, and no bytes long. */
const EMPTY_MESSAGE = Buffer.alloc(5);

/** Answers each gRPC method, such as `ListSearchAttributes`, with the status that `statusOf` names, and with nothing in it. */
export async function startRefusingTemporal(
  statusOf: (method: string) => number | Promise<number>,
  messageOf = (method: string) => `${method} refused`,
): Promise<RefusingTemporal> {
  const server = createServer().on('stream', async (stream, headers) => {
    const method = String(headers[':path']).split('/').at(-1) ?? '';
    const status = await statusOf(method);
    if (stream.destroyed) return;
    if (status === OK) {
      stream.respond({ ':status': 200, 'content-type': 'application/grpc' }, { waitForTrailers: true });
      stream.once('wantTrailers', () => stream.sendTrailers({ 'grpc-status': `${OK}` }));
      stream.end(EMPTY_MESSAGE);
      return;
    }
    stream.respond(
      {
        ':status': 200,
        'content-type': 'application/grpc',
        'grpc-status': `${status}`,
        'grpc-message': messageOf(method),
      },
      { endStream: true },
    );
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  return {
    address: `127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`,
    close: async () => void server.close(),
  };
}
