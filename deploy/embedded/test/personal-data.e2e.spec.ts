import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { routesOf } from '@pcrm/platform';
import { goodRequest } from '@pcrm/platform/testing';
import { openBranch } from './branch.js';
import type { Told } from './small-branch.js';

const FROM_SOURCE = ['--import', fileURLToPath(new URL('../../../tools/jest/from-source.mjs', import.meta.url))];

let folder: string;
let told: Told;
let logged = '';
let kept: ReadonlyMap<string, Buffer>;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pcrm-personal-'));
  const child = fork(new URL('./story.process.ts', import.meta.url), [folder], {
    execArgv: FROM_SOURCE,
    env: { ...process.env, NODE_OPTIONS: '', TEST_LOG: 'trace' },
    silent: true,
  });
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (chunk: Buffer) => (logged += chunk.toString()));
  const ended = once(child, 'exit');
  child.once('message', (message) => (told = message as Told));
  const [code] = (await ended) as [number];
  if (code !== 0) throw new Error(`the story ended with ${String(code)}: ${logged.slice(-2_000)}`);
  const names = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = names.filter((entry) => entry.isFile()).map(({ parentPath, name }) => join(parentPath, name));
  kept = new Map(await Promise.all(files.map(async (file) => [file, await readFile(file)] as const)));
}, 60_000);
afterAll(() => rm(folder, { recursive: true, force: true }));

/** Everything that nobody may read off a disk or a log, as it was written and as JSON may escape it. */
function secrets(): readonly string[] {
  const plain = told.clients.flatMap(({ name, phone, idNumber, birthday }) => [name, phone, idNumber, birthday]);
  const all = [...plain, ...told.texts];
  return [
    ...all,
    ...all.map(escaped).filter((text) => !all.includes(text)),
    ...all.map((text) => encodeURIComponent(text)),
  ];
}
const escaped = (text: string): string =>
  text.replace(/[^\x20-\x7e]/g, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);

describe('personal data', () => {
  it('stands in no file of the data folder', () => {
    const found = [...kept].flatMap(([file, bytes]) =>
      secrets().flatMap((secret) => (bytes.includes(secret) ? [`${file.slice(folder.length)}: ${secret}`] : [])),
    );
    expect(found).toEqual([]);
  });

  it('is looked for where it would be: the files hold the clients, and views their masked names', () => {
    const holding = (text: string): readonly string[] =>
      [...kept].flatMap(([file, bytes]) => (bytes.includes(text) ? [file.slice(folder.length + 1)] : []));
    const [first] = told.clients;
    expect(holding(first?.clientId ?? '')).toEqual(
      expect.arrayContaining(['facts.sqlite', 'messages.sqlite', 'views.sqlite']),
    );
    expect(holding(`${first?.name.charAt(0) ?? ''}*${first?.name.charAt(2) ?? ''}`)).toEqual(['views.sqlite']);
  });

  it('stands in no log, however much is logged', () => {
    expect(logged).toContain('"level":"debug"');
    expect(secrets().filter((secret) => logged.includes(secret))).toEqual([]);
  });

  it('is in no stream’s name: a noun, and an id that says nothing', () => {
    const facts = new DatabaseSync(join(folder, 'facts.sqlite'), { readOnly: true });
    const streams = facts
      .prepare('SELECT name FROM streams')
      .all()
      .map(({ name }) => String(name));
    facts.close();
    expect(streams.length).toBeGreaterThan(30);
    const uuid = '[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}';
    const code = '[A-Z]{2}[A-Z0-9]{2}(-[A-Z]\\d)?(-\\d{4}-\\d\\d-\\d\\d)?';
    const telling = streams.filter((name) => !new RegExp(`^[a-zA-Z]+-(${uuid}|branch|${code})$`).test(name));
    expect(telling).toEqual([]);
  });

  it('has no place in any URL: paths and queries ask for ids, codes, dates and filters', async () => {
    await using branch = await openBranch();
    const personal = /^(name|clientName|phone|idNumber|birthday|text|search|q|note|reason|address|employer|purpose)$/i;
    const named = Object.fromEntries(
      ['name', 'clientName', 'phone', 'idNumber', 'birthday', 'text', 'search', 'q', 'note', 'reason', 'purpose'].map(
        (field) => [field, '1990-08-15'],
      ),
    );
    const telling = routesOf(branch.app).filter((route) => {
      const { url } = goodRequest(route, named);
      const asked = [...new URLSearchParams(url.split('?')[1] ?? '').keys()];
      const inPath = [...route.path.matchAll(/:(\w+)/g)].map(([, name]) => name ?? '');
      return [...asked, ...inPath].some((name) => personal.test(name));
    });
    expect(telling.map(({ path }) => path)).toEqual([]);
  });
});
