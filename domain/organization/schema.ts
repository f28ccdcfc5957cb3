import { z } from 'zod';
import { Actor, orNull, Time } from '../schema';

/*
 * What a mapping both keeps in its state and shows in its answers.
 */

const target = z.object({ customerId: z.int(), softwareLicenceId: z.int() });
const checkedTarget = target.extend({ customerName: z.string(), softwareLicenceName: z.string(), siteUrl: z.string() });

/** A Customer and one of its Software Licences, by HaloPSA's ids. */
export const Target = target.readonly().meta({ id: 'Target' });
export type Target = z.infer<typeof Target>;

/** The names that HaloPSA gave when the target was checked, and the site that gave them. */
const CheckedTarget = checkedTarget.readonly();
export type CheckedTarget = z.infer<typeof CheckedTarget>;

export const Mapping = checkedTarget.extend({ by: Actor, at: Time }).readonly().meta({ id: 'Mapping' });
export type Mapping = z.infer<typeof Mapping>;

/** One line of the organization's mapping history; the newest 50 are kept. */
export const Change = z
  .object({ at: Time, by: Actor, from: orNull(CheckedTarget), to: orNull(CheckedTarget) })
  .readonly()
  .meta({ id: 'MappingChange' });
export type Change = z.infer<typeof Change>;
