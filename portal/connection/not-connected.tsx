import { Alert, Button, Group } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { Link } from 'react-router';
import { useLive } from '../live/look';

/** Why nothing can be done in HaloPSA now; null where it can, or where nobody knows yet. */
export function useHindrance(): string | null {
  const { data: live } = useLive();
  if (live === undefined || live.gate !== null) return null;
  return live.connection.message;
}

/** Beside the buttons that it keeps from being used. */
export function NotConnected({ sentence }: { readonly sentence: string }) {
  return (
    <Alert color="red" variant="light" icon={<IconAlertTriangle aria-hidden />} title="HaloPSA is not connected">
      <Group justify="space-between" gap="sm">
        {sentence}
        <Button component={Link} to="/integration/halopsa/connect" size="xs" variant="default">
          Connect
        </Button>
      </Group>
    </Alert>
  );
}
