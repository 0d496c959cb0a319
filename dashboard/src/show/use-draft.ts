import { useCallback, useState } from 'react';

/** What somebody is typing survives closing a drawer or a reload, in this tab only; signing out clears it. */
export function useDraft<Draft extends object>(
  name: string,
  blank: Draft,
): [Draft, (change: Partial<Draft>) => void, () => void] {
  const key = `pcrm.draft.${name}`;
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
