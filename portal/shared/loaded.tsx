import { Alert, Group, Text, VisuallyHidden } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { isRequestError } from '../api/client';
import { Deed } from './deed';
import { useUnhurried } from './unhurried';
import { When } from './when';

interface LoadedProps<Data> {
  readonly query: UseQueryResult<Data>;
  /** In the shape of what comes, and hidden from who does not see it. */
  readonly skeleton: ReactNode;
  readonly children: (data: Data) => ReactNode;
}

/** A part of a page that is read from the api: loading, failed, stale, or there. The parts beside it do not depend on it. */
export function Loaded<Data>({ query, skeleton, children }: LoadedProps<Data>) {
  const { data, error, isPending, isFetching, refetch, dataUpdatedAt } = query;
  const showsSkeleton = useUnhurried(isPending);
  if (showsSkeleton === 'yes') {
    return (
      <>
        <VisuallyHidden role="status">Loading …</VisuallyHidden>
        {skeleton}
      </>
    );
  }
  if (data === undefined) return error === null ? null : <Failed error={error} retry={refetch} isBusy={isFetching} />;
  return (
    <>
      {error !== null && (
        <Failed error={error} retry={refetch} isBusy={isFetching}>
          What you see is from <When at={new Date(dataUpdatedAt).toISOString()} />.
        </Failed>
      )}
      {children(data)}
    </>
  );
}

interface FailedProps {
  readonly error: Error;
  readonly retry?: () => unknown;
  readonly isBusy?: boolean;
  readonly children?: ReactNode;
}

/** What went wrong, in the api's own words, and the way to try again. */
export function Failed({ error, retry, isBusy = false, children }: FailedProps) {
  return (
    <Alert color="red" variant="light" icon={<IconAlertTriangle aria-hidden />} role="alert" mb="md">
      <Group justify="space-between" gap="sm">
        <Text size="sm">
          {sentenceOf(error)} {children}
        </Text>
        {retry !== undefined && (
          <Deed size="xs" variant="default" isBusy={isBusy} onClick={() => retry()}>
            Try again
          </Deed>
        )}
      </Group>
    </Alert>
  );
}

export const sentenceOf = (error: Error): string =>
  isRequestError(error) ? error.message : 'This part of the page has failed. Reload the page; nothing was lost.';
