import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { createLookup } from '../../halo/lookup';
import { clientFor, closeAll, startServer } from './server';

const closers: (() => unknown)[] = [];

afterEach(async () => {
  for (const close of closers.splice(0)) close();
  await closeAll();
});

interface Records {
  A?: readonly string[];
  /** As 32 hexadecimal digits. */
  AAAA?: readonly string[];
}

/** A DNS server that answers for these names, with "no such name" for `null`; for all others it is silent. */
async function startDns(names: Readonly<Record<string, Records | null>>) {
  const asked: string[] = [];
  const socket = createSocket('udp4');
  closers.push(() => socket.close());
  socket.on('message', (question, { port, address }) => {
    const [name, type] = [nameIn(question), question.readUInt16BE(question.length - 4)];
    asked.push(name);
    const records = names[name];
    if (records !== undefined) socket.send(answerTo(question, type, records), port, address);
  });
  socket.bind(0, '127.0.0.1');
  await once(socket, 'listening');
  return { server: `127.0.0.1:${socket.address().port}`, asked };
}

/** The only question of a message without other records (RFC 1035, 4.1.2). */
function nameIn(question: Buffer): string {
  const labels: string[] = [];
  for (let at = 12; question[at] !== 0; at += 1 + (question[at] ?? 0))
    labels.push(question.toString('latin1', at + 1, at + 1 + (question[at] ?? 0)));
  return labels.join('.').toLowerCase();
}

const [TYPE_A, TYPE_AAAA] = [1, 28];

function answerTo(question: Buffer, type: number, records: Records | null): Buffer {
  const found = [
    ...(type === TYPE_A ? (records?.A ?? []) : []).map((address) => Buffer.from(address.split('.').map(Number))),
    ...(type === TYPE_AAAA ? (records?.AAAA ?? []) : []).map((address) => Buffer.from(address, 'hex')),
  ];
  const message = Buffer.from(question);
  message.writeUInt16BE(records === null ? 0x8183 : 0x8180, 2);
  message.writeUInt16BE(found.length, 6);
  message.writeUInt16BE(0, 10);
  const rows = found.map((data) => {
    const row = Buffer.alloc(12);
    row.writeUInt16BE(0xc00c, 0);
    row.writeUInt16BE(type, 2);
    row.writeUInt16BE(1, 4);
    row.writeUInt16BE(data.length, 10);
    return Buffer.concat([row, data]);
  });
  return Buffer.concat([message, ...rows]);
}

const ipv6 = '26064700000000000000000000001111';

it('finds every address of a name', async () => {
  const { server } = await startDns({
    'both.example': { A: ['8.8.8.8', '8.8.4.4'], AAAA: [ipv6] },
    'new.example': { AAAA: [ipv6] },
  });
  const lookup = createLookup([server]);
  await expect(lookup('both.example')).resolves.toEqual([
    { address: '8.8.8.8', family: 4 },
    { address: '8.8.4.4', family: 4 },
    { address: '2606:4700::1111', family: 6 },
  ]);
  await expect(lookup('new.example')).resolves.toEqual([{ address: '2606:4700::1111', family: 6 }]);
});

it('says that there is no such name, and no address of a name', async () => {
  const { server } = await startDns({ 'nobody.example': null, 'mail.example': {} });
  const halo = clientFor(await startServer(() => ({})), { lookup: createLookup([server]) });
  await expect(halo.discover('https://nobody.example')).rejects.toMatchObject({ code: 'hostNotFound' });
  await expect(halo.discover('https://mail.example')).rejects.toMatchObject({ code: 'hostNotFound' });
});

it('answers at once while servers of many other names are silent, which end as a time-out', async () => {
  const { server, asked } = await startDns({ 'good.example': { A: ['8.8.8.8'] } });
  const lookup = createLookup([server]);
  const halo = clientFor(await startServer(() => ({})), { lookup });
  const silent = Array.from({ length: 40 }, (_, index) => halo.discover(`https://silent-${index}.example`));
  let ended = 0;
  const all = Promise.all(
    silent.map((one) =>
      expect(one)
        .rejects.toMatchObject({ code: 'timeout' })
        .finally(() => {
          ended += 1;
        }),
    ),
  );
  await expect(lookup('good.example')).resolves.toEqual([{ address: '8.8.8.8', family: 4 }]);
  expect(ended).toBe(0);
  await all;
  expect(asked).toEqual(expect.arrayContaining(['silent-0.example', 'silent-39.example', 'good.example']));
});

it('never asks anybody for localhost', async () => {
  const { server, asked } = await startDns({ localhost: { A: ['8.8.8.8'] }, 'a.localhost': { A: ['8.8.8.8'] } });
  const halo = clientFor(await startServer(() => ({})), { lookup: createLookup([server]) });
  for (const site of ['https://localhost', 'https://localhost.', 'https://a.localhost'])
    await expect(halo.discover(site)).rejects.toMatchObject({ code: 'addressForbidden' });
  expect(asked).toEqual([]);
});
