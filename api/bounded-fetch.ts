/** Fetches, and breaks off an answer that is larger than `most` bytes. */
export async function boundedFetch(url: string, options: RequestInit, most: number): Promise<Response> {
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
