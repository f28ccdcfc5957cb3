import { makeContinueAsNewFunc, setCurrentDetails, setHandler } from '@temporalio/workflow';
import type { PackedOwners } from '../domain/organization/owners';
import { claimed, noOwners, organizationsIn, pack, unpack } from '../domain/organization/owners';
import { tellWhoEnds } from './calls/ended';
import { live, takenAlong } from './entity/live';
import type { LicenceOwnersInput as Input } from './messages';
import { CONTINUE_AFTER_EVENTS, claimLicencesUpdate, getOwnersQuery } from './messages';

/** The index's input, and after a continue-as-new what it takes along. */
export interface LicenceOwnersInput extends Input {
  readonly carried?: PackedOwners;
}

/** Grants the claims of one partner's organizations, one after the other. It runs until a revoke cancels it. */
export async function licenceOwners({ partnerId, carried, ...input }: LicenceOwnersInput): Promise<void> {
  const { continueAfterEvents = CONTINUE_AFTER_EVENTS } = input;
  let owners = carried === undefined ? noOwners : unpack(carried);
  const show = () =>
    setCurrentDetails(`${owners.byLicence.size} Software Licences of partner ${partnerId} were claimed.`);

  setHandler(claimLicencesUpdate, (claims) => {
    owners = claimed(owners, claims);
    show();
    const licences = new Set(claims.map(({ softwareLicenceId }) => softwareLicenceId));
    return [...licences].flatMap((id) => owners.byLicence.get(id) ?? []);
  });
  setHandler(getOwnersQuery, () => organizationsIn(owners));
  tellWhoEnds();
  show();
  await live({
    dueAt: () => null,
    due: () => 'goesOn',
    isIdle: () => true,
    continueAfterEvents,
    continueAsNew: () =>
      makeContinueAsNewFunc<typeof licenceOwners>(takenAlong())({
        partnerId,
        continueAfterEvents,
        carried: pack(owners),
      }),
  });
}
