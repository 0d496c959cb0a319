import { useEffect, type ReactNode } from 'react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { page } from '../api/http.js';
import { currentSession } from '../api/session.js';
import { Failed, Waiting } from '../show/shown.js';
import { SignIn } from '../sign-in/sign-in.js';
import { Frame } from './frame.js';
import { SessionProvider } from './session.js';
import { arrives, goOnWith, lookAgain, SESSION } from './whose.js';

/** Everything: the way in for whoever is not signed in, the desk for whoever is. */
export function Desk(): ReactNode {
  const queries = useQueryClient();
  const session = useQuery({
    queryKey: SESSION,
    queryFn: async () => arrives(queries, await currentSession()),
    staleTime: Infinity,
    refetchOnWindowFocus: 'always',
  });
  const { data } = session;
  useEffect(() => {
    page.signedOut = () => goOnWith(queries, null);
    return () => {
      page.signedOut = () => undefined;
    };
  }, [queries]);
  useTabsTold(data === undefined ? undefined : (data?.staffId ?? 'nobody'));

  if (data) {
    // Another person begins with a page of their own: nothing that was open or chosen is left on it.
    return (
      <SessionProvider key={data.staffId} session={data}>
        <Frame />
      </SessionProvider>
    );
  }
  if (data === null) return <SignIn onSignedIn={(signedIn) => goOnWith(queries, signedIn)} />;
  return session.error ? <Failed error={session.error} again={() => session.refetch()} /> : <Waiting shape="lines" />;
}

/** All tabs share one session: each tells the others when it is somebody else's, so that none goes on under a name that is not theirs. */
function useTabsTold(whose: string | undefined): void {
  const queries = useQueryClient();
  useEffect(() => {
    const tabs = new BroadcastChannel('pcrm.session');
    tabs.onmessage = () => void lookAgain(queries);
    if (whose !== undefined) tabs.postMessage('another');
    return () => tabs.close();
  }, [queries, whose]);
}
