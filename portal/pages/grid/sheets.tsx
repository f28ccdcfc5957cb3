import { Drawer } from '@mantine/core';
import type { ReactNode } from 'react';
import type { Address, Sheet } from './address';
import { PolicySheet } from './policy-sheet';
import { PreviewSheet } from './preview-sheet';
import { RunSheet } from './run-sheet';
import type { SeatSync } from './seat-sync';

const titles: Readonly<Record<Sheet, string>> = {
  preview: 'Preview of all organizations',
  run: 'Seat sync of all organizations',
  policy: 'Rules of seat sync',
};

interface SheetsProps {
  readonly address: Address;
  readonly seatSync: SeatSync;
}

/** What belongs to all rows opens beside them; it stands in the address. */
export function Sheets({ address: { sheet, open, note }, seatSync }: SheetsProps) {
  const close = () => open('');
  const contents: Readonly<Record<Sheet, ReactNode>> = {
    preview: <PreviewSheet seatSync={seatSync} onStarted={() => note({ sheet: 'run' })} />,
    run: <RunSheet seatSync={seatSync} />,
    policy: <PolicySheet />,
  };
  return (
    <Drawer
      opened={sheet !== null}
      onClose={close}
      position="right"
      size="lg"
      title={sheet === null ? undefined : titles[sheet]}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      {sheet !== null && contents[sheet]}
    </Drawer>
  );
}
