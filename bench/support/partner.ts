import type { z } from 'zod';
import { ConnectionNow } from '../../api/connection/answers';
import type { Ready } from './simulator-process';

/** A partner who uses the api, over HTTP. */
export interface Partner {
  readonly id: string;
  /** How many reads were answered with 503. */
  busy(): number;
  /** @throws Error with the answer, unless it is a success; a look that is answered 503 is taken again, as a portal would */
  call(method: 'GET' | 'PUT' | 'POST' | 'DELETE', path: string, body?: object): Promise<unknown>;
}

interface PartnerOptions {
  readonly id: string;
  readonly token: string;
  readonly apiUrl: string;
  readonly signal: AbortSignal;
}

export function createPartner({ id, token, apiUrl, signal }: PartnerOptions): Partner {
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
  let busy = 0;
  return {
    id,
    busy: () => busy,
    call: async (method, path, body) => {
      // Not handed to fetch, which would leave a listener behind for every call.
      signal.throwIfAborted();
      const ask = () =>
        fetch(`${apiUrl}/v1/partners/${id}${path}`, {
          method,
          headers,
          ...(body !== undefined && { body: JSON.stringify(body) }),
        });
      let response = await ask();
      for (let again = 0; method === 'GET' && response.status === 503 && again < 5; again += 1) {
        busy += 1;
        response = await ask();
      }
      const text = await response.text();
      if (!response.ok) throw new Error(`${method} ${path} is answered ${response.status}: ${text}`);
      return text === '' ? undefined : JSON.parse(text);
    },
  };
}

export const connect = ({ call }: Partner, credentials: Ready): Promise<unknown> =>
  call('PUT', '/halopsa/connection', credentials);

/** Of the simulator's seed: "Backup Alert" with "Premium (24x7)" and its "P2 Degraded". */
export const saveTicketMapping = ({ call }: Partner): Promise<unknown> =>
  call('PUT', '/halopsa/ticket-mapping', { seatCount: 'used', ticketTypeId: 3, slaId: 2, priorityId: 2 });

export type Gate = NonNullable<z.infer<typeof ConnectionNow>['gate']>;

export async function gateOf({ call }: Partner): Promise<Gate> {
  const { gate } = ConnectionNow.parse(await call('GET', '/halopsa/connection'));
  if (gate === null) throw new Error('Nothing is connected.');
  return gate;
}

export const waitingIn = ({ waiting }: Gate): number => Object.values(waiting).reduce((sum, count) => sum + count, 0);
