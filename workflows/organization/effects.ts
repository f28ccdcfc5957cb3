import { sleep } from '@temporalio/workflow';
import type { Acted } from '../../activities';
import type { Effect, Event, State, Target } from '../../domain/organization/machine';
import { seatSettings } from '../../domain/organization/settings';
import { asked, brief, inTurn } from '../calls/activities';
import { failureOf } from '../calls/failure';
import { reportRefusedCredentials } from '../calls/refused-credentials';
import type { Turns } from '../turn/take';
import { syncSeats } from './seat-sync';
import type { UnansweredWrites } from './unanswered';

const now = () => new Date().toISOString();

/** What effects of an organization work with; `current` is its newest state. */
export interface OrganizationEffects {
  readonly current: () => State;
  readonly turns: Turns;
  readonly unanswered: UnansweredWrites;
}

/** Carries out one effect of an organization and tells its outcome. */
export async function performOrganizationMapping(effect: Effect, given: OrganizationEffects): Promise<Event> {
  switch (effect.type) {
    case 'checkMapping':
      return checkMapping(effect.wanted, given.current());
    case 'checkMappingLater':
      return checkMappingLater(effect.wanted, given);
    case 'waitForDebounce':
      await sleep(Math.max(1, Date.parse(effect.until) - Date.now()), { summary: 'for more seat changes' });
      return { type: 'debounceEnded', at: now() };
    case 'syncSeats':
      return syncSeats(effect, given);
  }
}

async function checkMapping(wanted: Target, { partnerId, organizationId, report }: State): Promise<Event> {
  try {
    const summary = checkOf(wanted, report.name);
    const { target, settings } = await asked(summary).checkMapping({ partnerId, organizationId, wanted });
    return { type: 'mappingChecked', target, settings, at: now() };
  } catch (error) {
    const failed = failureOf(error);
    await reportRefusedCredentials(partnerId, failed);
    const type = failed.outcome === 'refused' ? 'mappingRefused' : 'mappingUnchecked';
    return { type, problem: failed.problem, at: now() };
  }
}

async function checkMappingLater(wanted: Target, { current, turns }: OrganizationEffects): Promise<Event> {
  const { organizationId, report } = current();
  const summary = checkOf(wanted, report.name);
  try {
    return await turns.take('mappingCheck', async (granted): Promise<Acted<Event>> => {
      const input = { access: granted.access, organizationId, wanted };
      const { answer: target, requests } = await inTurn(summary).checkMappingInTurn(input);
      return { answer: { type: 'mappingChecked', target, settings: seatSettings(granted), at: now() }, requests };
    });
  } catch (error) {
    return { type: 'mappingRefused', problem: failureOf(error).problem, at: now() };
  }
}

const checkOf = ({ customerId, softwareLicenceId }: Target, name: string): string =>
  `check customer ${customerId} and its licence ${softwareLicenceId} for ${brief(name)}`;
