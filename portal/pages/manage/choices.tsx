import { Text } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconInfoCircle } from '@tabler/icons-react';
import type { InfiniteData, UseInfiniteQueryResult } from '@tanstack/react-query';
import { useInfiniteQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useState } from 'react';
import type { Choices } from '../../api/generated';
import { customersQuery, licencesQuery } from '../../api/organization-queries';
import { useHindrance } from '../../connection/not-connected';
import { usePartnerId } from '../../session/signed-in';
import { Failed } from '../../shared/loaded';
import { Status } from '../../shared/status';
import { When } from '../../shared/when';
import type { Choice } from './choice';
import { CustomerOffer, Offer } from './offer';
import type { Row } from './option';
import { isFree, optionOf } from './option';
import { Picker } from './picker';

const TYPING = 250;

type Page = Omit<Choices, 'items'> & { readonly items: readonly Row[] };
type List = UseInfiniteQueryResult<InfiniteData<Page>>;

interface ChoosingProps {
  readonly chosen: Choice | null;
  readonly error: string | undefined;
  readonly onChoose: (choice: Choice | null) => void;
}

interface CustomerProps extends ChoosingProps {
  readonly organizationName: string;
}

/** HaloPSA searches; there may be thousands of them. */
export function CustomerPicker({ organizationName, chosen, error, onChoose }: CustomerProps) {
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
      {chosen === null && !isHindered && <CustomerOffer name={organizationName} onChoose={onChoose} />}
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
  const free = list.hasNextPage ? [] : rows.filter((row) => isFree(row, organizationId));
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
      {chosen === null && !isDisabled && (
        <Offer found={free} sentence="One Software License of this Customer is free." onChoose={onChoose} />
      )}
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
      <Status {...(last.stale ? { move: 'halo' } : { move: 'nobody', Icon: IconInfoCircle })}>
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
