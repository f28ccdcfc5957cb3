import type { Event, State } from '../../../domain/organization/machine';
import { row, seatsView, view } from '../../../domain/organization/view';
import { OrganizationRow } from '../../../domain/organization/view-schema';
import { after } from '../machine';
import {
  ada,
  archive,
  backup,
  checkedBackup,
  minute,
  organizationId,
  refusedByHalo,
  report,
  siteUrl,
} from '../samples';
import { events, moved } from './events';
import { states, step, variants } from './states';

const reach = after(step);

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
  needsAttention: {
    message:
      'The mapping needs you. The Software Licence that was chosen instead cannot be used. HaloPSA does not know this.',
    whoseMove: 'you',
  },
  kept: {
    message: `Kept for some time; it comes back when ${siteUrl} is connected again.`,
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
    revision: 1,
    wanted: null,
    problem: null,
    keptUntil: null,
    canUnlink: true,
    report,
    customerName: 'Initech Ltd',
    softwareLicenceName: 'Cloud Backup',
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
  expect(row(states.kept).keptUntil).toBe(minute(43_200));
  expect(view(states.mapped).keptUntil).toBeNull();
});

test.each<[string, State, boolean]>([
  ['unmapped', states.unmapped, false],
  ['checking what was never mapped', states.checking, false],
  ['checking another licence', variants['checking (mapped before)'], true],
  ['pendingCheck', states.pendingCheck, true],
  ['refused', states.refused, false],
  ['mapped', states.mapped, true],
  ['needsAttention', states.needsAttention, true],
  ['kept', states.kept, true],
  ['kept and never mapped', variants['kept (never checked)'], false],
])('acceptance 52: %s: an unlink is offered where something is linked or waits to be', (_name, state, canUnlink) => {
  expect(view(state).canUnlink).toBe(canUnlink);
});

describe('a row of the grid', () => {
  it('says to which ids it is mapped and what the portal counts', () => {
    expect(row(states.mapped)).toMatchObject({
      target: backup,
      report: { status: 'active', seats: report.seats, observedAt: report.observedAt },
    });
    expect(Object.keys(row(states.mapped).report)).toEqual(['status', 'seats', 'observedAt']);
    expect([row(states.unmapped).target, row(states.pendingCheck).target]).toEqual([null, null]);
    expect(row(variants['pendingCheck (mapped before)']).target).toEqual(backup);
  });

  it('says how far the seat sync is', () => {
    const seats = seatsView(variants['mapped (in sync)']);
    expect(row(variants['mapped (in sync)']).sync).toEqual({
      status: 'inSync',
      message: seats.message,
      whoseMove: 'nobody',
      accepted: null,
      since: minute(47),
      until: null,
      problem: null,
      written: { count: 12, definition: 'used', at: minute(47) },
      seen: { count: 12, seenAt: minute(47) },
      before: 12,
      after: null,
    });
  });

  test.each<[string, State, number | null, number | null]>([
    ['what is counted, before HaloPSA was asked', states.mapped, null, 12],
    ['what is held', variants['mapped (held)'], 10, 40],
    ['that both agree', variants['mapped (in sync)'], 12, null],
    [
      'what the partner left there',
      reach(variants['mapped (drift)'], { ...events.driftChosen, choice: 'theirs' }),
      10,
      null,
    ],
    ['nothing that is not to be synced', variants['mapped (not to sync)'], null, null],
  ])('says %s', (_name, state, before, after) => {
    expect(row(state).sync).toMatchObject({ before, after });
  });

  it('can be read where an older version of ours has written it', () => {
    const { before, after, ...older } = row(states.mapped).sync;
    expect(OrganizationRow.parse({ ...row(states.mapped), sync: older }).sync).toMatchObject({
      before: null,
      after: null,
    });
  });

  // The row is kept in the Memo of the Workflow and read back from there.
  test.each(Object.entries({ ...states, ...variants }))('parses as what it is: %s', (_name, state) => {
    expect(OrganizationRow.parse(JSON.parse(JSON.stringify(row(state))))).toEqual(row(state));
  });

  it('parses with the counts that HaloPSA allows, and a time of any offset', () => {
    const counted = { ...row(states.mapped).report, observedAt: '2026-01-05T01:00:00+02:00' };
    const seen = { count: -0.5, seenAt: minute(1) };
    const shown = { ...row(states.mapped), report: counted, sync: { ...row(states.mapped).sync, seen } };
    expect(OrganizationRow.parse(shown)).toEqual(shown);
  });

  it('does not parse when it lacks something', () => {
    for (const name of Object.keys(row(states.mapped))) {
      const lacking = Object.entries(row(states.mapped)).filter(([key]) => key !== name);
      expect([name, OrganizationRow.safeParse(Object.fromEntries(lacking)).success]).toEqual([name, false]);
    }
  });
});

