import { Card, Stack } from '@mantine/core';
import { useSearchParams } from 'react-router';
import type { ConnectionNow } from '../../api/generated';
import { useKeptFocus } from '../../shared/kept-focus';
import { Told } from '../../shared/told';
import { MappingForm } from './form';
import { MappingState } from './state';
import { useMapping } from './use-mapping';

/** How the ticket mapping stands, and the form to change it. */
export function Mapping({ connection }: { readonly connection: ConnectionNow }) {
  const { ticketMapping, message } = connection;
  const mapping = useMapping(ticketMapping.ticketMapping);
  const [params, setParams] = useSearchParams();
  const keptFocus = useKeptFocus();
  const isNew = params.has('connected') && connection.status === 'connected' && !mapping.isSaved;
  return (
    <Stack maw={720} {...keptFocus}>
      {/* Always there, so that what comes into it is announced. */}
      <Stack role="status">
        {isNew && (
          <Told title="HaloPSA is connected" onClose={() => setParams({}, { replace: true })}>
            {message}
          </Told>
        )}
        <MappingState ticketMapping={ticketMapping} isSaved={mapping.isSaved} />
      </Stack>
      <Card withBorder padding="lg">
        <MappingForm ticketMapping={ticketMapping} mapping={mapping} />
      </Card>
    </Stack>
  );
}
