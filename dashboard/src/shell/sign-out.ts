import { App } from 'antd';
import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { signOut } from '../api/session.js';
import { goOnWith } from './whose.js';

/**
 * Ends the session and forgets what was read: the next person at this browser sees nothing of it. Where it could not be ended that
 * is said, for whoever leaves must not believe it was.
 */
export function useSignOut(): () => void {
  const queries = useQueryClient();
  const navigate = useNavigate();
  const { message } = App.useApp();
  const { t } = useTranslation();
  return () => {
    const left = async (): Promise<void> => {
      sessionStorage.clear();
      goOnWith(queries, null);
      await navigate({ to: '/', replace: true });
    };
    void signOut().then(left, (error: Error) => message.error(t('app.stillSignedIn', { why: error.message })));
  };
}
