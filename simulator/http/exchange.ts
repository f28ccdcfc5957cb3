import { setTimeout as wait } from 'node:timers/promises';
import type { Request, RequestHandler } from 'express';
import type { World } from '../tenant/world';
import { actOut, takesEffect } from '../trouble/broken-answers';
import { asTaken, madeOdd } from '../trouble/odd-answers';
import { usualRateLimit } from '../trouble/rate-limit';
import type { Reply } from '../wire/reply';
import { empty, Refused, send } from '../wire/reply';

/** Handles every request in the same order: log it, apply the rate limit, delay it, apply a fault if there is one, answer. */
export type Exchange = (answer: (request: Request) => Reply) => RequestHandler;

const noFault = { milliseconds: 0, trouble: undefined };

/** The reply, or the refusal that was thrown on the way to it. */
function settle(answer: () => Reply): Reply {
  try {
    return answer();
  } catch (error) {
    if (error instanceof Refused) return error.reply;
    console.error(error);
    return empty(500);
  }
}

/** `changed` is called after each request that may have changed a record. */
export function createExchange(world: World, changed: () => void): Exchange {
  return (answer) => async (request, response) => {
    const { method, originalUrl } = request;
    const [path = '', query = ''] = originalUrl.split('?', 2);
    const { requests } = world;
    const entry = requests.open({ method, path, query, body: request.body });
    response.once('close', () => requests.close());

    const tooMany = world.limiter.admit();
    const { milliseconds, trouble } = tooMany ? noFault : world.faults.take({ method, path, records: entry.records });
    const delay = world.options.latencyMs + milliseconds;
    // With `ref: false` a delayed answer does not keep the process of a closed simulator running.
    if (delay > 0) await wait(delay, undefined, { ref: false });

    const odd = trouble?.kind === 'oddAnswer' ? trouble : undefined;
    if (odd) request.originalUrl = asTaken(originalUrl, odd);
    if (!trouble || takesEffect(trouble)) {
      const reply = tooMany ?? settle(() => answer(request));
      if (method !== 'GET') changed();
      if (odd) send(madeOdd(reply, odd, originalUrl), response);
      else if (!trouble) send(reply, response);
    }
    if (trouble && trouble.kind !== 'oddAnswer') actOut(trouble, world.limiter.get() ?? usualRateLimit, response);
    if (response.headersSent) entry.status = response.statusCode;
  };
}
