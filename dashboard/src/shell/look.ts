import { useSyncExternalStore } from 'react';
import type { Look } from './theme.js';

export type LookChoice = Look | 'system';
const KEPT = 'pcrm.look';
const PHONE = '(max-width: 767px)';
const DARK = '(prefers-color-scheme: dark)';
const listeners = new Set<() => void>();

const kept = (): LookChoice => {
  const choice = localStorage.getItem(KEPT);
  return choice === 'light' || choice === 'dark' ? choice : 'system';
};

export function chooseLook(choice: LookChoice): void {
  localStorage.setItem(KEPT, choice);
  for (const listener of listeners) listener();
}

const watching =
  (query: string) =>
  (listener: () => void): (() => void) => {
    const media = matchMedia(query);
    media.addEventListener('change', listener);
    listeners.add(listener);
    return () => {
      media.removeEventListener('change', listener);
      listeners.delete(listener);
    };
  };
const watchDark = watching(DARK);
const watchPhone = watching(PHONE);
const STILL = '(prefers-reduced-motion: reduce)';
const watchStill = watching(STILL);

export const useLookChoice = (): LookChoice => useSyncExternalStore(watchDark, kept);
/** Follows the system until somebody chooses. */
export function useLook(): Look {
  const choice = useLookChoice();
  const dark = useSyncExternalStore(watchDark, () => matchMedia(DARK).matches);
  if (choice !== 'system') return choice;
  return dark ? 'dark' : 'light';
}
/** Below 768 px: a bar at the bottom, and cards instead of tables. */
export const usePhone = (): boolean => useSyncExternalStore(watchPhone, () => matchMedia(PHONE).matches);

/** Whether the system asks for no motion. */
export const useStill = (): boolean => useSyncExternalStore(watchStill, () => matchMedia(STILL).matches);
