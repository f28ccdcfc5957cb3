import type { Event, State } from './state';

/** For how long a disconnected connection is remembered, in milliseconds, and since when it runs (milliseconds since 1970). */
interface Remembering {
  readonly startedAt: number;
  readonly rememberedMs: number;
}

/** When a connection may end (milliseconds since 1970): nothing is left to restore or to tell. Null while there is one. */
export function endsAt(state: State, { startedAt, rememberedMs }: Remembering): number | null {
  if (state.status !== 'disconnected') return null;
  const { refusal, revocation, knownUntil } = state;
  const toldUntil = (refusal === null ? startedAt : Date.parse(refusal.at)) + rememberedMs;
  const keptUntil = revocation === null ? 0 : Date.parse(revocation.keptUntil);
  return Math.max(toldUntil, keptUntil, knownUntil === undefined ? 0 : Date.parse(knownUntil));
}

/** What comes then: null where it ends. One whose partner was seen within the last `knownMs` stays known to those above it. */
export function due(
  { placedAt }: State,
  { now, knownMs }: { readonly now: number; readonly knownMs: number },
): Event | null {
  if (placedAt === undefined) return null;
  const knownUntil = Date.parse(placedAt) + knownMs;
  return knownUntil > now ? { type: 'stillKnown', until: new Date(knownUntil).toISOString() } : null;
}
