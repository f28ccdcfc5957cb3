import pino from 'pino';
import { createFrame } from '../../../api/live/frame';
import { createCatalogues } from '../../../api/organization/catalogue';
import { initial } from '../../../domain/connection/machine';
import { health, view } from '../../../domain/connection/view';
import { emptyListing } from '../../../domain/organization/listing';

const never = initial('p1');
const connection = { partnerPath: never.partnerPath, credentials: [], health: health(never), view: view(never) };
const catalogue = createCatalogues()(emptyListing);

const frameOf = (look: () => Promise<typeof catalogue>) =>
  createFrame({
    readConnection: async () => connection,
    readGate: async () => null,
    organizations: { look },
    logger: pino({ level: 'silent' }),
  });

it('stands although the organizations cannot be counted, or not soon', async () => {
  const failing = frameOf(async () => Promise.reject(new Error('Temporal does not answer.')));
  expect(await failing.counts('p1')).toBeNull();
  const slow = frameOf(() => new Promise(() => undefined));
  expect(await slow.standing('p1')).toEqual({ connection, gate: null });
  expect(await slow.counts('p1')).toBeNull();
});

it('counts again after a command', async () => {
  let looks = 0;
  const frame = frameOf(async () => {
    looks += 1;
    return catalogue;
  });
  expect(await frame.counts('p1')).toMatchObject({ views: { all: 0 } });
  await frame.counts('p1');
  expect(looks).toBe(1);
  frame.told('p1');
  await frame.counts('p1');
  expect(looks).toBe(2);
});
