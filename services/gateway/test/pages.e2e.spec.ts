import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { fixedClock } from '@pcrm/event-sourcing';
import { createHttpApp } from '@pcrm/platform';
import pino from 'pino';
import { PAGE_POLICY, serveDashboard } from '../src/index.js';

let folder: string;
let app: NestFastifyApplication;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pcrm-pages-'));
  await mkdir(join(folder, 'dist', 'assets'), { recursive: true });
  await writeFile(join(folder, 'token.secret'), 'the secret beside the pages');
  await writeFile(join(folder, 'dist', 'index.html'), '<title>the page</title>');
  await writeFile(join(folder, 'dist', 'assets', 'app-1a2b.js'), 'the script');
  app = await createHttpApp([], {
    clock: fixedClock('2026-11-23T01:00:00.000Z'),
    authenticate: () => Promise.resolve(undefined),
    log: pino({ level: 'silent' }),
    ...{ bodyLimitBytes: 1_000, rateLimitPerMinute: 0, contentSecurityPolicy: PAGE_POLICY },
    prepare: (made) => serveDashboard(made, join(folder, 'dist')),
  });
  await app.listen(0, '127.0.0.1');
});
afterAll(async () => {
  await app.close();
  await rm(folder, { recursive: true, force: true });
});

/** As it stands on the wire: clients tidy such paths up before they ask. */
async function asked(path: string): Promise<string> {
  const { port, hostname } = new URL(await app.getUrl());
  return await new Promise((resolve, reject) => {
    let answer = '';
    const socket = connect(Number(port), hostname, () =>
      socket.write(`GET ${path} HTTP/1.1\r\nHost: a\r\nAccept: */*\r\nConnection: close\r\n\r\n`),
    );
    socket.on('data', (chunk) => (answer += chunk.toString()));
    socket.on('close', () => resolve(answer));
    socket.on('error', reject);
  });
}

describe('the pages', () => {
  it('are the dashboard’s files, its page for its own paths, guarded by a policy', async () => {
    expect(await asked('/assets/app-1a2b.js')).toMatch(/^HTTP\/1\.1 200 [\s\S]*immutable[\s\S]*the script/);
    const page = await asked('/clients/7');
    expect(page).toMatch(/^HTTP\/1\.1 200 [\s\S]*the page/);
    expect(page).toMatch(/content-security-policy: default-src 'self'/i);
    expect(page).toMatch(/frame-ancestors 'none'/);
  });

  it.each([
    ...['/../token.secret', '/..%2ftoken.secret', '/%2e%2e/token.secret', '/assets/../../token.secret'],
    ...['/assets/..%5c..%5ctoken.secret', '//token.secret', '/%2e%2e%2f%2e%2e%2fetc%2fpasswd', '/..%c0%aftoken.secret'],
    ...['/assets/app-1a2b.js%00.html', '/.../token.secret', '/assets//../../token.secret', '/%'],
  ])('lead nowhere else: %s', async (path) => {
    const answer = await asked(path);
    expect(answer).not.toContain('the secret');
    expect(answer).not.toContain('root:');
    expect(answer).toMatch(/^HTTP\/1\.1 (200|400|403|404) /);
    if (answer.startsWith('HTTP/1.1 200')) expect(answer).toContain('the page');
  });

  it.each(['/api/nothing', '/metrics/x', '/internal/clients/digest', '/health/nothing'])(
    'are no answer where the API is asked: %s',
    async (path) => {
      expect(await asked(path)).toMatch(/^HTTP\/1\.1 404 [\s\S]*problem\+json/);
    },
  );
});
