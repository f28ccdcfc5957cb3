import { Drawer } from '@mantine/core';
import type { ListedOrganization } from '../../api/generated';
import { Standstill } from '../../connection/standstill';
import { Seats } from '../seats/panel';
import { useSheet } from './address';

/** The seats of one organization, beside the list. */
export function SeatsSheet({ rows }: { readonly rows: readonly ListedOrganization[] }) {
  const { isOpen, of, close } = useSheet();
  const organizationId = of('seats');
  const name = rows.find((row) => row.organizationId === organizationId)?.name;
  return (
    <Drawer
      opened={isOpen('seats')}
      onClose={close}
      position="right"
      size="lg"
      title={name === undefined ? 'Seats' : `Seats of ${name}`}
    >
      <Standstill />
      {organizationId !== '' && <Seats organizationId={organizationId} />}
    </Drawer>
  );
}
