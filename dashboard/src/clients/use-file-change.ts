import { useState } from 'react';
import { App } from 'antd';
import { useTranslation } from 'react-i18next';
import { updateFile, type ClientCardData, type FileChange } from '../api/clients.js';
import { isChanged } from '../live/if-unchanged.js';
import { useCommand } from '../live/use-command.js';
import { changedFields, mergedKeys, type Compared, type Decided, type Taken } from '../show/merge.js';
import { comparedFile, onlyParts, type FileWords } from './compare-file.js';

type FileSave = {
  readonly error: Error | null;
  readonly saving: boolean;
  readonly ready: boolean;
  /** Somebody was faster, and what stands now is there to be compared with. */
  readonly comparing: boolean;
  /** Somebody was faster, and what stands now is still being read. */
  readonly waiting: boolean;
  readonly compare: {
    readonly fields: readonly Compared[];
    readonly decided: Decided;
    readonly onDecide: (key: string, taken: Taken) => void;
  };
  readonly save: () => void;
};

/** Saves what was typed into a file, measured against what was on the screen when the typing began, at revision `on`; `client` and `revision` are what stands now. */
export function useFileChange({
  client,
  revision,
  on: typedOn,
  body,
  onDone,
}: {
  client: ClientCardData;
  revision: number | undefined;
  on: number | undefined;
  body: FileChange;
  onDone: () => void;
}): FileSave {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const [seen, setSeen] = useState({ client, revision: typedOn });
  const [decided, setDecided] = useState<Decided>({});
  const words = useFileWords();
  const update = useCommand(
    ({ part, on }: { part: FileChange; on: number | undefined }, commandId) =>
      updateFile(client.clientId, part, { commandId, revision: on }),
    {
      shownIn: ['client-list', 'client-card', 'progress-table'],
      onDone: () => {
        void message.success(t('state.saved'));
        onDone();
      },
    },
  );
  const stale = isChanged(update.error);
  const comparing = stale && revision !== seen.revision;
  const fields = changedFields(comparedFile(seen.client, client, body, words));
  const result = mergedKeys(fields, decided);
  const saveResult = (keys: readonly string[]): void => {
    setSeen({ client, revision });
    setDecided({});
    const part = onlyParts(body, keys);
    if (Object.keys(part).length > 0) return update.mutate({ part, on: revision });
    void message.info(t('state.nothingLeft'));
    onDone();
  };
  return {
    error: stale ? null : update.error,
    saving: update.isPending,
    ready: Object.keys(body).length > 0 && (!stale || (comparing && result !== undefined)),
    comparing,
    waiting: stale && !comparing,
    compare: { fields, decided, onDecide: (key, taken) => setDecided((known) => ({ ...known, [key]: taken })) },
    save: () => {
      if (!stale) update.mutate({ part: body, on: seen.revision });
      else if (comparing && result) saveResult(result);
    },
  };
}

/** The parts of a file in the words of the page. */
function useFileWords(): FileWords {
  const { t } = useTranslation();
  return {
    label: (part) => t(`lacks.${part === 'idNumber' ? 'id' : part}`),
    missing: t('compare.none'),
    there: t('clients.onFile'),
    occupation: (value) => t(`occupation.${value}`),
    orientation: (value) => t(`orientation.${value}`),
    channel: (value) => t(`channel.${value}`),
    birthday: ({ calendar, month, day }) => t(`clients.day.${calendar}`, { month, day }),
  };
}
