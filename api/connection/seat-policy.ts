import { defaultSeatPolicy } from '../../domain/seats/policy';
import { SeatPolicy, SeatPolicyRequest } from '../../domain/seats/policy-schema';
import { saveSeatPolicyUpdate } from '../../workflows/messages';
import { ofPartner, ok, operation } from '../operation';
import { queryConnection, updateConnection } from './call';

export const readSeatPolicy = operation({
  summary: 'The guard rails of seat sync, and when the nightly reconcile starts.',
  permission: 'act',
  input: { params: ofPartner },
  answers: { 200: SeatPolicy },
  handle: async ({ params: { partnerId }, deps }) =>
    ok((await queryConnection(deps, partnerId)).view.seatPolicy ?? defaultSeatPolicy),
});

export const saveSeatPolicy = operation({
  summary: 'Saves them.',
  permission: 'act',
  input: { params: ofPartner, body: SeatPolicyRequest },
  answers: { 200: SeatPolicy },
  handle: async (call) => {
    const input = { policy: call.body, by: call.caller.actor };
    const { seatPolicy } = await updateConnection(call, saveSeatPolicyUpdate, input);
    return ok(seatPolicy ?? call.body);
  },
});
