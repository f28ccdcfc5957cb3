import { Radio, Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { exampleOrganizationQuery } from '../../api/connection-queries';
import type { SaveTicketMappingPayload } from '../../api/generated';
import { usePartnerId } from '../../session/signed-in';

type SeatCount = SaveTicketMappingPayload['seatCount'];

const seatCounts = [
  { value: 'used', label: 'Used seats', says: 'The seats that are in use.' },
  { value: 'purchased', label: 'Purchased seats', says: 'The seats that were bought, in use or not.' },
  { value: 'active', label: 'Active seats', says: 'The seats that are active, without those that are paused.' },
  { value: 'none', label: 'Do not sync seats', says: 'Tickets only: the counts in HaloPSA stay as they are.' },
] as const;

interface SeatCountProps {
  readonly value: SeatCount | null;
  readonly error: ReactNode;
  readonly onChoose: (seatCount: SeatCount) => void;
}

/** Which seats go into the Software License of an organization, with one of the partner's own as the example. */
export function SeatCountChoice({ value, error, onChoose }: SeatCountProps) {
  const { data } = useQuery(exampleOrganizationQuery(usePartnerId()));
  const example = data?.items[0];
  return (
    <Radio.Group
      label="Sync Seat"
      required
      description="Which number goes into an organization's Software License"
      value={value}
      error={error}
      onChange={(chosen) => {
        const found = seatCounts.find((one) => one.value === chosen);
        if (found !== undefined) onChoose(found.value);
      }}
    >
      <Stack gap="sm" mt="xs">
        {seatCounts.map(({ value: of, label, says }) => (
          <Radio
            key={of}
            value={of}
            label={label}
            description={
              example === undefined || of === 'none' ? says : `${says} ${example.name}: ${example.report.seats[of]}`
            }
          />
        ))}
      </Stack>
    </Radio.Group>
  );
}
