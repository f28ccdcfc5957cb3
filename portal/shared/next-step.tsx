import { Button } from '@mantine/core';
import { IconArrowRight } from '@tabler/icons-react';

interface NextStepProps {
  /** What has to be filled in first, said in the element with the id `missing`; null where nothing has. */
  readonly missing: string | null;
  readonly isBusy: boolean;
  /** Where something else is the next thing to do. */
  readonly isQuiet?: boolean;
}

/** Sends a form of the guide. */
export const NextStep = ({ missing, isBusy, isQuiet = false }: NextStepProps) => (
  <Button
    type="submit"
    variant={isQuiet ? 'default' : 'filled'}
    loading={isBusy}
    disabled={missing !== null}
    aria-describedby={missing === null ? undefined : 'missing'}
    rightSection={<IconArrowRight size={18} aria-hidden />}
  >
    Next Step
  </Button>
);
