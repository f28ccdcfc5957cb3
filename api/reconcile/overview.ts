import { z } from 'zod';
import { Progress } from '../../domain/reconcile/progress-schema';
import { orNull } from '../../domain/schema';
import { ofPartner, ok, operation } from '../operation';
import { newestPreview, newestReconcile } from './call';

const SeatSync = z
  .object({
    preview: orNull(Progress).describe('The newest dry run; null where none was made yet.'),
    reconcile: orNull(Progress).describe('The newest reconcile, by hand or by night; null where none was made yet.'),
  })
  .meta({ id: 'SeatSync' });

export const readSeatSync = operation({
  summary: 'How far the newest dry run and the newest reconcile are.',
  permission: 'act',
  input: { params: ofPartner },
  answers: { 200: SeatSync },
  handle: async ({ params: { partnerId }, deps: { client } }) => {
    const [preview, reconcile] = await Promise.all([
      newestPreview(client, partnerId),
      newestReconcile(client, partnerId),
    ]);
    return ok({ preview, reconcile });
  },
});
