import { callerLeft, unlessLeft } from '../../../api/leaving';
import { createSharing } from '../../../api/limits/sharing';

const staying = new AbortController().signal;

/** Questions under the key "k" that are answered when `answer` is called. */
function createQuestions() {
  const sharing = createSharing<string>();
  const begun: { readonly abandoned: AbortSignal; readonly answer: (value: string) => void }[] = [];
  const ask = (left = staying) =>
    sharing.ask('k', left, (abandoned) => new Promise((answer) => begun.push({ abandoned, answer })));
  return { ask, begun };
}

it('asks once for all who ask at the same time, and anew for who comes later', async () => {
  const { ask, begun } = createQuestions();
  const both = [ask(), ask()];
  begun[0]?.answer('one');
  await expect(Promise.all(both)).resolves.toEqual(['one', 'one']);
  const later = ask();
  begun[1]?.answer('two');
  await expect(later).resolves.toBe('two');
  expect(begun).toHaveLength(2);
});

it('gives up when the last who waits has left, and not before', async () => {
  const { ask, begun } = createQuestions();
  const [one, other] = [new AbortController(), new AbortController()];
  const both = [ask(one.signal), ask(other.signal)];
  one.abort(new Error('left'));
  expect(begun[0]?.abandoned.aborted).toBe(false);
  other.abort(new Error('left'));
  expect(begun[0]?.abandoned.aborted).toBe(true);
  for (const asked of both) await expect(asked).rejects.toThrow('left');
});

it('asks for all of them: it does not end with the one who began it', async () => {
  const sharing = createSharing<AbortSignal | undefined>();
  const ask = () => sharing.ask('k', staying, async () => callerLeft());
  await expect(unlessLeft(AbortSignal.abort(), ask)).resolves.toBeUndefined();
});

it('begins anew for who asks after all have left', async () => {
  const { ask, begun } = createQuestions();
  const leaving = new AbortController();
  const left = ask(leaving.signal);
  leaving.abort(new Error('left'));
  const next = ask();
  begun[1]?.answer('new');
  begun[0]?.answer('old');
  await expect(left).rejects.toThrow('left');
  await expect(next).resolves.toBe('new');
});

it('tells all of them when it fails', async () => {
  const sharing = createSharing<string>();
  const ask = () => sharing.ask('k', staying, () => Promise.reject(new Error('failed')));
  await expect(Promise.allSettled([ask(), ask()])).resolves.toEqual([
    { status: 'rejected', reason: new Error('failed') },
    { status: 'rejected', reason: new Error('failed') },
  ]);
});
