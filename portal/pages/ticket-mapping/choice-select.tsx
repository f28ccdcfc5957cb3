import { Anchor, Select, Stack, Text } from '@mantine/core';
import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { Choices } from '../../api/generated';
import { sentenceOf } from '../../shared/loaded';
import { When } from '../../shared/when';

type Choice = Choices['items'][number];

interface ChoiceSelectProps {
  readonly label: string;
  /** Of the form, by which a refusal finds it. */
  readonly field: string;
  readonly list: UseQueryResult<Choices>;
  readonly value: number | null;
  /** What is saved, by the name that it had: HaloPSA may be down, or may not have it any more. */
  readonly saved: Choice | null;
  readonly error: ReactNode;
  /** What another choice has made of this one. */
  readonly note?: string | undefined;
  /** What has to be chosen before, or null. */
  readonly waitsFor?: string | null;
  readonly onChoose: (choice: Choice) => void;
}

/** One choice out of a list of HaloPSA's. */
export function ChoiceSelect({
  label,
  field,
  list,
  value,
  saved,
  error,
  note,
  waitsFor = null,
  onChoose,
}: ChoiceSelectProps) {
  const items = withNamed(withNamed(list.data?.items ?? [], saved), list.isLoading ? null : numbered(value));
  const chosen = items.find(({ id }) => id === value);
  return (
    <Stack gap={4}>
      <Select
        label={label}
        required
        searchable
        allowDeselect={false}
        data-path={field}
        data={items.map(({ id, name }) => ({ value: String(id), label: name }))}
        value={value === null ? null : String(value)}
        onChange={(picked) => {
          const choice = items.find(({ id }) => String(id) === picked);
          if (choice !== undefined) onChoose(choice);
        }}
        disabled={waitsFor !== null}
        placeholder={waitsFor ?? (list.isLoading ? 'Reading the list from HaloPSA …' : 'Choose')}
        nothingFoundMessage="Nothing found"
        error={error}
      />
      <Text size="sm" role="status">
        {note}
      </Text>
      {chosen?.odd !== undefined && <Text size="sm">{chosen.odd}</Text>}
      <ListState list={list} />
    </Stack>
  );
}

function withNamed(items: readonly Choice[], named: Choice | null): readonly Choice[] {
  return named === null || items.some(({ id }) => id === named.id) ? items : [named, ...items];
}

/** What is chosen, and is in no list that we can read. */
const numbered = (id: number | null): Choice | null => (id === null ? null : { id, name: `No. ${id}` });

/** How old a list is that could not be read anew, what is wrong with it, or that there is none. */
function ListState({ list: { data, error, isFetching, refetch } }: { readonly list: UseQueryResult<Choices> }) {
  if (error !== null) {
    return (
      <Text size="sm" c="var(--status-you)" role="alert">
        {sentenceOf(error)}{' '}
        <Anchor
          component="button"
          type="button"
          size="sm"
          underline="always"
          disabled={isFetching}
          onClick={() => refetch()}
        >
          Try again
        </Anchor>
      </Text>
    );
  }
  if (data === undefined || (!data.stale && data.note === null)) return null;
  return (
    <Text size="sm" c="var(--status-halo)">
      {data.stale && (
        <>
          HaloPSA cannot be asked at the moment; its list is from <When at={data.fetchedAt} />.{' '}
        </>
      )}
      {data.note}
    </Text>
  );
}
