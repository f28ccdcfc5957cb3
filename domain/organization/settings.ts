import type { TurnAccess } from '../access';
import { defaultSeatPolicy } from '../seats/policy';
import type { ConnectionNow, SeatSettings } from './state';

/** What stands until a connection has told its own. */
export const noSettings: SeatSettings = { definition: null, policy: defaultSeatPolicy, generation: 0, revision: 0 };

/** What an organization goes by, of the settings that a turn or a look at the connection brought. */
export function seatSettings({ access: { generation }, settings }: TurnAccess): SeatSettings {
  const { ticketMapping, seatPolicy: policy, revision } = settings;
  return { definition: ticketMapping?.seatCount ?? null, policy, generation, revision };
}

/** What the connection says at this moment, with what an organization goes by. */
export const connectionNow = (given: TurnAccess): ConnectionNow => ({
  siteUrl: given.access.site.siteUrl,
  settings: seatSettings(given),
});

/** The newer of the two: a turn and a notice may bring settings in any order. */
export const newest = (known: SeatSettings, arrived: SeatSettings): SeatSettings =>
  (arrived.generation - known.generation || arrived.revision - known.revision) < 0 ? known : arrived;
