import { Button, Checkbox, Code, CopyButton, Group } from '@mantine/core';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import type { Step } from './guide';

interface StepLineProps {
  readonly step: Step;
  readonly isDone: boolean;
  readonly onToggle: () => void;
}

/** One line of the guide: its tick, and what is to be typed in HaloPSA. */
export function StepLine({ step: { text, copies }, isDone, onToggle }: StepLineProps) {
  return (
    <Group justify="space-between" align="flex-start" gap={4}>
      <Checkbox
        flex="1 1 220px"
        checked={isDone}
        onChange={onToggle}
        label={copies === undefined ? text : <Typed text={text} copies={copies} />}
      />
      {copies !== undefined && <Copy text={copies} />}
    </Group>
  );
}

const Typed = ({ text, copies }: { readonly text: string; readonly copies: string }) => (
  <>
    {text} <Code>{copies}</Code>
  </>
);

function Copy({ text }: { readonly text: string }) {
  return (
    <CopyButton value={text} timeout={3_000}>
      {({ copied, copy }) => (
        <Button
          size="compact-sm"
          variant="subtle"
          color="gray"
          c="inherit"
          flex="none"
          onClick={copy}
          aria-label={copied ? `Copied ${text}` : `Copy ${text}`}
          leftSection={copied ? <IconCheck size={16} aria-hidden /> : <IconCopy size={16} aria-hidden />}
        >
          {copied ? 'Copied' : 'Copy'}
        </Button>
      )}
    </CopyButton>
  );
}
