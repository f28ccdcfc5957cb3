import type { State } from '../../domain/organization-mapping';
import { row, view } from '../../domain/organization-mapping-view';
import { states, variants } from './organization-mapping-states';
import { ada, archive, backup, checkedBackup, minute, organizationId, refusedByHalo, report, siteUrl } from './samples';

const words: Readonly<Record<State['status'], Pick<ReturnType<typeof row>, 'message' | 'whoseMove'>>> = {
  unmapped: { message: 'Not mapped to a Customer in HaloPSA.', whoseMove: 'you' },
  checking: { message: 'The mapping is being checked with HaloPSA.', whoseMove: 'us' },
  pendingCheck: {
    message: 'Saved. It is checked as soon as HaloPSA answers. HaloPSA does not answer.',
    whoseMove: 'halo',
  },
  refused: {
    message: 'HaloPSA does not accept this mapping; choose again. HaloPSA does not know this.',
    whoseMove: 'you',
  },
  mapped: { message: 'Mapped to Initech Ltd, Cloud Backup.', whoseMove: 'nobody' },
  needsAttention: { message: 'The mapping needs you. HaloPSA does not know this.', whoseMove: 'you' },
  kept: {
    message: `Kept until ${minute(43_200)}; it comes back when ${siteUrl} is connected again.`,
    whoseMove: 'you',
  },
};

test.each(Object.values(states).map((state) => [state.status, state] as const))(
  'acceptance 80: %s has words and says whose move it is',
  (status, state) => {
    expect(row(state)).toMatchObject({ organizationId, name: 'Initech', status, ...words[status] });
  },
);

it('acceptance 61: shows the mapping in force and its revision', () => {
  expect(view(states.mapped)).toEqual({
    ...row(states.mapped),
    ...{ revision: 1, wanted: null, problem: null, keptUntil: null, canUnlink: true, report },
    ...{ customerName: 'Initech Ltd', softwareLicenceName: 'Cloud Backup' },
    mapping: { ...checkedBackup, by: ada, at: minute(10) },
    history: [{ at: minute(10), by: ada, from: null, to: checkedBackup }],
  });
});

it('shows what is in force beside what is wanted, until HaloPSA has checked it', () => {
  for (const state of [variants['checking (mapped before)'], variants['pendingCheck (mapped before)']]) {
    expect(view(state)).toMatchObject({ wanted: archive, mapping: checkedBackup, customerName: 'Initech Ltd' });
  }
});

it('shows what was refused, and why', () => {
  expect(view(states.refused)).toMatchObject({ wanted: backup, mapping: null, problem: refusedByHalo });
});

it('acceptance 70: shows until when a mapping is kept', () => {
  expect(view(states.kept)).toMatchObject({ keptUntil: minute(43_200), mapping: checkedBackup });
  expect(view(states.mapped).keptUntil).toBeNull();
});

it('acceptance 52: offers no unlink where nothing is linked', () => {
  expect(view(states.unmapped).canUnlink).toBe(false);
  expect(view(states.mapped).canUnlink).toBe(true);
});
