import { useEffect, type ReactNode } from 'react';
import { Link, useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { tinykeys } from 'tinykeys';
import { mayAct } from '../show/keyboard.js';
import { placeOf } from './walk.js';

/** `l` logs a contact, `m` moves the opportunity on, where this person may. */
export function useCardKeys(acts: {
  readonly log: (() => void) | undefined;
  readonly move: (() => void) | undefined;
}): void {
  const { log, move } = acts;
  useEffect(() => {
    const when = (act: (() => void) | undefined) => (event: KeyboardEvent) => {
      if (!act || !mayAct(event)) return;
      event.preventDefault();
      act();
    };
    return tinykeys(window, { l: when(log), m: when(move) });
  }, [log, move]);
}

/** 第 3/86 位: back and forth in the list that the card was opened from, by `[` and `]` too. */
export function Walk({ clientId }: { clientId: string }): ReactNode {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const place = placeOf(clientId);
  const previous = place?.previous;
  const next = place?.next;
  useEffect(() => {
    const to = (id: string | undefined) => (event: KeyboardEvent) => {
      if (id !== undefined && mayAct(event)) void navigate({ to: '/clients/$clientId', params: { clientId: id } });
    };
    return tinykeys(window, { '[': to(previous), ']': to(next) });
  }, [navigate, previous, next]);
  if (!place) return null;
  return (
    <span className="walk">
      {previous && (
        <Link to="/clients/$clientId" params={{ clientId: previous }} aria-label={t('clients.previous')} title="[">
          ‹
        </Link>
      )}{' '}
      {t('clients.place', { at: place.at, of: place.of })}{' '}
      {next && (
        <Link to="/clients/$clientId" params={{ clientId: next }} aria-label={t('clients.next')} title="]">
          ›
        </Link>
      )}
    </span>
  );
}
