import { z } from 'zod';
import { Application } from '../login/application';
import { Rights } from '../login/rights';
import { CountRange } from '../store/records';
import { RateLimit } from '../trouble/rate-limit';

/** The fields that the control can change. A field that is left out stays as it is; an unknown field is refused. */

const text = z.string().exactOptional();
const int = z.int().exactOptional();
const flag = z.boolean().exactOptional();

export type LicenceEdit = z.infer<typeof LicenceEdit>;
export const LicenceEdit = z.strictObject({
  name: text,
  count: z.number().exactOptional(),
  /** Moves it to another customer. */
  client_id: int,
  status: text,
  is_active: flag,
  deleted: flag,
  /** When false, the agent does not see it in lists, and its detail is refused. */
  accessible: flag,
  /** A count that is written outside of it is answered with 201, and the nearest inside is stored; null ends that. */
  count_range: CountRange.nullable().exactOptional(),
});

export type CustomerEdit = z.infer<typeof CustomerEdit>;
export const CustomerEdit = z.strictObject({ name: text, inactive: flag, accessible: flag });

export type TicketEdit = z.infer<typeof TicketEdit>;
export const TicketEdit = z.strictObject({
  status_id: int,
  agent_id: int,
  summary: text,
  deleted: flag,
  merged_into_id: int,
});

const claim = z.union([z.string(), z.number(), z.boolean()]).transform(String);

/** Claims that are not named stay as they are; a number or a boolean becomes HaloPSA's text. */
export type RightsEdit = z.input<typeof RightsEdit>;
export const RightsEdit = z.strictObject({
  claims: z.record(z.string(), claim).exactOptional(),
  customers: Rights.shape.customers.exactOptional(),
  ticketTypes: Rights.shape.ticketTypes.exactOptional(),
  hasTeam: flag,
  denial: Rights.shape.denial.exactOptional(),
});

export type ApplicationEdit = z.infer<typeof ApplicationEdit>;
export const ApplicationEdit = z.strictObject({
  active: flag,
  agentActive: flag,
  scopes: Application.shape.scopes.exactOptional(),
  missingScope: Application.shape.missingScope.exactOptional(),
});

export const Advance = z.strictObject({ seconds: z.number() });
/** The new secret. A caller that wants to know it must choose it, because no answer shows it. */
export const SecretRotation = z.strictObject({ clientSecret: z.string().min(1).exactOptional() });
export const RateLimitEdit = RateLimit.nullable();
