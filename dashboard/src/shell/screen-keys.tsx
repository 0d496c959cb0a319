import { useEffect, type ReactNode } from 'react';
import { useNavigate } from '@tanstack/react-router';
import { tinykeys } from 'tinykeys';
import { mayAct } from '../show/keyboard.js';
import { screensFor } from './menu.js';
import { useSession } from './session.js';

/** `g t` … to the screens, `?` to the help on keys, `/` into the search field, or where a screen has none to find anything, as Ctrl+K. Nothing while an input method composes. */
export function ScreenKeys({ onPalette, onHelp }: { onPalette: () => void; onHelp: () => void }): ReactNode {
  const navigate = useNavigate();
  const session = useSession();
  useEffect(() => {
    const screens = Object.fromEntries(
      screensFor(session).map(({ key, path }) => [
        `g ${key}`,
        (event: KeyboardEvent) => {
          if (mayAct(event)) void navigate({ to: path });
        },
      ]),
    );
    return tinykeys(window, {
      ...screens,
      '$mod+k': (event) => {
        event.preventDefault();
        onPalette();
      },
      'Shift+?': (event) => {
        if (mayAct(event)) onHelp();
      },
      '/': (event) => {
        if (!mayAct(event)) return;
        event.preventDefault();
        const field = document.querySelector<HTMLElement>('[data-search] input, input[data-search]');
        if (field) field.focus();
        else onPalette();
      },
    });
  }, [navigate, session, onPalette, onHelp]);
  return null;
}
