import { useEffect, type ReactNode } from 'react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { page } from '../api/http.js';
import { currentSession, type Session } from '../api/session.js';
import { Failed, Waiting } from '../show/shown.js';
import { SignIn } from '../sign-in/sign-in.js';
import { Frame } from './frame.js';
import { SessionProvider } from './session.js';

/** Everything: the way in for whoever is not signed in, the desk for whoever is. */
export function Desk(): ReactNode {
  const queries = useQueryClient();
  const session = useQuery({ queryKey: ['session'], queryFn: currentSession, staleTime: Infinity });
  useEffect(() => {
    page.signedOut = () => queries.setQueryData<Session | null>(['session'], null);
    return () => {
      page.signedOut = () => undefined;
    };
  }, [queries]);

  if (session.data) {
    return (
      <SessionProvider session={session.data}>
        <Frame />
      </SessionProvider>
    );
  }
  if (session.data === null) return <SignIn onSignedIn={(signedIn) => queries.setQueryData(['session'], signedIn)} />;
  return session.error ? <Failed error={session.error} again={() => session.refetch()} /> : <Waiting shape="lines" />;
}
