import { createTurns } from '../../../api/limits/turns';
import { createCatalogues } from '../../../api/organization/catalogue';
import { createListing } from '../../../api/organization/listing';
import { createListings } from '../../../api/organization/listings';
import type { Sight } from '../../../api/organization/sight';
import type { Sighting } from '../../../domain/organization/listing';
import { emptyListing } from '../../../domain/organization/listing';
import { initial } from '../../../domain/organization/machine';
import { row } from '../../../domain/organization/view';

/** What Temporal holds of a partner's organizations: as they are, and as its lists show them. */
class World {
  now = Date.parse('2026-10-01T12:00:00Z');
  readonly asked: string[] = [];
  readonly real = new Map<string, Sighting>();
  listed: Sighting[] = [];
  atWork = false;
  failing: Error | null = null;
  /** Called while a look at everything is under way. */
  meanwhile = (): void => undefined;

  show(organizationId: string, name: string, { isListed = true } = {}): void {
    this.now += 1;
    const report = {
      name,
      status: 'active',
      seats: { used: 1, purchased: 1, active: 1 },
      observedAt: '2026-01-01T00:00:00Z',
    } as const;
    const seen = { organizationId, runId: 'run 1', shownAt: this.now, row: row(initial('p1', organizationId, report)) };
    this.real.set(organizationId, seen);
    if (isListed) this.listed = [...this.listed.filter((one) => one.organizationId !== organizationId), seen];
  }

  readonly sight: Sight = {
    all: async () => {
      this.asked.push('all');
      const seen = this.listed.filter((one) => one.row !== null);
      if (this.failing !== null) throw this.failing;
      this.meanwhile();
      return seen;
    },
    changes: async (since) => {
      this.asked.push('changes');
      return this.listed.filter(({ shownAt }) => shownAt >= since);
    },
    count: async () => {
      this.asked.push('count');
      return this.listed.filter((one) => one.row !== null).length;
    },
    one: async (organizationId) => {
      this.asked.push(organizationId);
      const seen = this.real.get(organizationId);
      return { seen: seen ? [seen] : [], isAtWork: this.atWork };
    },
  };
}

const seconds = 1_000;
const minutes = 60 * seconds;

let world: World;
let listing: ReturnType<typeof createListing>;
beforeEach(() => {
  world = new World();
  listing = createListing(world.sight, () => world.now);
  world.show('o1', 'Acme');
  world.show('o2', 'Initech');
});

const names = async () => (await listing.look()).rows.map(({ name }) => name);
const asked = () => world.asked.splice(0);

it('reads everything for the first look, and what changed for those after it', async () => {
  expect(await names()).toEqual(['Acme', 'Initech']);
  world.now += 1 * minutes;
  world.show('o2', 'Aardvark');
  expect(await names()).toEqual(['Aardvark', 'Acme']);
  expect(asked()).toEqual(['all', 'changes']);
});

it('asks what changed once a second, however often somebody looks', async () => {
  await names();
  world.show('o3', 'New');
  expect([...(await names()), ...(await names())]).not.toContain('New');
  expect(asked()).toEqual(['all']);
  world.now += 1 * seconds;
  expect(await names()).toContain('New');
  await names();
  expect(asked()).toEqual(['changes']);
});

it('answers twenty people who look at once with one reading', async () => {
  const looks = await Promise.all(Array.from({ length: 20 }, names));
  expect(new Set(looks.flat())).toEqual(new Set(['Acme', 'Initech']));
  expect(asked()).toEqual(['all']);
});

it('sees what the lists show some seconds late', async () => {
  await names();
  world.show('o3', 'Late', { isListed: false });
  const late = world.real.get('o3');
  world.now += 5 * seconds;
  expect(await names()).toEqual(['Acme', 'Initech']);
  world.now += 4 * seconds;
  world.listed = [...world.listed, ...(late ? [late] : [])];
  expect(await names()).toEqual(['Acme', 'Initech', 'Late']);
});

it("shows one's own command at once, although the lists do not yet", async () => {
  await names();
  world.show('o1', 'Zeta', { isListed: false });
  listing.told('o1');
  expect(await names()).toEqual(['Initech', 'Zeta']);
  expect(asked()).toEqual(['all', 'o1']);
  world.now += 1 * minutes;
  expect(await names()).toEqual(['Initech', 'Zeta']);
  expect(asked()).not.toContain('o1');
});

it("shows one's own command on the very first look, and when it came while everything was read", async () => {
  world.show('o3', 'First', { isListed: false });
  listing.told('o3');
  world.meanwhile = () => {
    world.show('o4', 'Meanwhile', { isListed: false });
    listing.told('o4');
  };
  expect(await names()).toEqual(['Acme', 'First', 'Initech', 'Meanwhile']);
});

