import { Alert, Button, Center, Code, getDefaultZIndex, Paper, Stack, Text, Title } from '@mantine/core';
import { useWindowEvent } from '@mantine/hooks';
import type { UseQueryResult } from '@tanstack/react-query';
import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useLocation, useSearchParams } from 'react-router';
import { isRequestError } from '../api/client';
import { signInQuery } from '../api/queries';
import { Failed, sentenceOf } from '../shared/loaded';
import { Question } from '../shared/question';

/** Why a sign-in at the provider did not end well, by the code that the api puts into the address. */
const problems: Readonly<Record<string, string>> = {
  unavailable: 'The sign-in service cannot be reached at the moment. Try again in a moment.',
  denied: 'The sign-in was cancelled.',
  expired: 'The sign-in took too long. Start again.',
  claims: 'Your account has no partner or no role here. Ask who manages your accounts.',
};

const otherProblem = 'The sign-in did not work. Start again.';

/** For who is not signed in. */
export function SignInPage({ problem }: { readonly problem: string | null }) {
  const [params] = useSearchParams();
  const { pathname, search } = useLocation();
  const isSignedOut = pathname === '/signed-out';
  const told = params.get('problem');
  const reason = problem ?? (told === null ? null : (problems[told] ?? otherProblem));
  useEffect(() => {
    document.title = 'Sign in · Partner Portal';
  }, []);
  return (
    <Center component="main" mih="100vh" p="md">
      <Paper withBorder shadow="sm" p="xl" w="100%" maw={440}>
        <Stack>
          <Title order={1} size="h2">
            Partner Portal
          </Title>
          {reason !== null && (
            <Alert color="red" role="alert">
              {reason}
            </Alert>
          )}
          {reason === null && isSignedOut && <Text role="status">You are signed out.</Text>}
          <Ways returnTo={isSignedOut ? '/' : pathname + search} />
        </Stack>
      </Paper>
    </Center>
  );
}

function Ways({ returnTo, inNewTab = false }: { readonly returnTo: string; readonly inNewTab?: boolean }) {
  const { data: ways, error, refetch, isFetching } = useQuery(signInQuery);
  if (ways === undefined) return error === null ? null : <Failed error={error} retry={refetch} isBusy={isFetching} />;
  return (
    <>
      {ways.oidc && (
        <Button
          component="a"
          href={`/v1/session/start?return=${encodeURIComponent(returnTo)}`}
          {...(inNewTab && { target: '_blank', rel: 'opener' })}
        >
          Sign in
        </Button>
      )}
      {ways.link && (
        <Text>
          Open the link that <Code>npm start</Code> has printed. It works once, for ten minutes; another one is printed
          by <Code>npm run --silent link</Code>.
        </Text>
      )}
      {!ways.oidc && !ways.link && <Text>Sign-in is not set up here. Ask who runs this service.</Text>}
    </>
  );
}

interface SignInAgainProps {
  readonly isOpen: boolean;
  /** Looked for again when the person is back, perhaps signed in by another tab. */
  readonly session: Pick<UseQueryResult, 'error' | 'isFetching' | 'refetch'>;
}

/** For who was signed in: over the page and all that is open there, which keeps what was typed. */
export function SignInAgain({ isOpen, session: { error, isFetching, refetch } }: SignInAgainProps) {
  const goOn = () => void refetch();
  useWindowEvent('focus', () => {
    if (isOpen) goOn();
  });
  return (
    <Question
      opened={isOpen}
      onClose={goOn}
      withCloseButton={false}
      title="You are signed out"
      zIndex={getDefaultZIndex('overlay')}
    >
      <Stack>
        <Text>
          Your session has ended. Sign in again in another tab, then go on here: what you typed is still there.
        </Text>
        <Ways returnTo="/signed-in" inNewTab />
        {/* It comes anew each time, so that it is read out each time. */}
        {error !== null && !isFetching && (
          <Text role="alert" c="var(--status-you)">
            {problemOf(error)}
          </Text>
        )}
        <Button variant="default" onClick={goOn}>
          I have signed in
        </Button>
      </Stack>
    </Question>
  );
}

const problemOf = (error: Error): string =>
  isRequestError(error) && error.status === 401
    ? 'You are not signed in yet. Sign in in the other tab first.'
    : sentenceOf(error);
