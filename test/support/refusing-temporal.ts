import { once } from 'node:events';
import { createServer } from 'node:http2';

export interface RefusingTemporal {
  readonly address: string;
  close(): Promise<void>;
}

/** Answers each gRPC method, such as `ListSearchAttributes`, with the status that `statusOf` names, and nothing else. */
export async function startRefusingTemporal(
  statusOf: (method: string) => number,
  messageOf = (method: string) => `${method} refused`,
): Promise<RefusingTemporal> {
  const server = createServer().on('stream', (stream, headers) => {
    const method = String(headers[':path']).split('/').at(-1) ?? '';
    stream.respond(
      {
        ':status': 200,
        'content-type': 'application/grpc',
        'grpc-status': `${statusOf(method)}`,
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
