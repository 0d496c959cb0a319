import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { signOut } from '../api/session.js';

/** Ends the session and forgets what was read: the next person at this browser sees nothing of it. */
export function useSignOut(): () => void {
  const queries = useQueryClient();
  const navigate = useNavigate();
  return () => {
    void signOut().then(async () => {
      sessionStorage.clear();
      queries.setQueryData(['session'], null);
      queries.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'session' });
      await navigate({ to: '/', replace: true });
    });
  };
}
