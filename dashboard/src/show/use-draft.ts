import { useCallback, useState } from 'react';

/** What the keys of drafts begin with, in a tab's storage. */
export const DRAFTS = 'pcrm.draft.';

/** What somebody is typing survives closing a drawer or a reload, in this tab only; signing out clears it, and so does another person who signs in. */
export function useDraft<Draft extends object>(
  name: string,
  blank: Draft,
): [Draft, (change: Partial<Draft>) => void, () => void] {
  const key = DRAFTS + name;
  const [draft, setDraft] = useState<Draft>(() => ({ ...blank, ...keptIn(key) }));
  const change = useCallback(
    (by: Partial<Draft>) =>
      setDraft((before) => {
        const after = { ...before, ...by };
        sessionStorage.setItem(key, JSON.stringify(after));
        return after;
      }),
    [key],
  );
  const drop = useCallback(() => sessionStorage.removeItem(key), [key]);
  return [draft, change, drop];
}

function keptIn(key: string): object {
  try {
    return JSON.parse(sessionStorage.getItem(key) ?? '{}') as object;
  } catch {
    return {};
  }
}
