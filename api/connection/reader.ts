import type { PartnerId } from '../../domain/schema';
import type { ConnectionAnswer } from '../../workflows/messages';
import type { Caller } from '../auth';
import { may } from '../auth';
import { noSuchPartner } from '../problem';

/**
 * Whether the caller sees a connection as its partner does, or its health alone. The path of an unknown partner holds only that
 * partner, so it gets the same 404 as somebody else's partner. @throws ApiError 404
 */
export function seesAll(caller: Caller, partnerId: PartnerId, { partnerPath }: ConnectionAnswer): boolean {
  if (partnerId === caller.partnerId) return may(caller, 'act');
  if (!partnerPath.includes(caller.partnerId)) throw noSuchPartner();
  return false;
}
