import { useQueryClient } from '@tanstack/react-query';
import type { api } from '../../api/client';
import type { Command, CommandParams } from '../../api/command';
import { useCommand } from '../../api/command';
import type { Seats } from '../../api/generated';
import { organizationListKey, putAnswer, seatsQuery } from '../../api/organization-queries';
import { usePartnerId } from '../../session/signed-in';

type Send<Input> = (
  client: typeof api,
  ids: readonly [partnerId: string, organizationId: string],
  input: Input,
  params: CommandParams,
) => Promise<Seats>;

/** A command to a seat sync. Its answer is what the page shows; after a no, the page shows what is there now. */
export function useSeatsCommand<Input>(organizationId: string, send: Send<Input>): Command<Input, Seats> {
  const partnerId = usePartnerId();
  const queries = useQueryClient();
  const { queryKey } = seatsQuery(partnerId, organizationId);
  return useCommand<Input, Seats>({
    send: async (client, input, params) => {
      try {
        return await send(client, [partnerId, organizationId], input, params);
      } catch (error) {
        void queries.invalidateQueries({ queryKey });
        throw error;
      }
    },
    onDone: (answer) => {
      putAnswer(queries, queryKey, answer);
      void queries.invalidateQueries({ queryKey: organizationListKey(partnerId) });
    },
  });
}
