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
      queries.clear();
      queries.setQueryData(['session'], null);
      await navigate({ to: '/', replace: true });
    });
  };
}
