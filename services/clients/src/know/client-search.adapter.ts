import { Inject, Injectable } from '@nestjs/common';
import { KeyVault, RowStore, searchToken, type Find, type Found } from '@pcrm/event-sourcing';
import { inScope, Views, type Scope } from '@pcrm/platform';
import { clientList } from './client-list/client-list.projection.js';
import { indexesOf } from './client-list/client-list.query.js';
import type { ClientRow } from './client-list/client-row.js';
import { termsOf } from './client-list/search-tokens.js';

const PAGE = 500;
/** So many pages of hits are looked through for each meaning of a text. */
const PAGES = 20;
const NUMBER = /^[A-Za-z0-9][A-Za-z0-9-]*$/;

/** What was found, in no order. `whole`: these are all, else there were more than are looked through. */
export type Hits = { readonly rows: readonly ClientRow[]; readonly whole: boolean };
type Where = NonNullable<Find['where']>;
/** A page of hits of one meaning of a text. */
type Look = (after: { readonly after?: string }) => Promise<Found<ClientRow>>;

/** Finds clients by what a person types, without decrypting anything: keyed tokens and client numbers. */
@Injectable()
export class ClientSearch {
  private token: ((value: string) => string) | undefined;

  constructor(
    @Inject(RowStore) private readonly rows: RowStore,
    @Inject(Views) private readonly views: Views,
    @Inject(KeyVault) private readonly vault: KeyVault,
  ) {}

  /** The clients within the scope whom a text may mean, each once. */
  async find(text: string, scope: Scope, where: Where): Promise<Hits> {
    if (scope.kind === 'none') return { rows: [], whole: true };
    const found = new Map<string, ClientRow>();
    let whole = true;
    for (const look of [...(await this.tokens(text, scope, where)), ...this.numbers(text.trim(), scope, where)]) {
      const hits = await lookedThrough(look);
      for (const row of hits.rows.filter(within(scope))) found.set(row.clientId, row);
      whole &&= hits.whole;
    }
    return { rows: [...found.values()], whole };
  }

  private async tokens(text: string, scope: Scope, where: Where): Promise<readonly Look[]> {
    const token = (this.token ??= searchToken(await this.vault.indexSecret()));
    const table = await this.views.activeTable(clientList.name);
    const here = 'outletId' in scope ? { outletId: [scope.outletId], ...where } : where;
    return termsOf(text).map((term) => {
      const index = /^(phone|tail):/.test(term) ? 'phone' : 'name';
      const find = { index, prefix: [token(term)], where: here, limit: PAGE };
      return (after) => this.rows.find<ClientRow>(table, { ...find, ...after });
    });
  }

  private numbers(text: string, scope: Scope, where: Where): readonly Look[] {
    if (!NUMBER.test(text)) return [];
    const find = { startsWith: text, where, limit: PAGE };
    return [(after) => this.views.find<ClientRow>(clientList, indexesOf('number'), scope, { ...find, ...after })];
  }
}

const within =
  (scope: Scope) =>
  ({ outletId, _staff }: ClientRow): boolean =>
    inScope(scope, { outletId, staffIds: _staff });

/** All pages, as far as they are looked through. */
async function lookedThrough(look: Look): Promise<Hits> {
  const rows: ClientRow[] = [];
  for (let [page, after] = [0, undefined as string | undefined]; page < PAGES; page++) {
    const found = await look(after === undefined ? {} : { after });
    rows.push(...found.rows.map(({ doc }) => doc));
    if (found.next === undefined) return { rows, whole: true };
    after = found.next;
  }
  return { rows, whole: false };
}