it('asks an organization that has not yet taken what it was told twice for twenty people who look at once', async () => {
  await names();
  listing.told('o1');
  world.atWork = true;
  asked();
  await Promise.all(Array.from({ length: 20 }, names));
  expect(asked()).toEqual(['o1', 'o1']);
});

it('looks again at an organization that has not yet taken what it was told', async () => {
  await names();
  listing.told('o1');
  world.atWork = true;
  await names();
  world.atWork = false;
  world.show('o1', 'Taken', { isListed: false });
  expect(await names()).toEqual(['Initech', 'Taken']);
  asked();
  await names();
  expect(asked()).toEqual([]);
});

it('looks one by one at the newest 200 of a thousand commands, and at none that the lists have shown long since', async () => {
  await names();
  for (let index = 0; index < 1_000; index += 1) listing.told(`x${index}`);
  asked();
  await names();
  expect(asked()).toEqual(Array.from({ length: 200 }, (_, index) => `x${800 + index}`));
  listing.told('o1');
  world.now += 1 * minutes;
  await names();
  expect(asked()).not.toContain('o1');
});

it('loses an organization whose Workflow was deleted, once nothing else changes', async () => {
  await names();
  world.listed = world.listed.filter(({ organizationId }) => organizationId !== 'o1');
  world.now += 30 * seconds;
  await names();
  expect(asked()).toEqual(['all', 'changes', 'count', 'all']);
  world.now += 1 * seconds;
  expect(await names()).toEqual(['Initech']);
});

it('finds what the lists showed minutes late, while nobody waits for it, and keeps what is newer', async () => {
  await names();
  world.show('o3', 'Late');
  const late = world.listed;
  world.listed = [];
  world.now += 6 * minutes;
  world.show('o4', 'New', { isListed: false });
  listing.told('o4');
  world.listed = late;
  expect(await names()).toContain('New');
  expect(asked()).toEqual(['all', 'changes', 'all', 'o4']);
  world.now += 1 * seconds;
  expect(await names()).toEqual(['Acme', 'Initech', 'Late', 'New']);
});

it('says what is wrong, and reads again on the next look', async () => {
  world.failing = new Error('Temporal does not answer.');
  await expect(listing.look()).rejects.toThrow('Temporal does not answer.');
  world.failing = null;
  expect(await names()).toEqual(['Acme', 'Initech']);
});

describe('the listings of many partners', () => {
  const catalogueOf = createCatalogues();
  const sized = (size: number) => ({
    look: async () => catalogueOf(emptyListing),
    told: () => undefined,
    size: () => size,
  });
  const atOnce = async () => undefined;
  const made: string[] = [];
  const make = (partnerId: string) => {
    made.push(partnerId);
    return sized(4);
  };
  beforeEach(() => void made.splice(0));

  it('keep those that were used last, as many rows as fit', async () => {
    const listings = createListings(make, atOnce, { rows: 10, partners: 100 });
    for (const partnerId of ['p1', 'p2', 'p1', 'p3', 'p1', 'p2']) await listings.look(partnerId);
    expect(made).toEqual(['p1', 'p2', 'p3', 'p2']);
  });

  it('keep so many partners, however small', async () => {
    const listings = createListings(make, atOnce, { rows: 1_000, partners: 2 });
    for (const partnerId of ['p1', 'p2', 'p3', 'p1']) await listings.look(partnerId);
    expect(made).toEqual(['p1', 'p2', 'p3', 'p1']);
  });

  it('keep so many partners that report and are not looked at, and push out nobody who is', async () => {
    const listings = createListings(make, atOnce, { rows: 10, partners: 2 });
    await listings.look('p1');
    for (const partnerId of ['p2', 'p3', 'p4', 'p2', 'p1']) listings.told(partnerId, 'o1');
    for (const partnerId of ['p1', 'p2']) await listings.look(partnerId);
    expect(made).toEqual(['p1', 'p2', 'p3', 'p4', 'p2']);
  });

  it('answer those who look at once one after the other, with everything else in between', async () => {
    const listings = createListings(make, createTurns());
    let rounds = 0;
    const count = () => {
      rounds += 1;
      counting = setImmediate(count);
    };
    let counting = setImmediate(count);
    const looks = ['p1', 'p1', 'p1'].map((partnerId) => listings.look(partnerId).then(() => rounds));
    const answered = await Promise.all(looks);
    clearImmediate(counting);
    expect(new Set(answered).size).toBe(3);
  });

  it('keep the partner in use, although it alone is too large', async () => {
    const listings = createListings(make, atOnce, { rows: 1, partners: 100 });
    for (const partnerId of ['p1', 'p1']) await listings.look(partnerId);
    expect(made).toEqual(['p1']);
  });
});
