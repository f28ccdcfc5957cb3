import { Alert, Group, Text } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { Deed } from '../../shared/deed';
import type { Refusal } from '../../shared/use-refusal';

interface RefusedProps {
  readonly refusal: Refusal;
  readonly isBusy: boolean;
  /** Null where something has to be typed first. */
  readonly tryAgain: (() => void) | null;
}

/** What did not work and belongs to no field, and the way to send the same again: HaloPSA may be back, or set right. */
export function Refused({ refusal: { general }, isBusy, tryAgain }: RefusedProps) {
  if (general === null && tryAgain === null) return null;
  return (
    <Alert color="red" variant="light" icon={<IconAlertTriangle aria-hidden />} role="alert">
      <Group justify="space-between" gap="sm">
        <Text size="sm" flex="1 1 200px">
          {general ?? 'Nothing was changed here. When you have set it right in HaloPSA, send the same again.'}
        </Text>
        {tryAgain !== null && (
          <Deed size="xs" variant="default" isBusy={isBusy} onClick={tryAgain}>
            Try again
          </Deed>
        )}
      </Group>
    </Alert>
  );
}
