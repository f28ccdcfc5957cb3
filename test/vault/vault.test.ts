import type { Vault } from '../../vault';
import { createVault } from '../../vault';
import type { Place, Places } from './places';
import { filePlaces, postgresPlaces } from './places';

const oldKey = `old:${Buffer.alloc(32, 1).toString('base64')}`;
const newKey = `new:${Buffer.alloc(32, 2).toString('base64')}`;
const credentials = { clientId: 'c0ffee-1d', clientSecret: 's3cret/with+odd=signs&more' };
const other = { clientId: 'c0ffee-1d', clientSecret: 'another' };
const first = { partnerId: 'p1', reference: 'r1' };
const second = { partnerId: 'p1', reference: 'r2' };
const third = { partnerId: 'p1', reference: 'r3' };

describe.each([
  { kind: 'files', start: filePlaces },
  { kind: 'PostgreSQL', start: postgresPlaces },
])('a vault in $kind', ({ start }) => {
  let places: Places;
  let place: Place;
  let vaults: Vault[];

  beforeAll(async () => {
    places = await start();
  });
  beforeEach(async () => {
    vaults = [];
    place = await places.create();
  });
  afterEach(() => Promise.all(vaults.map((vault) => vault.close())));
  afterAll(() => places.close());

  const openVault = async (keys = oldKey) => {
    const vault = await createVault({ url: place.url, keys });
    vaults.push(vault);
    return vault;
  };

  const isStored = async (name: typeof first) => {
    const vault = await openVault();
    return vault.get(name).then(
      () => true,
      () => false,
    );
  };

  it('gives back what was put, also to a process that opens it later', async () => {
    await (await openVault()).put({ ...first, credentials });
    await expect((await openVault()).get(first)).resolves.toEqual(credentials);
  });

  it('gives what is the same one fingerprint, which tells nothing of another partner', async () => {
    const vault = await openVault();
    const [one, again, corrected, ofAnother] = [
      await vault.put({ ...first, credentials }),
      await vault.put({ ...second, credentials }),
      await vault.put({ ...third, credentials: other }),
      await vault.put({ ...first, partnerId: 'p2', credentials }),
    ];
    expect(again).toEqual(one);
    expect(new Set([one, corrected, ofAnother].map(({ fingerprint }) => fingerprint)).size).toBe(3);
  });

  it('takes the same put again', async () => {
    const vault = await openVault();
    await vault.put({ ...first, credentials });
    await vault.put({ ...first, credentials });
    await expect(vault.get(first)).resolves.toEqual(credentials);
  });

  it('refuses other content under a reference that is taken', async () => {
    const vault = await openVault();
    await vault.put({ ...first, credentials });
    await expect(vault.put({ ...first, credentials: other })).rejects.toMatchObject({ code: 'conflict' });
    await expect(vault.get(first)).resolves.toEqual(credentials);
  });

  it('lets many put the same at once', async () => {
    const writers = await Promise.all(Array.from({ length: 8 }, () => openVault()));
    await Promise.all(writers.map((vault) => vault.put({ ...first, credentials })));
    await expect((await openVault()).get(first)).resolves.toEqual(credentials);
  });

  it('lets one win when many put different content at once', async () => {
    const vault = await openVault();
    const puts = Array.from({ length: 8 }, (_, n) =>
      vault.put({ ...first, credentials: { ...credentials, clientSecret: `secret ${n}` } }),
    );
    const outcomes = await Promise.allSettled(puts);
    const winner = outcomes.findIndex(({ status }) => status === 'fulfilled');
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    await expect(vault.get(first)).resolves.toMatchObject({ clientSecret: `secret ${winner}` });
  });

  it('says missing for what was never put', async () => {
    await expect((await openVault()).get(first)).rejects.toMatchObject({ code: 'missing' });
  });

  it('acceptance 67: keeps nothing of what was erased, and erasing again is no error', async () => {
    const vault = await openVault();
    await vault.put({ ...first, credentials });
    await vault.erase(first);
    await vault.erase(first);
    await expect(vault.get(first)).rejects.toMatchObject({ code: 'missing' });
    expect(await place.everything()).not.toContain('eyJ');
  });

  it('takes a reference anew after it was erased', async () => {
    const vault = await openVault();
    await vault.put({ ...first, credentials });
    await vault.erase(first);
    await vault.put({ ...first, credentials: other });
    await expect(vault.get(first)).resolves.toEqual(other);
  });

  it('erases what was stored before the one to keep, and neither what came later nor other partners', async () => {
    const vault = await openVault();
    const otherPartner = { partnerId: 'p2', reference: 'r1' };
    for (const name of [otherPartner, third, first, second]) await vault.put({ ...name, credentials });
    await vault.eraseOthers({ partnerId: 'p1', keep: 'r1' });
    const stored = await Promise.all([third, first, second, otherPartner].map(isStored));
    expect(stored).toEqual([false, true, true, true]);
  });

  it('erases everything of the partner when none is to be kept', async () => {
    const vault = await openVault();
    for (const name of [first, second]) await vault.put({ ...name, credentials });
    await vault.eraseOthers({ partnerId: 'p1', keep: null });
    expect(await Promise.all([first, second].map(isStored))).toEqual([false, false]);
  });

  it('erases nothing when the one to keep is not there', async () => {
    const vault = await openVault();
    await vault.put({ ...first, credentials });
    await vault.eraseOthers({ partnerId: 'p1', keep: 'r9' });
    expect(await isStored(first)).toBe(true);
  });

  it('keeps the order of what was stored when it is sealed anew', async () => {
    await (await openVault()).put({ ...first, credentials });
    await (await openVault(newKey)).put({ ...second, credentials });
    const vault = await openVault(`${newKey},${oldKey}`);
    await vault.reseal();
    await vault.eraseOthers({ partnerId: 'p1', keep: 'r2' });
    await expect(vault.get(first)).rejects.toMatchObject({ code: 'missing' });
    await expect(vault.get(second)).resolves.toEqual(credentials);
  });

  it('opens with an older key, seals with the newest, and drops the older one after sealing anew', async () => {
    await (await openVault()).put({ ...first, credentials });
    const both = await openVault(`${newKey},${oldKey}`);
    await both.put({ ...second, credentials: other });
    await expect(both.get(first)).resolves.toEqual(credentials);
    await expect(both.reseal()).resolves.toEqual({ resealed: 1 });
    await expect(both.reseal()).resolves.toEqual({ resealed: 0 });
    const onlyNew = await openVault(newKey);
    await expect(onlyNew.get(first)).resolves.toEqual(credentials);
    await expect(onlyNew.get(second)).resolves.toEqual(other);
  });

  it('never brings an erased row back when it is sealed anew at the same time', async () => {
    const both = await openVault(`${newKey},${oldKey}`);
    const old = await openVault();
    for (let round = 0; round < 20; round += 1) {
      await old.put({ ...first, credentials });
      await Promise.all([both.reseal(), both.reseal(), both.erase(first)]);
      await expect(both.get(first)).rejects.toMatchObject({ code: 'missing' });
    }
  });

  it('loses nothing when two seal anew at once', async () => {
    await (await openVault()).put({ ...first, credentials });
    const both = await openVault(`${newKey},${oldKey}`);
    await Promise.all([both.reseal(), both.reseal()]);
    await expect((await openVault(newKey)).get(first)).resolves.toEqual(credentials);
  });

  it('says which key is unknown, after sealing what it can', async () => {
    await (await openVault()).put({ ...first, credentials });
    const lost = `lost:${Buffer.alloc(32, 3).toString('base64')}`;
    await (await openVault(lost)).put({ ...second, credentials });
    const both = await openVault(`${newKey},${oldKey}`);
    await expect(both.get(second)).rejects.toMatchObject({
      code: 'unknownKey',
      message: expect.stringContaining('lost'),
    });
    await expect(both.reseal()).rejects.toMatchObject({ code: 'unknownKey' });
    await expect((await openVault(newKey)).get(first)).resolves.toEqual(credentials);
  });

  it('refuses another key of the same name', async () => {
    await (await openVault()).put({ ...first, credentials });
    const impostor = await openVault(`old:${Buffer.alloc(32, 9).toString('base64')}`);
    await expect(impostor.get(first)).rejects.toMatchObject({ code: 'corrupt' });
  });

  it.each([
    { partnerId: 'p2', reference: 'r1' },
    { partnerId: 'p1', reference: 'r2' },
  ])('refuses a row that was moved to $partnerId/$reference', async (elsewhere) => {
    const vault = await openVault();
    await vault.put({ ...first, credentials });
    await place.copy(first, elsewhere);
    await expect(vault.get(elsewhere)).rejects.toMatchObject({ code: 'corrupt' });
  });

  it('refuses a row that was changed', async () => {
    const vault = await openVault();
    await vault.put({ ...first, credentials });
    await place.tamper(first);
    await expect(vault.get(first)).rejects.toMatchObject({ code: 'corrupt' });
  });

  it('stores the secret in no readable form', async () => {
    await (await openVault()).put({ ...first, credentials });
    const stored = await place.everything();
    expect(stored).toContain('eyJ');
    for (const spelling of Object.values(credentials).flatMap(spellings)) expect(stored).not.toContain(spelling);
  });

  it.each(['../p2', 'p/1', '', '.', 'p1\0', '-p1', 'p'.repeat(65)])('refuses the name %j', async (bad) => {
    const vault = await openVault();
    const refused = { code: 'badName' };
    await expect(vault.put({ partnerId: bad, reference: 'r1', credentials })).rejects.toMatchObject(refused);
    await expect(vault.get({ partnerId: 'p1', reference: bad })).rejects.toMatchObject(refused);
    await expect(vault.erase({ partnerId: 'p1', reference: bad })).rejects.toMatchObject(refused);
    await expect(vault.eraseOthers({ partnerId: bad, keep: null })).rejects.toMatchObject(refused);
    await expect(vault.eraseOthers({ partnerId: 'p1', keep: bad })).rejects.toMatchObject(refused);
  });

  it('is ready', async () => {
    await expect((await openVault()).check()).resolves.toBeUndefined();
  });
});

/** A text as it could show in a file: as it is, in a URL, and in base64 wherever it starts. */
function spellings(text: string): string[] {
  const shifted = [0, 1, 2].map((shift) =>
    Buffer.from(' '.repeat(shift) + text)
      .toString('base64')
      .slice(4, -4),
  );
  return [
    text,
    encodeURIComponent(text),
    ...shifted,
    ...shifted.map((s) => s.replaceAll('+', '-').replaceAll('/', '_')),
  ];
}
