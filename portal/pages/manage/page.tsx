import { Anchor, Card, SimpleGrid, Skeleton, Stack, Text, Title, VisuallyHidden } from '@mantine/core';
import { IconCircleCheckFilled } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { isRequestError } from '../../api/client';
import { mappingQuery } from '../../api/organization-queries';
import type { RequestError } from '../../api/request-error';
import { NotConnected, useHindrance } from '../../connection/not-connected';
import { useFollow } from '../../live/follow';
import { usePartnerId } from '../../session/signed-in';
import { Loaded } from '../../shared/loaded';
import { Page } from '../../shared/page';
import { Seats } from '../seats/panel';
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
  const hindrance = useHindrance();
  useFollow(query.queryKey);
  if (mapping.data === undefined && isNotRegistered(mapping.error))
    return <NotRegistered sentence={mapping.error.message} />;
  return (
    <Page
      title={mapping.data?.name ?? 'Organization'}
      mark={mapping.data?.status === 'mapped' && <Check />}
      above={above}
    >
      {hindrance !== null && <NotConnected sentence={hindrance} />}
      <SimpleGrid cols={{ base: 1, md: 2 }} spacing="lg" style={{ alignItems: 'start' }}>
        <Part title="Mapping">
          <Loaded query={mapping} skeleton={<FormSkeleton />}>
            {(view) => (
              <>
                <MappingForm view={view} />
                <Changes history={view.history} />
              </>
            )}
          </Loaded>
        </Part>
        <Part title="Seats">
          <Seats organizationId={organizationId} />
        </Part>
      </SimpleGrid>
    </Page>
  );
}

const isNotRegistered = (error: unknown): error is RequestError => isRequestError(error) && error.status === 404;

function NotRegistered({ sentence }: { readonly sentence: string }) {
  return (
    <Page title="There is no such organization" above={above}>
      <Text>
        {sentence} See{' '}
        <Anchor component={Link} to="/organizations" underline="always">
          Organizations
        </Anchor>
        .
      </Text>
    </Page>
  );
}

function Part({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <Card withBorder component="section" aria-label={title}>
      <Stack>
        <Title order={2} size="h4">
          {title}
        </Title>
        {children}
      </Stack>
    </Card>
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
