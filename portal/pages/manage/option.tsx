import { Text } from '@mantine/core';
import type { Choices, SoftwareLicences } from '../../api/generated';
import { number } from '../../shared/number';
import type { Option } from './picker';

/** A row of a list of HaloPSA; of Software Licenses, with the organization that has it. */
export type Row = Choices['items'][number] & Partial<Pick<SoftwareLicences['items'][number], 'mappedTo'>>;

/** How a row is offered to an organization. What another one has is shown, and cannot be picked. */
export function optionOf(row: Row, organizationId?: string): Option {
  const { id, name, odd } = row;
  const holder = holderOf(row, organizationId);
  const facts = factsOf(row);
  const details = (
    <>
      {facts.length > 0 && (
        <Text size="xs" c="dimmed">
          {facts.join(' · ')}
        </Text>
      )}
      {holder !== null && <Text size="xs">Taken by {holder.name}. To use it here, unlink it there first.</Text>}
      {odd !== undefined && (
        <Text size="xs" c="var(--status-you)">
          {odd}
        </Text>
      )}
    </>
  );
  return { id, name, details, isTaken: holder !== null };
}

/** Whether nothing stands against picking it. */
export const isFree = (row: Row, organizationId: string): boolean =>
  holderOf(row, organizationId) === null && row.active !== false && row.odd === undefined;

/** That an organization has its own licence is no news. */
function holderOf({ mappedTo = null }: Row, organizationId: string | undefined) {
  return mappedTo?.organizationId === organizationId ? null : mappedTo;
}

const factsOf = ({ count, active }: Row): readonly string[] => [
  ...(count === undefined ? [] : [`holds ${number(count)}`]),
  ...(active === false ? ['not active'] : []),
];
