import { Button, Group, Stack } from '@mantine/core';
import type { FormEvent } from 'react';
import { Link } from 'react-router';
import type { ConnectionNow } from '../../api/generated';
import { Failed } from '../../shared/loaded';
import { Missing, NextStep } from '../../shared/next-step';
import { Unsaved } from '../../shared/unsaved';
import { missingIn } from './draft';
import { RevokeAll } from './revoke-all';
import { SeatCountChoice } from './seat-count';
import { TicketChoices } from './ticket-choices';
import type { useMapping } from './use-mapping';

interface MappingFormProps {
  readonly ticketMapping: ConnectionNow['ticketMapping'];
  readonly mapping: ReturnType<typeof useMapping>;
}

export function MappingForm({ ticketMapping: { ticketMapping: saved }, mapping }: MappingFormProps) {
  const { draft, errors, error, isChanged, isBusy, isSaved, choose, save } = mapping;
  const missing = missingIn(draft);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save();
  };
  return (
    <form noValidate onSubmit={submit} aria-label="Ticket mapping">
      <Unsaved isChanged={isChanged} />
      <Stack>
        <SeatCountChoice
          value={draft.seatCount}
          error={errors.seatCount}
          onChoose={(seatCount) => choose({ draft: { ...draft, seatCount }, notes: {} })}
        />
        <TicketChoices saved={saved} mapping={mapping} />
        {error !== null && <Failed error={error} />}
        <Missing missing={missing} isBusy={isBusy} />
        <Group justify="flex-end" gap="sm">
          {saved !== null && <RevokeAll />}
          {saved === null && (
            <Button variant="default" component={Link} to="/integration">
              Skip
            </Button>
          )}
          <NextStep missing={missing} isBusy={isBusy} isQuiet={isSaved} />
        </Group>
      </Stack>
    </form>
  );
}
