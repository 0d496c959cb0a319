import { App, Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { withdrawContact } from '../api/engagement.js';
import { useCommand } from '../live/use-command.js';

/** What shows contacts. */
export const SHOWN_IN = ['contact-duties', 'progress-table', 'staff-weeks'];
/** So long it stands there that taking back failed: nothing else on the page says that the contact still counts. */
const SAID_FOR_S = 20;

/** Takes a contact back that was just logged. The drawer is gone by then: where it fails the page says so, and how to try again. */
export function useUndo(): (contactId: string) => void {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const undo = useCommand((id: string, commandId) => withdrawContact(id, t('log.undoReason'), commandId), {
    shownIn: SHOWN_IN,
    onDone: () => void message.info(t('log.undone')),
    onFailed: (error, id) => {
      const key = `not-undone-${id}`;
      const again = (): void => {
        message.destroy(key);
        undo.mutate(id);
      };
      void message.error({
        key,
        duration: SAID_FOR_S,
        content: (
          <span role="alert">
            {t('log.notUndone', { why: error.message })}{' '}
            <Button size="small" type="link" onClick={again}>
              {t('act.retry')}
            </Button>
          </span>
        ),
      });
    },
  });
  return (contactId) => undo.mutate(contactId);
}
