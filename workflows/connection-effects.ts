import type { Access, Candidate } from '../domain/access';
import type { Effect, Event, State } from '../domain/connection';
import { access, notConnected } from '../domain/connection';
import type { PartnerId } from '../domain/schema';
import type { TicketMappingNames } from '../domain/ticket-mapping';
import { asked, own, patient, untilAnswered } from './calls';
import { failureOf } from './failure';
import type { Timings } from './messages';

const DAY = 86_400_000;
const now = () => new Date().toISOString();

/** Carries out one effect of a connection in `state` and tells its outcome. */
export async function performConnection(effect: Effect, state: State, timings: Timings): Promise<Event | null> {
  const { partnerId, generation } = state;
  switch (effect.type) {
    case 'verifyCredentials':
      return verifyCredentials(effect.candidate, { partnerId, generation });
    case 'checkRights':
      return checkRights(state);
    case 'checkTicketMapping':
      return checkTicketMapping(() =>
        asked.checkTicketMapping({ partnerId, generation, ticketMapping: effect.wanted }),
      );
    case 'checkTicketMappingLater':
      return checkTicketMapping(() =>
        untilAnswered(() => patient.checkTicketMapping({ partnerId, generation, ticketMapping: effect.wanted })),
      );
    case 'eraseCredentials':
      await own.eraseCredentials({ partnerId, credentials: effect.credentials });
      return null;
    case 'eraseOtherCredentials':
      await own.eraseOtherCredentials({ partnerId, keep: effect.keep });
      return effect.keep === null ? { type: 'credentialsErased' } : null;
    case 'releaseOrganizations':
      return releaseOrganizations(effect, partnerId, timings);
    case 'restoreOrganizations':
      await own.restoreOrganizations({ partnerId, siteUrl: effect.siteUrl });
      return null;
  }
}

type Owner = Pick<Access, 'partnerId' | 'generation'>;

async function verifyCredentials(candidate: Candidate, owner: Owner): Promise<Event> {
  try {
    const site = await asked.discoverSite({ siteUrl: candidate.siteUrl });
    const access: Access = { ...owner, site, credentials: candidate.credentials };
    const agent = await asked.verifyCredentials({ access });
    const rights = await asked.checkRights({ access, agent });
    return { type: 'credentialsVerified', site, rights, at: now() };
  } catch (error) {
    return { type: 'credentialsRefused', problem: failureOf(error).problem, at: now() };
  }
}

async function checkRights(state: State): Promise<Event> {
  const current = access(state);
  if (current === null) {
    return { type: 'rightsUnchecked', problem: { code: 'connection.notConnected', detail: notConnected(state) } };
  }
  try {
    const agent = await asked.verifyCredentials({ access: current });
    return { type: 'rightsChecked', rights: await asked.checkRights({ access: current, agent }) };
  } catch (error) {
    const { outcome, problem } = failureOf(error);
    if (outcome === 'refusedCredentials') return { type: 'reconnectNeeded', problem, at: now() };
    return { type: 'rightsUnchecked', problem };
  }
}

async function checkTicketMapping(ask: () => Promise<TicketMappingNames>): Promise<Event> {
  try {
    return { type: 'ticketMappingChecked', names: await ask() };
  } catch (error) {
    const { outcome, problem } = failureOf(error);
    if (outcome === 'refusedCredentials') return { type: 'reconnectNeeded', problem, at: now() };
    return { type: outcome === 'unavailable' ? 'ticketMappingUnchecked' : 'ticketMappingRefused', problem };
  }
}

async function releaseOrganizations(
  { by, at, siteUrl }: Extract<Effect, { type: 'releaseOrganizations' }>,
  partnerId: PartnerId,
  { keptDays }: Timings,
): Promise<Event> {
  const keptUntil = new Date(Date.parse(at) + keptDays * DAY).toISOString();
  await own.releaseOrganizations({ partnerId, by, siteUrl, keptUntil });
  return { type: 'organizationsReleased', keptUntil };
}
