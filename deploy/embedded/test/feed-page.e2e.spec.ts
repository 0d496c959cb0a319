import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mintToken } from '@pcrm/platform';
import { administrator, analyst, headOf, openBranch, type Branch } from './branch.js';

const page = readFileSync(new URL('../../../docs/feed.md', import.meta.url), 'utf8');
const blocks = [...page.matchAll(/^```(csv|json)\n([\s\S]*?)^```/gm)].map(([, kind = '', text = '']) => ({
  kind,
  text,
}));
const files = blocks.filter(({ kind, text }) => kind === 'csv' || text.includes('"clientNo"'));
const documented = JSON.parse(blocks.find(({ text }) => text.includes('"feedId"'))?.text ?? '{}') as object;

const IMPORTS = [
  { begins: 'outletId,', path: 'outlets/import', who: administrator },
  { begins: 'staffId,', path: 'staff/import', who: administrator },
  { begins: 'clientNo,', path: 'clients/import', who: headOf('NN01', 'NN01-H1') },
] as const;

let branch: Branch;
beforeAll(async () => {
  branch = await openBranch();
  branch.at('2026-11-24', 9);
}, 60_000);
afterAll(async () => {
  await branch[Symbol.asyncDispose]();
});

/** Uploads a file as the page says, typed by its kind. */
async function fed({ kind, text }: { readonly kind: string; readonly text: string }) {
  const type = kind === 'csv' ? 'text/csv' : 'application/x-ndjson';
  const authorization = `Bearer ${await mintToken(analyst, { secret: branch.secret })}`;
  const headers = { 'content-type': `${type}; charset=utf-8`, authorization };
  const answer = await fetch(`${branch.url}/api/feeds`, { method: 'POST', headers, body: text });
  return { status: answer.status, body: (await answer.json()) as Record<string, unknown> };
}

describe('the examples of docs/feed.md', () => {
  it.each(IMPORTS)('$path takes every line, right after the file before it', async ({ begins, path, who }) => {
    const text = files.find((file) => file.text.startsWith(begins))?.text.trim() ?? '';
    const lines = text.split('\n');
    expect(lines.length).toBeGreaterThan(1);
    const answer = await branch.as(who).csv(path, lines);
    expect([answer.status, answer.body]).toEqual([200, { accepted: lines.length - 1, duplicate: 0, rejected: [] }]);
    await branch.drained();
  });

  it('are feeds of which no line is rejected, and answer as the page shows', async () => {
    const feeds = files.filter(({ text }) => !IMPORTS.some(({ begins }) => text.startsWith(begins)));
    expect(feeds.map(({ kind }) => kind)).toEqual(['csv', 'csv', 'json']);
    for (const feed of feeds) {
      const { status, body } = await fed(feed);
      expect([status, body['rejected'], body['done']]).toEqual([200, 0, true]);
      expect(Object.keys(body).toSorted()).toEqual(Object.keys(documented).toSorted());
    }
    await branch.drained();
    const { body } = await branch.as(analyst).get<{ closedThrough?: string }>('business-days');
    expect(body.closedThrough).toBe('2026-11-21');
  });
});
