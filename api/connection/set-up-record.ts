import { z } from 'zod';
import { setUpRecord } from '../../domain/set-up-record';
import { ofPartner, ok, operation } from '../operation';
import { queryConnection } from './call';

export const readSetUpRecord = operation({
  summary: 'The set-up as a document to file: connection, rights, ticket mapping, seat sync, and every mapping.',
  permission: 'act',
  // It reads the organizations, as a list does.
  limit: 'lists',
  contentType: 'text/markdown',
  input: { params: ofPartner },
  answers: { 200: z.string() },
  handle: async ({ params: { partnerId }, caller, deps, asRequest }) => {
    const [{ view }, { rows, unreadable }] = await Promise.all([
      asRequest(() => queryConnection(deps, partnerId)),
      deps.organizations.look(partnerId),
    ]);
    const at = new Date().toISOString();
    const setUp = { connection: view, rows, unreadable: unreadable.length, at, by: caller.actor.name };
    let record = '';
    for (const piece of setUpRecord(setUp)) {
      record += piece;
      await deps.turn(partnerId);
    }
    const name = `halopsa-set-up-record-${partnerId}-${at.slice(0, 10)}.md`;
    return { ...ok(record), headers: { 'Content-Disposition': `attachment; filename="${name}"` } };
  },
});
