import { decodeProtectedHeader } from 'jose';
import { createSealer } from '../../vault';
import { parseKeys } from '../../vault/keys';
import { open, seal } from '../../vault/seal';

const entry = (id: string, byte: number) => `${id}:${Buffer.alloc(32, byte).toString('base64')}`;
const [older, newer] = [entry('k1', 1), entry('k2', 2)];
const inAnHour = () => new Date(Date.now() + 3_600_000);

it('opens what was sealed, under the newest key and under the older ones', async () => {
  const sealed = await createSealer({ keys: older, purpose: 'a' }).seal({ who: 'Ada' }, inAnHour());
  const both = createSealer({ keys: `${newer},${older}`, purpose: 'a' });
  await expect(both.open(sealed)).resolves.toMatchObject({ who: 'Ada', exp: expect.any(Number) });
  expect(decodeProtectedHeader(await both.seal({}, inAnHour()))).toMatchObject({ kid: 'k2', typ: 'a' });
});

it.each([
  ['of another purpose', { keys: older, purpose: 'b' }],
  ['under a key that is gone', { keys: newer, purpose: 'a' }],
  ['under another key of the same name', { keys: entry('k1', 9), purpose: 'a' }],
])('does not open what is %s', async (_name, other) => {
  const sealed = await createSealer({ keys: older, purpose: 'a' }).seal({}, inAnHour());
  await expect(createSealer(other).open(sealed)).resolves.toBeNull();
});

it('does not open what has expired, and what is nothing', async () => {
  const sealer = createSealer({ keys: older, purpose: 'a' });
  await expect(sealer.open(await sealer.seal({}, new Date(Date.now() - 1_000)))).resolves.toBeNull();
  for (const text of ['', 'a.b.c.d.e', '....', 'x'.repeat(5_000)]) await expect(sealer.open(text)).resolves.toBeNull();
});

it('and the vault take nothing of each other', async () => {
  const keys = parseKeys(older);
  const name = { partnerId: 'p1', reference: 'r1' };
  const sealer = createSealer({ keys: older, purpose: 'a' });
  const credentials = { clientId: 'c', clientSecret: 's' };
  await expect(sealer.open((await seal(keys, name, credentials)).sealed)).resolves.toBeNull();
  const sealed = await sealer.seal({ ...name, ...credentials }, inAnHour());
  await expect(open(keys, { ...name, sealed })).rejects.toMatchObject({ code: 'corrupt' });
});
