import { Anchor, Button, Group, Stack, Text, VisuallyHidden } from '@mantine/core';
import { IconExternalLink } from '@tabler/icons-react';
import { Link } from 'react-router';
import type { Operation } from '../../api/generated';
import { NextTry } from '../../frame/next-try';
import { useSession } from '../../session/signed-in';
import { counted } from '../../shared/counted';
import { Deed } from '../../shared/deed';
import { Status } from '../../shared/status';
import { useSteady } from '../../shared/steady';
import { When } from '../../shared/when';
import { addressOf } from '../grid/row';
import classes from './activity.module.css';
import type { Retry } from './commands';

interface OperationListProps {
  readonly operations: readonly Operation[];
  readonly retry: Retry;
}

export function OperationList({ operations, retry }: OperationListProps) {
  const { shown, holds } = useSteady(operations);
  return (
    <ul className={classes.list} aria-label="On its way to HaloPSA" {...holds}>
      {shown.map(({ row, isGone }) => (
        <li key={row.id} className={classes.item} data-gone={isGone || undefined}>
          <What operation={row} isGone={isGone} />
          <Stack gap={4} className={classes.when}>
            <Times operation={row} isGone={isGone} />
          </Stack>
          <Group gap="xs" className={classes.deeds}>
            {!isGone && <Deeds operation={row} retry={retry} />}
          </Group>
        </li>
      ))}
    </ul>
  );
}

const kinds: Readonly<Record<Operation['kind'], string>> = {
  seatSync: 'Seat change',
  mappingCheck: 'Check of the mapping',
  ticketMappingCheck: 'Check of the ticket mapping',
  incident: 'Ticket',
  reconcile: 'Sync of all organizations',
};

const words: Readonly<Record<Operation['status'], string>> = {
  inTurn: 'On its way',
  waiting: 'Waits',
  held: 'Held',
  parked: 'Parked',
  drift: 'Differs',
  needsYou: 'Refused',
};

interface RowProps {
  readonly operation: Operation;
  readonly isGone: boolean;
}

function What({ operation, isGone }: RowProps) {
  const { organization, organizationId, kind, status, whoseMove, message, problem } = operation;
  return (
    <Stack gap={2} className={classes.what}>
      <Group gap="sm" wrap="wrap">
        <Status move={isGone ? 'nobody' : whoseMove}>{isGone ? 'No longer waits' : words[status]}</Status>
        {organizationId !== null && (
          <Anchor component={Link} to={addressOf(organizationId)} fw={600} c="inherit">
            {organization ?? organizationId}
          </Anchor>
        )}
        <Text c="dimmed">{kinds[kind]}</Text>
      </Group>
      {!isGone && <Text size="sm">{message}</Text>}
      {!isGone && problem !== null && problem.detail !== message && (
        <Text size="sm" c="dimmed">
          {problem.detail}
        </Text>
      )}
    </Stack>
  );
}

function Times({ operation: { since, attempts, nextAttemptAt }, isGone }: RowProps) {
  return (
    <>
      {since !== null && (
        <Text size="sm">
          <When at={since} />
        </Text>
      )}
      {attempts > 0 && <Text size="sm">{counted(attempts, 'failed attempt')}</Text>}
      {nextAttemptAt !== null && !isGone && (
        <Text size="sm">
          <NextTry at={nextAttemptAt} />
        </Text>
      )}
    </>
  );
}

function Deeds({ operation, retry }: { readonly operation: Operation; readonly retry: Retry }) {
  const { id, moves, organization, organizationId } = operation;
  const { temporalUiUrl } = useSession();
  const about = <VisuallyHidden> {organization ?? kinds[operation.kind]}</VisuallyHidden>;
  return (
    <>
      {moves.includes('retryOperation') && (
        <Deed
          size="xs"
          variant="light"
          isBusy={retry.isPending && retry.variables === id}
          onClick={() => retry.mutate(id)}
        >
          Retry{about}
        </Deed>
      )}
      {moves.includes('saveTicketMapping') && (
        <Button component={Link} to="/integration/halopsa/ticket-mapping" size="xs" variant="light">
          Choose the ticket mapping
        </Button>
      )}
      {organizationId !== null && moves.some((move) => ofOrganization.includes(move)) && (
        <Button component={Link} to={addressOf(organizationId)} size="xs" variant="light">
          Review{about}
        </Button>
      )}
      {temporalUiUrl !== null && (
        <Anchor
          href={`${temporalUiUrl}/${encodeURIComponent(id)}`}
          target="_blank"
          rel="noopener"
          size="sm"
          className={classes.workflow}
        >
          <IconExternalLink size={16} aria-hidden />
          <span>Workflow{about}</span>
        </Anchor>
      )}
    </>
  );
}

/** What moves it is done on the organization's own page. */
const ofOrganization: readonly Operation['moves'][number][] = [
  'approveSeats',
  'dismissSeats',
  'chooseSeats',
  'syncSeats',
];
