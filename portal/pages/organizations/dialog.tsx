import { Modal } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { mappingQuery } from '../../api/organization-queries';
import { usePartnerId } from '../../session/signed-in';
import { useSheet } from './address';
import { Integrations } from './integrations';
import { useLast } from './last';
import { NewOrganization } from './new-organization';

/**
 * A new organization, then its integrations: one dialog, which gives the focus back to what opened it, whether or not it went on.
 */
export function OrganizationDialog() {
  const { isOpen, of, close } = useSheet();
  const isNew = isOpen('new');
  // While it fades it shows what it has shown.
  const organizationId = useLast(of('integrations'));
  const isShowingNew = useLast(isNew ? 'new' : isOpen('integrations') ? 'integrations' : '') === 'new';
  const mapping = useQuery({
    ...mappingQuery(usePartnerId(), organizationId),
    enabled: !isShowingNew && organizationId !== '',
  });
  const name = mapping.data?.name;
  const ofOne = name === undefined ? 'Integrations' : `Integrations of ${name}`;
  return (
    <Modal
      opened={isNew || isOpen('integrations')}
      onClose={close}
      title={isShowingNew ? 'New organization' : ofOne}
      centered
    >
      {isShowingNew ? <NewOrganization /> : <Integrations organizationId={organizationId} mapping={mapping} />}
    </Modal>
  );
}
