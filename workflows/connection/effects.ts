import { patched, sleep } from '@temporalio/workflow';
import type { Access, Candidate, RightsReport } from '../../domain/access';
import type { Effect, Event, State } from '../../domain/connection/machine';
import { notConnected, savedAccess } from '../../domain/connection/machine';
import { nextTryAt } from '../../domain/connection/next-try';
import type { TicketMappingNames } from '../../domain/connection/ticket-mapping';
import { forPerson, inTurn, own, toAll } from '../calls/activities';
import type { Failed } from '../calls/failure';
import { failureOf } from '../calls/failure';
import type { Timings } from '../messages/timings';
import { patches } from '../patches';
import type { Turns } from '../turn/take';

const DAY = 86_400_000;
const CHECK = 'check ticket type, SLA and priority';
const isoNow = () => new Date().toISOString();

/** What the effects of a connection work with; `state` is the state in which the effect was started. */
export interface ConnectionEffects {
  readonly state: State;
  readonly timings: Timings;
  readonly turns: Turns;
}

/** Carries out one effect of a connection and tells its outcome. */
export async function performConnection(effect: Effect, given: ConnectionEffects): Promise<Event | null> {
  const { state, timings, turns } = given;
  const { partnerId, generation } = state;
  switch (effect.type) {
    case 'verifyCredentials':
      return verifyCredentials(effect.candidate, { partnerId, generation });
    case 'checkRights':
      return checkRights(state);
    case 'trySavedCredentials':
      return trySavedCredentials(effect, given);
    case 'checkTicketMapping':
      return checkTicketMapping(() => forPerson(CHECK).checkTicketMapping({ partnerId, ticketMapping: effect.wanted }));
    case 'checkTicketMappingLater':
      return checkTicketMapping(() =>
        turns.take('ticketMappingCheck', ({ access }) =>
          inTurn(CHECK).checkTicketMappingInTurn({ access, ticketMapping: effect.wanted }),
        ),
      );
    case 'eraseCredentials':
      await own('erase credentials that are not used').eraseCredentials({ partnerId, credentials: effect.credentials });
      return null;
    case 'eraseOtherCredentials':
      await own('erase all other credentials').eraseOtherCredentials({ partnerId, keep: effect.keep });
      return effect.keep === null ? { type: 'credentialsErased' } : null;
    case 'tellGate':
      await toAll('tell the gate what turns may use').tellGate({ partnerId, access: effect.access });
      return null;
    case 'closeGate':
      await own('close the gate; no turn is in flight then').closeGate({ partnerId, by: effect.by });
      return { type: 'gateClosed' };
    case 'keepSchedule':
      await own('keep the schedule of the nightly reconcile').keepSchedule({ partnerId, schedule: effect.schedule });
      return null;
    case 'tellSettings':
      await toAll('tell organizations the new seat settings').tellSettings({ partnerId });
      return null;
    case 'retryRefused':
      if (patched(patches.renewalRetriesRefused)) {
        await toAll('have what HaloPSA refused tried again').retryRefused({ partnerId });
      }
      return null;
    case 'releaseOrganizations':
      return releaseOrganizations(effect, { partnerId, generation }, timings);
    case 'restoreOrganizations':
      return restoreOrganizations(effect, { partnerId, generation });
  }
}

type Owner = Pick<Access, 'partnerId' | 'generation'>;

async function verifyCredentials(candidate: Candidate, owner: Owner): Promise<Event> {
  try {
    const site = await forPerson('find out where HaloPSA is').discoverSite({ siteUrl: candidate.siteUrl });
    const access: Access = { ...owner, site, credentials: candidate.credentials };
    return { type: 'credentialsVerified', site, rights: await readRights(access, false), at: isoNow() };
  } catch (error) {
    const { outcome, problem } = failureOf(error);
    const type = outcome === 'unavailable' ? 'credentialsUnchecked' : 'credentialsRefused';
    return { type, problem, at: isoNow() };
  }
}

async function readRights(access: Access, isProved: boolean): Promise<RightsReport> {
  const agent = await forPerson('log in and read the agent').verifyCredentials({ access, isProved });
  return forPerson('try what the agent may do').checkRights({ access, isProved, agent });
}

async function checkRights(state: State): Promise<Event> {
  const current = savedAccess(state);
  if (current === null) {
    const problem = { code: 'connection.notConnected', detail: notConnected(state) };
    return { type: 'rightsUnchecked', problem, at: isoNow() };
  }
  const { credentials } = current;
  const isRefused = state.status === 'needsReconnect';
  try {
    return { type: 'rightsChecked', credentials, rights: await readRights(current, !isRefused) };
  } catch (error) {
    const failed = failureOf(error);
    const unchecked: Event = { type: 'rightsUnchecked', problem: failed.problem, at: isoNow() };
    return isRefused ? unchecked : (refusedCredentials(failed) ?? unchecked);
  }
}

async function trySavedCredentials(
  { isWanted, ...tried }: Extract<Effect, { type: 'trySavedCredentials' }>,
  { state, timings }: ConnectionEffects,
): Promise<Event | null> {
  if (isWanted) return checkRights(state);
  if (!patched(patches.refusedAreTriedAgain)) return null;
  const wait = nextTryAt(tried, timings.firstTrySeconds * 1_000) - Date.now();
  await sleep(Math.max(wait, 1), { summary: 'until the refused credentials are tried again' });
  return checkRights(state);
}

async function checkTicketMapping(ask: () => Promise<TicketMappingNames>): Promise<Event> {
  try {
    return { type: 'ticketMappingChecked', names: await ask() };
  } catch (error) {
    const failed = failureOf(error);
    const { outcome, problem } = failed;
    const type = outcome === 'refused' ? 'ticketMappingRefused' : 'ticketMappingUnchecked';
    return refusedCredentials(failed) ?? { type, problem };
  }
}

function refusedCredentials({ outcome, problem, credentials }: Failed): Event | null {
  if (outcome !== 'refusedCredentials' || credentials === undefined) return null;
  return { type: 'reconnectNeeded', credentials, problem, at: isoNow() };
}

async function releaseOrganizations(
  { by, at, siteUrl }: Extract<Effect, { type: 'releaseOrganizations' }>,
  owner: Owner,
  { keptDays }: Timings,
): Promise<Event> {
  const keptUntil = new Date(Date.parse(at) + keptDays * DAY).toISOString();
  const summary = 'end what goes on for the connection, and tell its organizations';
  await toAll(summary).releaseOrganizations({ ...owner, by, siteUrl, keptUntil });
  return { type: 'organizationsReleased', keptUntil };
}

async function restoreOrganizations(
  { siteUrl }: Extract<Effect, { type: 'restoreOrganizations' }>,
  owner: Owner,
): Promise<null> {
  await toAll('tell organizations that HaloPSA is connected again').restoreOrganizations({ ...owner, siteUrl });
  return null;
}
