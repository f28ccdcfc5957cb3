import { Button, Group, Stack, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import type { ReconcileProgress } from '../../api/generated';
import { Standstill } from '../../connection/standstill';
import { Confirm } from '../../shared/confirm';
import { counted } from '../../shared/counted';
import { Deed } from '../../shared/deed';
import { Failed, Loaded } from '../../shared/loaded';
import { PreviewRows } from './preview-rows';
import { Change, Found, HowFar } from './progress';
import type { SeatSync } from './seat-sync';
import { SheetSkeleton } from './sheet-skeleton';

interface PreviewSheetProps {
  readonly seatSync: SeatSync;
  readonly onStarted: () => void;
}

/** What a sync would do to all organizations, before anything is written; and from there, the start. */
export function PreviewSheet({ seatSync, onStarted }: PreviewSheetProps) {
  const { state, preview, isPreviewing, hindrance } = seatSync;
  const again = (
    <Deed
      variant={state.data?.preview === null ? 'filled' : 'default'}
      isBusy={preview.isPending}
      disabled={isPreviewing || hindrance !== null}
      onClick={() => preview.mutate()}
    >
      {state.data?.preview === null ? 'Preview all' : 'Preview again'}
    </Deed>
  );
  return (
    <Stack>
      <div>
        <Text>Asks HaloPSA for its counts and shows what a sync would change. Nothing is written.</Text>
        <Standstill />
      </div>
      {preview.error !== null && <Failed error={preview.error} />}
      <Loaded query={state} skeleton={<SheetSkeleton />}>
        {(newest) =>
          newest.preview === null ? (
            <Text c="dimmed">No preview was made yet.</Text>
          ) : (
            <>
              <HowFar progress={newest.preview} />
              <Seen progress={newest.preview} />
            </>
          )
        }
      </Loaded>
      <Group justify="flex-end">
        {hindrance !== null && <Text size="sm">{hindrance}</Text>}
        {again}
        {state.data?.preview?.status === 'done' && (
          <StartAll seatSync={seatSync} progress={state.data.preview} onStarted={onStarted} />
        )}
      </Group>
    </Stack>
  );
}

const Seen = ({ progress }: { readonly progress: ReconcileProgress }) => (
  <>
    {progress.status === 'done' && <Change progress={progress} />}
    <Found progress={progress} as="preview" />
    {progress.status === 'done' && <PreviewRows startedAt={progress.startedAt} />}
  </>
);

interface StartAllProps extends PreviewSheetProps {
  readonly progress: ReconcileProgress;
}

/** Only below a preview, whose numbers it repeats. */
function StartAll({ seatSync: { sync, isSyncing }, progress, onStarted }: StartAllProps) {
  const [isOpen, { open, close }] = useDisclosure();
  const ask = () => {
    sync.reset();
    open();
  };
  const { compared, findings } = progress;
  const held = (findings.held ?? 0) + (findings.drift ?? 0);
  return (
    <>
      {isSyncing && <Text size="sm">A sync is running.</Text>}
      <Button disabled={isSyncing || compared === 0} onClick={ask}>
        Start for all
      </Button>
      <Confirm
        title="Start for all"
        deed={`Start for ${counted(compared, 'organization')}`}
        isOpen={isOpen}
        isBusy={sync.isPending}
        error={sync.error}
        onClose={close}
        onConfirm={() => sync.mutate({ startsNew: true, previewedAt: progress.startedAt }, { onSuccess: onStarted })}
      >
        <Text>Seat sync begins, or goes on, for {counted(compared, 'mapped organization')}.</Text>
        <Change progress={progress} />
        {held > 0 && (
          <Text>
            {counted(held, 'organization waits for you and is', 'organizations wait for you and are')} not written.
          </Text>
        )}
      </Confirm>
    </>
  );
}
