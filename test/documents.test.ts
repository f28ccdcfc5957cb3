import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { diagram as connection } from './domain/connection/diagram';
import { diagram as ticketMapping } from './domain/connection/ticket-mapping-diagram';
import { mermaidOf } from './domain/drawing';
import { diagram as gate } from './domain/gate/diagram';
import { mappingDiagram, seatDiagram } from './domain/organization/diagram';
import { diagram as seats } from './domain/seats/diagram';
import { states } from './domain/seats/samples';

const architecture = readFileSync(resolve(__dirname, '../ARCHITECTURE.md'), 'utf8');

/** Samples of a seat sync are named, and `stays` stands for the status that it had. */
const seatRows = seats.map(([from, event, to]) => {
  const status = states[from]?.status ?? '';
  return [status, event, to.replace('stays', status)].join(' | ');
});

// The drawings are compared with the tables that each machine's own test holds against the machine.
test.each([
  ['Connection', mermaidOf(connection, 'disconnected')],
  ['Ticket mapping', mermaidOf(ticketMapping, 'notSet')],
  ['Gate', mermaidOf(gate, 'open')],
  ['Organization', mermaidOf([...mappingDiagram, ...seatDiagram], 'unmapped')],
  ['Seats', mermaidOf(seatRows, 'notStarted')],
])('ARCHITECTURE.md draws the machine as it is: %s', (title, drawing) => {
  const section = architecture.split(/^#### /m).find((part) => part.startsWith(`${title}\n`)) ?? '';
  expect(section.match(/```mermaid\n(.*?)\n```/s)?.[1]).toBe(drawing);
});