describe('the seats of an organization', () => {
  const offersOf = (state: State) => {
    const { canStart, canApprove, canDismiss, canChoose, canSync } = seatsView(state);
    const offers = Object.entries({ canStart, canApprove, canDismiss, canChoose, canSync });
    return offers.filter(([, may]) => may).map(([name]) => name);
  };

  it('acceptance 80: say that they wait for the ticket mapping', () => {
    expect(seatsView(variants['mapped (no ticket mapping)'])).toMatchObject({
      status: 'notStarted',
      whoseMove: 'you',
      canStart: false,
      wanted: null,
      message: 'Seat sync pauses until the ticket mapping is chosen. Nothing that was reported is lost.',
    });
  });

  it('acceptance 55: say that there is nothing to start while no seats are synced', () => {
    expect(seatsView(variants['mapped (not to sync)'])).toMatchObject({
      definition: 'none',
      canStart: false,
      message: 'Not started. Sync Seat is set to "Do not sync seats", so nothing is written to HaloPSA.',
    });
    expect(offersOf(states.mapped)).toEqual(['canStart']);
  });

  it('go by what was told last of the settings', () => {
    expect([seatsView(states.mapped).wanted, seatsView(reach(states.mapped, events.settingsChanged)).wanted]).toEqual([
      12, 11,
    ]);
  });

  const held = variants['mapped (held)'];
  test.each<[string, State, string, string]>([
    ['unmapped', states.unmapped, 'you', 'No seats are sent while the organization is not mapped.'],
    ['checking', reach(held, moved), 'us', 'No seats are sent until the mapping is checked.'],
    ['pendingCheck', reach(held, events.reconcileMissed), 'halo', 'No seats are sent until the mapping is checked.'],
    [
      'needsAttention',
      variants['needsAttention (broken)'],
      'you',
      'No seats are sent until you have put the mapping right.',
    ],
    ['kept', reach(held, events.connectionRevoked), 'you', 'No seats are sent while the organization is not mapped.'],
  ])(
    'acceptance 80: offer nothing that is rejected while the organization is %s',
    (_status, state, whoseMove, message) => {
      expect(seatsView(state)).toMatchObject({ message, whoseMove });
      expect(offersOf(state)).toEqual([]);
    },
  );

  it('offer what the machine accepts', () => {
    const { startRequested, approveRequested, dismissRequested, driftChosen, syncRequested } = events;
    const commands = new Map<string, Event>([
      ...([
        ['canStart', startRequested],
        ['canApprove', approveRequested],
        ['canDismiss', dismissRequested],
      ] as const),
      ...([
        ['canChoose', driftChosen],
        ['canSync', syncRequested],
      ] as const),
    ]);
    for (const state of [...Object.values(states), ...Object.values(variants)]) {
      for (const offer of offersOf(state)) {
        const command = commands.get(offer);
        expect(command !== undefined && step(state, command).accepted).toBe(true);
      }
    }
  });
});
