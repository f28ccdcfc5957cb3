import { sleep } from '@temporalio/workflow';
import type { Effect, Event, State, Target } from '../domain/organization-mapping';
import { asked, patient, untilAnswered } from './calls';
import { failureOf } from './failure';
import { reportRefusedCredentials } from './refused-credentials';

const now = () => new Date().toISOString();

/** Carries out one effect of an organization's mapping and tells its outcome. */
export async function performOrganizationMapping(effect: Effect, state: State): Promise<Event> {
  switch (effect.type) {
    case 'checkMapping':
      return checkMapping(effect.wanted, state);
    case 'checkMappingLater':
      return checkMappingLater(effect.wanted, state);
  }
}

async function checkMapping(wanted: Target, { partnerId, organizationId }: State): Promise<Event> {
  try {
    return { type: 'mappingChecked', target: await asked.checkMapping({ partnerId, organizationId, wanted }) };
  } catch (error) {
    const failed = failureOf(error);
    await reportRefusedCredentials(partnerId, failed);
    const type = failed.outcome === 'refused' ? 'mappingRefused' : 'mappingUnchecked';
    return { type, problem: failed.problem, at: now() };
  }
}

async function checkMappingLater(wanted: Target, { partnerId, organizationId }: State): Promise<Event> {
  for (;;) {
    try {
      return {
        type: 'mappingChecked',
        target: await untilAnswered(() => patient.checkMapping({ partnerId, organizationId, wanted })),
      };
    } catch (error) {
      const failed = failureOf(error);
      await reportRefusedCredentials(partnerId, failed);
      if (failed.outcome === 'refused') return { type: 'mappingRefused', problem: failed.problem, at: now() };
      // From here on there is no access until the partner reconnects, which the next try waits for.
      await sleep('1 minute', { summary: 'until the connection knows that its credentials were refused' });
    }
  }
}
