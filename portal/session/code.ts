import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { api, isRequestError } from '../api/client';
import type { Session } from '../api/generated';
import { sessionQuery } from '../api/queries';

/** Of a link that `npm start` prints: `#code=…`. In the fragment, so that it stands in no log. */
const codeOfAddress = (hash: string): string | null => new URLSearchParams(hash.slice(1)).get('code');

// Read once, as the page begins, and taken from the address at once: a code that was seen over a shoulder is spent.
const code = codeOfAddress(window.location.hash);
if (code !== null)
  window.history.replaceState(window.history.state, '', window.location.pathname + window.location.search);

interface CodeSignIn {
  readonly isPending: boolean;
  readonly problem: string | null;
}

let exchange: Promise<Session> | undefined;

/** Changes the code of the address, where there is one, for a session; once, however often the page is rendered. */
export function useCodeSignIn(): CodeSignIn {
  const queries = useQueryClient();
  const [state, setState] = useState<CodeSignIn>({ isPending: code !== null, problem: null });
  useEffect(() => {
    if (code === null) return;
    exchange ??= api.signIn({ code });
    exchange.then(
      (session) => {
        queries.setQueryData(sessionQuery.queryKey, session);
        setState({ isPending: false, problem: null });
      },
      (error: unknown) => {
        setState({ isPending: false, problem: isRequestError(error) ? error.message : 'The link could not be used.' });
      },
    );
  }, [queries]);
  return state;
}
