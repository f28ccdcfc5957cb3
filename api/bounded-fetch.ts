/**
 * No name in DNS is longer (RFC 1035, 2.3.4). A longer one leaves an error in OpenSSL's queue, by which the next AES job aborts the
 * process; `halo/address.ts` keeps them from its own calls.
 */
const LONGEST_HOST = 253;

/** Fetches, and breaks off an answer that is larger than `most` bytes. @throws Error for a host that no server can have */
export async function boundedFetch(url: string, options: RequestInit, most: number): Promise<Response> {
  if (new URL(url).hostname.length > LONGEST_HOST) throw new Error('No server can have such a host.');
  const reply = await fetch(url, options);
  let received = 0;
  const bounded = new TransformStream<Uint8Array, Uint8Array>({
    transform: (chunk, controller) => {
      received += chunk.length;
      if (received > most) controller.error(new Error(`The answer has more than ${most} bytes.`));
      else controller.enqueue(chunk);
    },
  });
  return reply.body === null ? reply : new Response(reply.body.pipeThrough(bounded), reply);
}
