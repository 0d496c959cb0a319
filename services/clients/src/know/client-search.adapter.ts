import { Inject, Injectable } from '@nestjs/common';
import { KeyVault, RowStore, searchToken, type Find } from '@pcrm/event-sourcing';
import { inScope, Views, type Scope } from '@pcrm/platform';
import { clientList } from './client-list/client-list.projection.js';
import { indexesOf } from './client-list/client-list.query.js';
import type { ClientRow } from './client-list/client-row.js';
import { termsOf } from './client-list/search-tokens.js';

const PAGE = 500;
/** So many pages of hits are looked through for clients within the scope. */
const PAGES = 20;
const NUMBER = /^[A-Za-z0-9][A-Za-z0-9-]*$/;

/** Finds clients by what a person types, without decrypting anything: keyed tokens and client numbers. */
@Injectable()
export class ClientSearch {
  private token: ((value: string) => string) | undefined;

  constructor(
    @Inject(RowStore) private readonly rows: RowStore,
    @Inject(Views) private readonly views: Views,
    @Inject(KeyVault) private readonly vault: KeyVault,
  ) {}

  /** Up to `limit` clients within the scope, by client number. */
  async find(
    text: string,
    scope: Scope,
    where: NonNullable<Find['where']>,
    limit: number,
  ): Promise<readonly ClientRow[]> {
    if (scope.kind === 'none') return [];
    const token = (this.token ??= searchToken(await this.vault.indexSecret()));
    const here = scope.kind === 'all' ? where : { ...where, outletId: [scope.outletId] };
    const found = new Map<string, ClientRow>();
    for (const term of termsOf(text)) {
      const index = /^(phone|tail):/.test(term) ? 'phone' : 'name';
      for (const row of await this.hits({ index, prefix: [token(term)], where: here, limit: PAGE }, scope, limit))
        found.set(row.clientId, row);
    }
    for (const row of await this.numbered(text.trim(), scope, where, limit)) found.set(row.clientId, row);
    return [...found.values()].toSorted((a, b) => ((a.clientNo ?? '') < (b.clientNo ?? '') ? -1 : 1)).slice(0, limit);
  }

  private async numbered(
    text: string,
    scope: Scope,
    where: NonNullable<Find['where']>,
    limit: number,
  ): Promise<readonly ClientRow[]> {
    if (!NUMBER.test(text)) return [];
    const { rows } = await this.views.find<ClientRow>(clientList, indexesOf('number'), scope, {
      startsWith: text,
      where,
      limit,
    });
    return rows.map(({ doc }) => doc);
  }

  private async hits(find: Find, scope: Scope, limit: number): Promise<readonly ClientRow[]> {
    const table = await this.views.activeTable(clientList.name);
    const found: ClientRow[] = [];
    let after: string | undefined;
    for (let page = 0; page < PAGES && found.length < limit; page++) {
      const { rows, next } = await this.rows.find<ClientRow>(table, { ...find, ...(after !== undefined && { after }) });
      found.push(
        ...rows.map(({ doc }) => doc).filter(({ outletId, _staff }) => inScope(scope, { outletId, staffIds: _staff })),
      );
      if (next === undefined) break;
      after = next;
    }
    return found;
  }
}
