import { closeSync, existsSync, fsyncSync, openSync, readFileSync, writeSync } from 'node:fs';
import type { KeyKind } from '@pcrm/event-sourcing';
import type { Tombstones } from './sqlite.key-vault.js';

type Stone = { readonly subject: string; readonly kind: KeyKind };

/** Tombstones of destroyed keys, a line each, beside the vault: whoever restores an older vault keeps this file. */
export const fileTombstones = (path: string): Tombstones => ({
  all: () => (existsSync(path) ? readFileSync(path, 'utf8').split('\n').flatMap(toStone) : []),
  add: (subject, kind) => {
    const file = openSync(path, 'a', 0o600);
    try {
      writeSync(file, `\n${JSON.stringify({ subject, kind })}`);
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
  },
});

/** A line that a crash tore was never answered for: its caller asks again. */
function toStone(line: string): readonly Stone[] {
  try {
    return line === '' ? [] : [JSON.parse(line) as Stone];
  } catch {
    return [];
  }
}
