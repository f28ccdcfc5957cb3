import type { UseMutationResult } from '@tanstack/react-query';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRef } from 'react';
import { api, isRequestError } from './client';
import type { RequestError } from './request-error';
import { unreachable } from './request-error';

type Client = typeof api;
/** What a call takes beside its own input: the key that makes a repeated command the same command. */
export interface CommandParams {
  readonly headers: Readonly<Record<'Idempotency-Key', string>>;
}

interface CommandOptions<Input, Answer> {
  readonly send: (api: Client, input: Input, params: CommandParams) => Promise<Answer>;
  /** Gets the answer, which is the truth: what lists say of it half a second later must not take it back. */
  readonly onDone?: (answer: Answer, input: Input) => void;
  /** Whatever has come of it: after a no, too, things may stand otherwise than the page shows. */
  readonly onEnd?: () => void;
}

export type Command<Input, Answer = unknown> = UseMutationResult<Answer, RequestError, Input>;

/** A change that a person makes. Sent again with the same input, before an answer has come, it is the same command. */
export function useCommand<Input, Answer>(options: CommandOptions<Input, Answer>): Command<Input, Answer> {
  const { send, onDone, onEnd } = options;
  const queries = useQueryClient();
  const keyOf = useCommandKey();
  return useMutation<Answer, RequestError, Input>({
    mutationFn: async (input) => {
      const key = keyOf.of(input);
      try {
        const answer = await send(api, input, { headers: { 'Idempotency-Key': key } });
        keyOf.forget();
        return answer;
      } catch (error) {
        const known = isRequestError(error) ? error : unreachable();
        if (isAnswer(known)) keyOf.forget();
        throw known;
      }
    },
    // The command has its answer: nothing that is read now is waited for.
    onSuccess: (answer, input) => {
      onDone?.(answer, input);
    },
    onSettled: () => {
      onEnd?.();
      void queries.invalidateQueries({ queryKey: ['live'] });
    },
  });
}

/** What went wrong with the command that was pressed last: what came of those before it is told no more. */
export const lastError = (...commands: readonly Pick<Command<never>, 'submittedAt' | 'error'>[]): RequestError | null =>
  commands.reduce((last, one) => (one.submittedAt > last.submittedAt ? one : last)).error;

/**
 * A refusal is an answer, and so is a trouble of HaloPSA's: tried again, it is a new command, or it would get the same answer.
 * Where none came, the command may have been done: sent again, it is to be the same one.
 */
const isAnswer = ({ status, code }: RequestError): boolean =>
  (status !== 0 && status < 500) || code.startsWith('halo.');

function useCommandKey() {
  const last = useRef<{ readonly said: string; readonly key: string }>(undefined);
  return {
    of: (input: unknown): string => {
      const said = JSON.stringify(input) ?? '';
      if (last.current?.said !== said) last.current = { said, key: crypto.randomUUID() };
      return last.current.key;
    },
    forget: () => {
      last.current = undefined;
    },
  };
}
