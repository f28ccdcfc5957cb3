import { Alert, Anchor } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link } from 'react-router';
import type { ListedOrganization, RegisterOrganizationPayload } from '../../api/generated';
import { organizationsNamedQuery } from '../../api/organization-queries';
import { usePartnerId } from '../../session/signed-in';
import { isSameName } from '../../shared/same-name';
import { addressOf } from '../grid/row';

interface NewOne {
  /** Null as long as nothing was sent. */
  readonly id: string | null;
  readonly name: string;
  readonly create: (report: RegisterOrganizationPayload) => void;
}

/** Creates an organization, unless there is another one of its name: that is to be seen before there are two. */
export function useNamesake({ id, name, create }: NewOne) {
  const partnerId = usePartnerId();
  const queries = useQueryClient();
  const look = useMutation({
    mutationFn: async (report: RegisterOrganizationPayload) => {
      const { items } = await queries.fetchQuery(organizationsNamedQuery(partnerId, report.name));
      // The first try may have created it, though its answer was lost.
      const others = items.filter(({ organizationId }) => organizationId !== id);
      return others.find((other) => isSameName(other.name, report.name)) ?? null;
    },
    // Still within it, so that the button is never free in between.
    onSuccess: (found, report) => {
      if (found === null) create(report);
    },
    // What cannot be looked up keeps nobody from creating.
    onError: (_, report) => create(report),
  });
  const found = look.data ?? null;
  const namesake = found !== null && isSameName(found.name, name) ? found : null;
  return { namesake, isLooking: look.isPending, create: namesake === null ? look.mutate : create };
}

export const Namesake = ({ organizationId, name }: ListedOrganization) => (
  <Alert color="yellow" variant="light" icon={<IconAlertTriangle aria-hidden />} role="alert">
    There is an organization of this name already: {name}.{' '}
    <Anchor component={Link} to={addressOf(organizationId)} inherit c="inherit" underline="always">
      Open it
    </Anchor>
  </Alert>
);
