import { sleep } from '@temporalio/workflow';
import type { Acted } from '../../activities';
import type { Effect, Event, State, Target } from '../../domain/organization/machine';
import { seatSettings } from '../../domain/organization/settings';
import { brief, forPerson, inTurn } from '../calls/activities';
import { failureOf } from '../calls/failure';
import { reportRefusedCredentials } from '../calls/refused-credentials';
import type { Machine } from '../entity/machine';
import type { Turns } from '../turn/take';
import { syncSeats } from './seat-sync';

const isoNow = () => new Date().toISOString();

export interface OrganizationEffects {
  readonly machine: Machine<State, Event>;
  readonly turns: Turns;
}

/** Carries out one effect of an organization and gives its outcome. */
export async function performOrganization(effect: Effect, given: OrganizationEffects): Promise<Event> {
  switch (effect.type) {
    case 'checkMapping':
      return checkMapping(effect.wanted, given.machine.state());
    case 'checkMappingLater':
      return checkMappingLater(effect.wanted, given);
    case 'waitForDebounce':
      await sleep(Math.max(1, Date.parse(effect.until) - Date.now()), { summary: 'for more seat changes' });
      return { type: 'debounceEnded', at: isoNow() };
    case 'syncSeats':
      return syncSeats(effect, given);
  }
}

async function checkMapping(wanted: Target, { partnerId, organizationId, report }: State): Promise<Event> {
  try {
    const summary = checkOf(wanted, report.name);
    const { target, settings } = await forPerson(summary).checkMapping({ partnerId, organizationId, wanted });
    return { type: 'mappingChecked', target, settings, at: isoNow() };
  } catch (error) {
    const failed = failureOf(error);
    await reportRefusedCredentials(partnerId, failed);
    const type = failed.outcome === 'refused' ? 'mappingRefused' : 'mappingUnchecked';
    return { type, problem: failed.problem, at: isoNow() };
  }
}

async function checkMappingLater(wanted: Target, { machine, turns }: OrganizationEffects): Promise<Event> {
  const { organizationId, report } = machine.state();
  const summary = checkOf(wanted, report.name);
  try {
    return await turns.take('mappingCheck', async (granted): Promise<Acted<Event>> => {
      const input = { access: granted.access, organizationId, wanted };
      const { answer: target, requests } = await inTurn(summary).checkMappingInTurn(input);
      return { answer: { type: 'mappingChecked', target, settings: seatSettings(granted), at: isoNow() }, requests };
    });
  } catch (error) {
    return { type: 'mappingRefused', problem: failureOf(error).problem, at: isoNow() };
  }
}

const checkOf = ({ customerId, softwareLicenceId }: Target, name: string): string =>
  `check customer ${customerId} and its licence ${softwareLicenceId} for ${brief(name)}`;
