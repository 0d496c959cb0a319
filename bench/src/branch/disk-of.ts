import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

export const FILES = ['facts', 'messages', 'views'] as const;

/** What a branch that is at rest holds on disk; bytes. */
export type Disk = {
  readonly bytes: { readonly [F in (typeof FILES)[number]]: number };
  readonly whole: number;
  readonly facts: number;
  readonly messages: number;
  /** Length of the facts as JSON, in bytes: what had to be kept at least. */
  readonly factText: number;
};

export function diskOf(folder: string): Disk {
  const bytesOf = (name: string): number =>
    ['', '-wal'].reduce(
      (sum, end) => sum + (statSync(join(folder, `${name}.sqlite${end}`), { throwIfNoEntry: false })?.size ?? 0),
      0,
    );
  const files = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isFile());
  return {
    bytes: { facts: bytesOf('facts'), messages: bytesOf('messages'), views: bytesOf('views') },
    whole: files.reduce((sum, { name }) => sum + statSync(join(folder, name)).size, 0),
    ...countsOf(folder),
  };
}

/** Also of a branch that is running. */
export function countsOf(folder: string): Pick<Disk, 'facts' | 'messages' | 'factText'> {
  const facts = new DatabaseSync(join(folder, 'facts.sqlite'), { readOnly: true });
  const row = facts.prepare('SELECT count(*) AS facts, sum(octet_length(body)) AS text FROM facts').get();
  facts.close();
  const messages = new DatabaseSync(join(folder, 'messages.sqlite'), { readOnly: true });
  const topics = messages.prepare('SELECT id FROM topics').all();
  const count = topics.reduce(
    (sum, { id }) =>
      sum + Number(messages.prepare(`SELECT coalesce(max(at), 0) AS at FROM topic_${String(id)}`).get()?.['at']),
    0,
  );
  messages.close();
  return { facts: Number(row?.['facts']), factText: Number(row?.['text']), messages: count };
}
