import { useEffect, useRef, type RefObject } from 'react';
import { tinykeys } from 'tinykeys';
import { mayAct } from '../show/keyboard.js';

/** `j` and `k` move through the rows, `l` logs a contact with the one that has the focus, else with the first. */
export function useDayKeys(list: RefObject<HTMLElement | null>, log: (clientId: string) => void): void {
  const latest = useRef(log);
  useEffect(() => {
    latest.current = log;
  });
  useEffect(() => {
    const rows = (): HTMLElement[] => [...(list.current?.querySelectorAll<HTMLElement>('[data-client]') ?? [])];
    const here = (): number => rows().findIndex((row) => row.contains(document.activeElement));
    const go = (event: KeyboardEvent, by: number): void => {
      if (mayAct(event)) rows()[Math.max(0, here() + by)]?.querySelector<HTMLElement>('a, button')?.focus();
    };
    return tinykeys(window, {
      j: (event) => go(event, 1),
      k: (event) => go(event, -1),
      l: (event) => {
        const clientId = (rows()[here()] ?? rows()[0])?.dataset['client'];
        if (!mayAct(event) || clientId === undefined) return;
        event.preventDefault();
        latest.current(clientId);
      },
    });
  }, [list]);
}
