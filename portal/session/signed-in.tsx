import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { createContext, useContext, useEffect, useRef, useState } from 'react';
import { isRequestError } from '../api/client';
import type { Session } from '../api/generated';
import { whenSignedOut } from '../api/http';
import { sessionQuery } from '../api/queries';
import { Failed } from '../shared/loaded';
import { useCodeSignIn } from './code';
import { SignInAgain, SignInPage } from './sign-in';

const Context = createContext<Session | null>(null);

/** Who is signed in. @throws Error outside of a `SignedIn` */
export function useSession(): Session {
  const session = useContext(Context);
  if (session === null) throw new Error('Nobody is signed in here.');
  return session;
}

export const usePartnerId = (): string => useSession().partnerId;

export type Permission = Session['may'][number];

export const useMay = (permission: Permission): boolean => useSession().may.includes(permission);

/**
 * Shows what is inside to who is signed in. A session that ends leaves the page and what was typed there as it is, below a
 * dialog that asks to sign in again.
 */
export function SignedIn({ children }: { readonly children: ReactNode }) {
  const signIn = useCodeSignIn();
  const query = useQuery({ ...sessionQuery, enabled: !signIn.isPending });
  const { data, error, refetch } = query;
  const hasEnded = useHasEnded(data);
  useOtherPerson(data);
  if (data !== undefined) {
    return (
      <Context value={data}>
        {children}
        <SignInAgain isOpen={hasEnded} session={query} />
      </Context>
    );
  }
  if (signIn.isPending || error === null) return null;
  if (isRequestError(error) && error.status === 401) return <SignInPage problem={signIn.problem} />;
  return <Failed error={error} retry={refetch} />;
}

/** Whether the api has said, since this session was read, that it does not know us any more. */
function useHasEnded(session: Session | undefined): boolean {
  const [ended, setEnded] = useState<Session | undefined>();
  useEffect(() => {
    whenSignedOut(() => setEnded(session));
    return () => whenSignedOut(() => {});
  }, [session]);
  return session !== undefined && ended === session;
}

/** Another person, or another partner: nothing of the one before is shown to them. */
function useOtherPerson(session: Session | undefined): void {
  const queries = useQueryClient();
  const last = useRef<string>(undefined);
  useEffect(() => {
    if (session === undefined) return;
    const who = `${session.partnerId} ${session.actor.id} ${session.role}`;
    if (last.current !== undefined && last.current !== who) {
      queries.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== sessionQuery.queryKey[0] });
    }
    last.current = who;
  }, [session, queries]);
}
