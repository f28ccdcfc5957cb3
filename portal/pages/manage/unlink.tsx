import { Button, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconUnlink } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { useCommand } from '../../api/command';
import type { OrganizationMapping } from '../../api/generated';
import { putMapping } from '../../api/organization-queries';
import { usePartnerId } from '../../session/signed-in';
import { Confirm } from '../../shared/confirm';
import { inNumbers } from './in-numbers';

export function Unlink({ view }: { readonly view: OrganizationMapping }) {
  const { organizationId, name, softwareLicenceName, canUnlink, sync } = view;
  const [isOpen, { open, close }] = useDisclosure();
  const partnerId = usePartnerId();
  const queries = useQueryClient();
  const unlink = useCommand<void, OrganizationMapping>({
    send: (api, _, params) => api.unlinkOrganization(partnerId, organizationId, params),
    onDone: (answer) => {
      putMapping(queries, partnerId, answer);
      close();
    },
  });
  if (!canUnlink) return null;
  return (
    <>
      <Button
        variant="subtle"
        color="red"
        c="var(--status-you)"
        leftSection={<IconUnlink size={18} aria-hidden />}
        onClick={open}
      >
        Unlink
      </Button>
      <Confirm
        title={`Unlink ${name}?`}
        deed="Unlink"
        isOpen={isOpen}
        isBusy={unlink.isPending}
        error={unlink.error}
        onConfirm={() => unlink.mutate()}
        onClose={() => {
          unlink.reset();
          close();
        }}
      >
        <Text>
          No more seats are sent for {name}, from now on. The count of{' '}
          <b>{softwareLicenceName ?? 'the Software License'}</b> in HaloPSA stays as it is{inNumbers(sync.before)}.
        </Text>
      </Confirm>
    </>
  );
}
