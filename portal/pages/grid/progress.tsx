import { Alert, Group, Progress, Stack, Text } from '@mantine/core';
import { IconAlertTriangle, IconBan } from '@tabler/icons-react';
import type { ReconcileProgress } from '../../api/generated';
import { useLive } from '../../live/look';
import { counted } from '../../shared/counted';
import { number } from '../../shared/number';
import { When } from '../../shared/when';

export type Finding = keyof ReconcileProgress['findings'];

/** What was found, by what it means to the partner. */
export const findings: readonly { readonly finding: Finding; readonly preview: string; readonly run: string }[] = [
  { finding: 'write', preview: 'Would be written', run: 'Differed, and are written' },
  { finding: 'held', preview: 'Would be held for you', run: 'Held for you' },
  { finding: 'drift', preview: 'Changed in HaloPSA: choose', run: 'Changed in HaloPSA: choose' },
  { finding: 'missed', preview: 'Software License not seen', run: 'Software License not seen' },
  { finding: 'doubled', preview: 'Software License mapped twice', run: 'Software License mapped twice' },
  { finding: 'unreadable', preview: 'Cannot be read in HaloPSA', run: 'Cannot be read in HaloPSA' },
  { finding: 'unchanged', preview: 'Stay as they are', run: 'Agreed' },
  { finding: 'off', preview: 'Not synced', run: 'Not synced' },
];

const odd = { color: 'yellow', icon: <IconAlertTriangle aria-hidden /> } as const;

/** Of what went wrong, by how it ended. */
const looks = {
  running: odd,
  done: odd,
  failed: { ...odd, color: 'red' },
  cancelled: { color: 'gray', icon: <IconBan aria-hidden />, title: 'Cancelled' },
} as const;

/** Who began it and when, how far it is, and what went wrong. */
export function HowFar({ progress }: { readonly progress: ReconcileProgress }) {
  const { status, by, startedAt, finishedAt, problem } = progress;
  return (
    <Stack gap="xs">
      <Text c="dimmed" size="sm">
        {by === null ? 'By the schedule' : `By ${by}`} · <When at={finishedAt ?? startedAt} />
      </Text>
      {status === 'running' && <Running progress={progress} />}
      {problem !== null && (
        <Alert {...looks[status]} variant="light">
          {problem.detail}
        </Alert>
      )}
    </Stack>
  );
}

function Running({ progress: { compared } }: { readonly progress: ReconcileProgress }) {
  const { data: live } = useLive();
  const mapped = live?.organizations?.mapped ?? null;
  const percent = mapped === null || mapped === 0 ? 0 : Math.min(100, (compared / mapped) * 100);
  return (
    <>
      <Progress value={percent} aria-label="Organizations compared" />
      <Text size="sm" aria-live="polite" className="numbers">
        {mapped === null
          ? counted(compared, 'organization')
          : `${number(compared)} of ${counted(mapped, 'organization')}`}{' '}
        compared
      </Text>
    </>
  );
}

interface FoundProps {
  readonly progress: ReconcileProgress;
  readonly as: 'preview' | 'run';
}

/** What was found, in numbers; what was not found is not told. */
export function Found({ progress, as }: FoundProps) {
  return (
    <Stack gap={4} component="ul" m={0} p={0} style={{ listStyle: 'none' }}>
      {findings
        .filter(({ finding }) => (progress.findings[finding] ?? 0) > 0)
        .map((one) => (
          <Group key={one.finding} component="li" justify="space-between" gap="sm">
            <Text size="sm">{one[as]}</Text>
            <Text size="sm" fw={600} className="numbers">
              {number(progress.findings[one.finding] ?? 0)}
            </Text>
          </Group>
        ))}
    </Stack>
  );
}

/** "3 organizations get another count: 142 → 130 seats in total." */
export function Change({ progress }: { readonly progress: ReconcileProgress }) {
  const { findings: found, totals } = progress;
  const written = found.write ?? 0;
  if (written === 0) return <Text>No count in HaloPSA would change.</Text>;
  return (
    <Text>
      <b>{counted(written, 'organization gets', 'organizations get')} another count</b> in HaloPSA:{' '}
      <span className="numbers">
        {number(totals.before)} → <b>{number(totals.after)}</b>
      </span>{' '}
      seats in total.
    </Text>
  );
}
