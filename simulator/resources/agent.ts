import type { Rights } from '../login/rights';
import { mayConfigure } from '../login/rights';
import { apiAgent, role } from '../store/catalogue';
import { empty, notFound, ok, Refused } from '../wire/reply';
import type { Handler } from './call';

/** `/Agent/me` with the claims of its role, and `/Roles` for administrators (halopsa-api.md 3.10, 3.11). */

/** A live tenant answered 108 claims; those that nothing here asks about are 0. */
const otherClaims = 'ABCDEGHIJKMNOPQRV'
  .split('')
  .flatMap((letter) => ['x', 't', 'c', 'e', 'n', 'o'].map((ending) => letter + ending));
const CLAIM_COUNT = 108;

function claimsOf({ claims }: Rights): readonly { type: string; value: string }[] {
  const rest = otherClaims
    .filter((type) => claims[type] === undefined)
    .slice(0, CLAIM_COUNT - Object.keys(claims).length);
  return [...Object.entries(claims), ...rest.map((type) => [type, '0'] as const)].map(([type, value]) => ({
    type,
    value,
  }));
}

/** A live tenant answers about 2 MB; `columnprofiles` imitates that size (halopsa-api.md 3.10). */
export const getMe: Handler = ({ rights, world }) =>
  ok({
    ...apiAgent,
    team: rights.hasTeam ? apiAgent.team : '',
    roles: [role.id],
    role_list: role.name,
    claims: claimsOf(rights),
    columnprofiles: 'x'.repeat(world.options.agentProfileBytes),
  });

export const listRoles: Handler = (call) => {
  if (!mayConfigure(call)) throw new Refused(empty(403));
  return ok([role]);
};

export const getRole: Handler = (call) => {
  if (!mayConfigure(call)) throw new Refused(empty(403));
  if (call.id.toLowerCase() !== role.id) throw notFound();
  return ok({ ...role, claims: claimsOf(call.rights), tickettypes: [], clients: [], departments: [] });
};
