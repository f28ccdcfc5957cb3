import { Text } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import type { InfiniteData, UseInfiniteQueryResult } from '@tanstack/react-query';
import { useInfiniteQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useState } from 'react';
import type { Choices, SoftwareLicences } from '../../api/generated';
import { customersQuery, licencesQuery } from '../../api/organization-queries';
import { useHindrance } from '../../connection/not-connected';
import { usePartnerId } from '../../session/signed-in';
import { Failed } from '../../shared/loaded';
import { number } from '../../shared/number';
import { Status } from '../../shared/status';
import { When } from '../../shared/when';
import type { Choice } from './choice';
import type { Option } from './picker';
import { Picker } from './picker';

const TYPING = 250;

type Page = Omit<Choices, 'items'> & { readonly items: readonly Row[] };
type List = UseInfiniteQueryResult<InfiniteData<Page>>;
type Row = Choices['items'][number] & Partial<Pick<SoftwareLicences['items'][number], 'mappedTo'>>;

interface ChoosingProps {
  readonly chosen: Choice | null;
  readonly error: string | undefined;
  readonly onChoose: (choice: Choice | null) => void;
}

/** HaloPSA searches; there may be thousands of them. */
export function CustomerPicker({ chosen, error, onChoose }: ChoosingProps) {
  const [search, setSearch] = useState('');
  const [asked] = useDebouncedValue(search.trim(), TYPING);
  const isHindered = useHindrance() !== null;
  const list = useInfiniteQuery({ ...customersQuery(usePartnerId(), asked), enabled: !isHindered });
  const rows = rowsOf(list);
  return (
    <Listed list={list}>
      <Picker
        label="Customer"
        chosen={named(chosen, rows)}
        options={rows.map((row) => optionOf(row))}
        search={search}
        isLoading={list.isFetching || asked !== search.trim()}
        hasMore={list.hasNextPage}
        isDisabled={isHindered}
        description={<Age list={list} />}
        error={error}
        onSearch={setSearch}
        onMore={() => void list.fetchNextPage()}
        onChoose={onChoose}
      />
    </Listed>
  );
}

interface LicenceProps extends ChoosingProps {
  readonly organizationId: string;
  readonly customerId: number | null;
  readonly note: string | null;
}

/** Of one Customer; they are few, so what was read is searched here. */
export function LicencePicker({ organizationId, customerId, chosen, note, error, onChoose }: LicenceProps) {
  const [search, setSearch] = useState('');
  const isDisabled = useHindrance() !== null || customerId === null;
  const list = useInfiniteQuery({
    ...licencesQuery(usePartnerId(), customerId ?? 0),
    enabled: !isDisabled,
  });
  const rows = rowsOf(list);
  const found = rows.filter(({ name }) => name.toLowerCase().includes(search.trim().toLowerCase()));
  return (
    <Listed list={list}>
      <Picker
        label="Software License"
        chosen={named(chosen, rows)}
        options={found.map((row) => optionOf(row, organizationId))}
        search={search}
        isLoading={list.isFetching}
        hasMore={list.hasNextPage}
        isDisabled={isDisabled}
        description={
          <>
            <Text span inherit role="status" display="block">
              {note}
            </Text>
            <Age list={list} />
          </>
        }
        error={error}
        onSearch={setSearch}
        onMore={() => void list.fetchNextPage()}
        onChoose={onChoose}
      />
    </Listed>
  );
}

function Listed({ list, children }: { readonly list: List; readonly children: ReactNode }) {
  return (
    <div>
      {children}
      {list.error !== null && <Failed error={list.error} retry={() => void list.refetch()} isBusy={list.isFetching} />}
    </div>
  );
}

/** In an outage, what HaloPSA said last, and when. */
function Age({ list: { data } }: { readonly list: List }) {
  const last = data?.pages.at(-1);
  if (last === undefined || (!last.stale && last.note === null)) return null;
  return (
    <Text span size="sm">
      <Status move={last.stale ? 'halo' : 'nobody'}>
        {last.note}{' '}
        {last.stale && (
          <>
            HaloPSA gave these choices <When at={last.fetchedAt} />.
          </>
        )}
      </Status>
    </Text>
  );
}

const rowsOf = (list: List): readonly Row[] => list.data?.pages.flatMap(({ items }) => items) ?? [];

const named = (chosen: Choice | null, rows: readonly Row[]): Choice | null =>
  chosen === null || chosen.name !== null ? chosen : (rows.find(({ id }) => id === chosen.id) ?? chosen);

function optionOf(row: Row, organizationId?: string): Option {
  const { id, name, odd } = row;
  const facts = factsOf(row, organizationId);
  const details = (
    <>
      {facts.length > 0 && (
        <Text size="xs" c="dimmed">
          {facts.join(' · ')}
        </Text>
      )}
      {odd !== undefined && (
        <Text size="xs" c="var(--status-you)">
          {odd}
        </Text>
      )}
    </>
  );
  return { id, name, details };
}

/** What else is to be known of it; that an organization has its own licence is no news. */
function factsOf({ count, active, mappedTo }: Row, organizationId: string | undefined): readonly string[] {
  const isTaken = mappedTo !== undefined && mappedTo !== null && mappedTo.organizationId !== organizationId;
  return [
    ...(count === undefined ? [] : [`holds ${number(count)}`]),
    ...(active === false ? ['not active'] : []),
    ...(isTaken ? [`${mappedTo.name} has it`] : []),
  ];
}
