import type { TablerIcon } from '@tabler/icons-react';
import { IconPlayerPlay, IconUnlink } from '@tabler/icons-react';
import type { ListedOrganization } from '../../api/generated';
import { Status } from '../../shared/status';

interface Words {
  readonly word: string;
  /** What one goes there for. */
  readonly deed: 'Review' | 'Choose' | 'Map' | 'Manage';
  /** Of what may stay as it is: said without alarm, though it is the partner's move. */
  readonly Icon?: TablerIcon;
}

const ofMapping: Readonly<Record<ListedOrganization['status'], Words>> = {
  unmapped: { word: 'Not mapped', deed: 'Map', Icon: IconUnlink },
  checking: { word: 'Checking', deed: 'Manage' },
  pendingCheck: { word: 'Waits', deed: 'Manage' },
  refused: { word: 'Refused', deed: 'Review' },
  mapped: { word: 'Mapped', deed: 'Manage' },
  needsAttention: { word: 'Broken', deed: 'Review' },
  kept: { word: 'Kept', deed: 'Map', Icon: IconUnlink },
};

const ofSync: Readonly<Record<ListedOrganization['sync']['status'], Words>> = {
  notStarted: { word: 'To start', deed: 'Review', Icon: IconPlayerPlay },
  inSync: { word: 'In sync', deed: 'Manage' },
  debouncing: { word: 'Collecting', deed: 'Manage' },
  waiting: { word: 'Waits', deed: 'Manage' },
  held: { word: 'Held', deed: 'Review' },
  drift: { word: 'Differs', deed: 'Choose' },
  needsYou: { word: 'Refused', deed: 'Review' },
  off: { word: 'Off', deed: 'Manage' },
};

/** Somebody has seen what would be written, and it is not there yet. */
const ready: Words = { word: 'Ready', deed: 'Review', Icon: IconPlayerPlay };

const ofSeats = ({ status, after = null }: ListedOrganization['sync']): Words =>
  status === 'inSync' && after !== null ? ready : ofSync[status];

/** A row shows its mapping until that is in force, and its seat sync from then on. */
export function stateOf({ status, message, whoseMove, sync }: ListedOrganization) {
  const shown = status === 'mapped' ? sync : { message, whoseMove };
  const words = status === 'mapped' ? ofSeats(sync) : ofMapping[status];
  const isCalm = words.Icon !== undefined;
  return {
    ...words,
    message: shown.message,
    move: isCalm ? 'nobody' : shown.whoseMove,
    isUrgent: !isCalm && shown.whoseMove === 'you',
  } as const;
}

export function State({ row }: { readonly row: ListedOrganization }) {
  const { word, move, Icon } = stateOf(row);
  return (
    <Status move={move} {...(Icon !== undefined && { Icon })}>
      {word}
    </Status>
  );
}
