import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { text } from 'node:stream/consumers';
import { takeOrders } from '../beside.js';

export type RawBranchOrder = {
  /** Folder for its file. */
  readonly path: string;
  /** The clients as a page shows them. */
  readonly items: readonly { readonly clientId: string; readonly outletId: string; readonly averageFen: number }[];
  /** The one who is signed in, and the outlet they see. */
  readonly cookie: string;
  readonly outletId: string;
};
type Served = {
  readonly url: URL;
  readonly outletId: string;
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
};
type Contact = { readonly clientId: string };

/** Entry of the same pages written by hand: `node:http`, one SQLite file, JSON put together from texts as they are kept. */
takeOrders<RawBranchOrder>(async ({ path, items, cookie, outletId }) => {
  const db = opened(join(path, 'raw.sqlite'), items);
  const sessions = new Map([[cookie, outletId]]);
  const answer = answersFrom(db);
  const server = createServer((request, response) => {
    const seen = sessions.get(request.headers.cookie ?? '');
    const url = new URL(request.url ?? '', 'http://raw');
    const serve = answer[`${request.method ?? ''} ${url.pathname}`];
    if (seen === undefined || !serve) response.writeHead(404).end();
    else void serve({ url, outletId: seen, request, response });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
});

function opened(file: string, items: RawBranchOrder['items']): DatabaseSync {
  const db = new DatabaseSync(file);
  db.exec(`
    PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA busy_timeout = 5000; PRAGMA mmap_size = 268435456;
    CREATE TABLE clients (id TEXT PRIMARY KEY, outlet TEXT NOT NULL, average INTEGER NOT NULL, doc TEXT NOT NULL);
    CREATE TABLE contacts (at INTEGER PRIMARY KEY, client TEXT NOT NULL, doc TEXT NOT NULL);
    BEGIN;
  `);
  const insert = db.prepare('INSERT INTO clients VALUES (?, ?, ?, ?)');
  for (const item of items) insert.run(item.clientId, item.outletId, item.averageFen, JSON.stringify(item));
  db.exec('COMMIT; CREATE INDEX of_outlet ON clients (outlet, average); CREATE INDEX of_client ON contacts (client)');
  return db;
}

function answersFrom(db: DatabaseSync): { readonly [route: string]: (served: Served) => void | Promise<void> } {
  const page = db.prepare('SELECT doc FROM clients WHERE outlet = ? ORDER BY average DESC LIMIT ?');
  page.setReturnArrays(true);
  const total = db.prepare('SELECT count(*) AS rows FROM clients WHERE outlet = ?');
  const insert = db.prepare('INSERT INTO contacts (client, doc) VALUES (?, ?)');
  const contacts = db.prepare('SELECT doc FROM contacts WHERE client = ? ORDER BY at DESC');
  contacts.setReturnArrays(true);
  const listeners = new Set<ServerResponse>();
  const docs = (lines: readonly unknown[]): string => (lines as readonly (readonly [string])[]).join(',');
  return {
    'GET /api/clients': ({ url, outletId, response }) => {
      const items = docs(page.all(outletId, Number(url.searchParams.get('limit'))));
      send(response, `{"items":[${items}],"total":${String(total.get(outletId)?.['rows'])}}`);
    },
    'GET /api/contacts': ({ url, response }) =>
      send(response, `{"items":[${docs(contacts.all(url.searchParams.get('clientId')))}]}`),
    'POST /api/contacts': async ({ request, response }) => {
      const body = JSON.parse(await text(request)) as Contact;
      const id = randomUUID();
      insert.run(body.clientId, JSON.stringify({ ...body, id }));
      send(response, JSON.stringify({ id }));
      const told = JSON.stringify({ view: 'contacts', keys: [body.clientId] });
      for (const listener of listeners) listener.write(`event: changed\ndata: ${told}\n\n`);
    },
    'GET /api/stream': ({ response }) => {
      response.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8' });
      response.write('event: reset\ndata: {}\n\n');
      listeners.add(response);
      response.once('close', () => listeners.delete(response));
    },
  };
}

const send = (response: ServerResponse, body: string): void =>
  void response.writeHead(200, { 'content-type': 'application/json; charset=utf-8' }).end(body);
