import { Card, Group, Stack, Text } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { lastError, useCommand } from '../../api/command';
import type { ComparedRow } from '../../api/generated';
import { seatsQuery } from '../../api/organization-queries';
import { usePartnerId } from '../../session/signed-in';
import { Deed } from '../../shared/deed';
import { Failed } from '../../shared/loaded';
import { useSeatsCommand } from './command';
import { findings } from './findings';
import { Change } from './numbers';
import { reasonOf } from './reason';

/** Nothing is written before somebody has seen what would be. */
export function Start({ organizationId }: { readonly organizationId: string }) {
  const partnerId = usePartnerId();
  const queries = useQueryClient();
  const preview = useCommand<void, ComparedRow>({
    send: (api, _, params) => api.previewSeats(partnerId, organizationId, params),
    onDone: () => void queries.invalidateQueries({ queryKey: seatsQuery(partnerId, organizationId).queryKey }),
  });
  const start = useSeatsCommand<void>(organizationId, (api, ids, _, params) => api.startSeats(...ids, params));
  const error = lastError(preview, start);
  const isSeen = preview.data !== undefined;
  return (
    <Stack gap="sm" w="100%">
      {error !== null && <Failed error={error} />}
      {preview.data !== undefined && <Preview row={preview.data} />}
      <Group gap="sm">
        <Deed variant="default" isBusy={preview.isPending} onClick={() => preview.mutate()}>
          {isSeen ? 'Preview again' : 'Preview'}
        </Deed>
        <Deed disabled={!isSeen} isBusy={start.isPending} onClick={() => start.mutate()}>
          Start syncing
        </Deed>
        {!isSeen && (
          <Text size="sm" c="dimmed">
            Look at the preview first.
          </Text>
        )}
      </Group>
    </Stack>
  );
}

function Preview({ row: { finding, before, after, reason } }: { readonly row: ComparedRow }) {
  return (
    <Card withBorder component="section" aria-label="Preview" role="status">
      <Text fz="xl" fw={700} component="div">
        <Change before={before} after={before === after ? null : after} />
      </Text>
      <Text size="sm">
        {findings[finding]} {reason !== null && `${reasonOf(reason)}.`}
      </Text>
    </Card>
  );
}
