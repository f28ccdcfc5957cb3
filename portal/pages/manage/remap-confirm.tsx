import { Stack, Text } from '@mantine/core';
import type { OrganizationMapping } from '../../api/generated';
import { Confirm } from '../../shared/confirm';
import type { Selection } from './choice';
import { inNumbers } from './in-numbers';
import { nameOf } from './picker';

interface RemapConfirmProps {
  readonly view: OrganizationMapping;
  readonly selection: Selection;
  readonly isOpen: boolean;
  readonly isBusy: boolean;
  readonly onConfirm: () => void;
  readonly onClose: () => void;
}

/** Names the old licence, which is left as it is, and the new one, which gets the counts from now on. */
export function RemapConfirm({ view, selection, isOpen, isBusy, onConfirm, onClose }: RemapConfirmProps) {
  const { customer, licence } = selection;
  if (view.mapping === null || customer === null || licence === null) return null;
  const { customerName, softwareLicenceName } = view.mapping;
  return (
    <Confirm
      title={`Change the mapping of ${view.name}?`}
      deed="Change mapping"
      isOpen={isOpen}
      isBusy={isBusy}
      error={null}
      onConfirm={onConfirm}
      onClose={onClose}
    >
      <Stack gap="xs">
        <Text>
          From <b>{customerName}</b>, <b>{softwareLicenceName}</b>
          <br />
          to <b>{nameOf('Customer', customer)}</b>, <b>{nameOf('Software License', licence)}</b>.
        </Text>
        <Text size="sm">
          Seats that are sent from now on go to {nameOf('Software License', licence)}. {softwareLicenceName} is left
          with the count that it has{inNumbers(view.sync.before)}.
        </Text>
      </Stack>
    </Confirm>
  );
}
