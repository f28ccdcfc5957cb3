import { Card, SimpleGrid, Skeleton, Stack, Title, VisuallyHidden } from '@mantine/core';
import { IconCircleCheckFilled } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { mappingQuery } from '../../api/organization-queries';
import { useFollow } from '../../frame/follow';
import { usePartnerId } from '../../session/session';
import { Loaded } from '../../shared/loaded';
import { Page } from '../../shared/page';
import { Seats } from '../seats/seats';
import { Changes } from './changes';
import { MappingForm } from './mapping-form';

const above = [
  { title: 'Integration', to: '/integration' },
  { title: 'HaloPSA', to: '/integration/halopsa' },
  { title: 'Manage Connection', to: '/integration/halopsa/manage' },
] as const;

/** One organization: what it is mapped to in HaloPSA, and its seats there. */
export function ManagePage({ organizationId }: { readonly organizationId: string }) {
  const partnerId = usePartnerId();
  const query = mappingQuery(partnerId, organizationId);
  const mapping = useQuery(query);
  useFollow(query.queryKey);
  return (
    <Page
      title={mapping.data?.name ?? 'Manage Connection'}
      mark={mapping.data?.status === 'mapped' && <Check />}
      above={above}
    >
      <SimpleGrid cols={{ base: 1, md: 2 }} spacing="lg" style={{ alignItems: 'start' }}>
        <Card withBorder component="section" aria-labelledby="mapping-title">
          <Stack>
            <Title order={2} size="h4" id="mapping-title">
              Mapping
            </Title>
            <Loaded query={mapping} skeleton={<FormSkeleton />}>
              {(view) => (
                <>
                  <MappingForm view={view} />
                  <Changes history={view.history} />
                </>
              )}
            </Loaded>
          </Stack>
        </Card>
        <Card withBorder component="section" aria-labelledby="seats-title">
          <Stack>
            <Title order={2} size="h4" id="seats-title">
              Seats
            </Title>
            <Seats organizationId={organizationId} />
          </Stack>
        </Card>
      </SimpleGrid>
    </Page>
  );
}

function Check() {
  return (
    <>
      <IconCircleCheckFilled size={24} color="var(--mantine-color-teal-6)" aria-hidden />
      <VisuallyHidden>Connected</VisuallyHidden>
    </>
  );
}

function FormSkeleton() {
  return (
    <Stack aria-hidden>
      <Skeleton height={24} width="70%" />
      <Skeleton height={60} />
      <Skeleton height={60} />
      <Skeleton height={36} width={120} ml="auto" />
    </Stack>
  );
}
