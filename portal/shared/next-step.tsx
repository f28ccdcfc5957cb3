import { Text } from '@mantine/core';
import { IconArrowRight } from '@tabler/icons-react';
import { Deed } from './deed';

interface NextStepProps {
  /** What has to be filled in first; null where nothing has. */
  readonly missing: string | null;
  readonly isBusy: boolean;
  /** Where something else is the next thing to do. */
  readonly isQuiet?: boolean;
}

const MISSING = 'missing';

/** What a form of the guide waits for: what has to be filled in, or that it is saved. Its place is always there: nothing jumps. */
export const Missing = ({ missing, isBusy }: Pick<NextStepProps, 'missing' | 'isBusy'>) => (
  <Text size="sm" c="dimmed" id={MISSING} ta="right" mih="1lh" role="status">
    {isBusy ? 'Saving …' : missing}
  </Text>
);

/** Sends a form of the guide. */
export const NextStep = ({ missing, isBusy, isQuiet = false }: NextStepProps) => (
  <Deed
    type="submit"
    variant={isQuiet ? 'default' : 'filled'}
    isBusy={isBusy}
    disabled={missing !== null}
    aria-describedby={MISSING}
    rightSection={<IconArrowRight size={18} aria-hidden />}
  >
    Next Step
  </Deed>
);
