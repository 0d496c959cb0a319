import { Inject, Injectable } from '@nestjs/common';
import type { Belongs, Handler } from '@pcrm/event-sourcing';
import { HandlerOf, inScope, NotFound, Views, type Scope } from '@pcrm/platform';
import { clientList } from './know/client-list/client-list.projection.js';
import type { ClientRow } from './know/client-list/client-row.js';
import { client, type Client } from './register/client.js';
import type { ClientEvent } from './register/client.events.js';
import type { KnownClient } from './upgrade/known-client.js';

/** The token of the handler for clients. */
export const Clients = HandlerOf(client);
export type Clients = Handler<Client, ClientEvent>;

/** `placedIn`: the outlet by the client list, as long as it shows the client. */
export type Place = { readonly placedIn?: string; readonly stranger: boolean };

/** Who is on no list stands in the outlet of registration, or is refused for naming another. */
const placeOf = (row: ClientRow | undefined, named: string, scope: Scope): Place => ({
  ...(row?.outletId !== undefined && { placedIn: row.outletId }),
  stranger: !inScope(scope, { outletId: row?.outletId ?? named, staffIds: row?._staff ?? [] }),
});

/** Whether a caller may touch a client at all: outside the scope there is no such client. */
@Injectable()
export class ClientAccess {
  constructor(
    @Inject(Views) private readonly views: Views,
    @Inject(Clients) private readonly clients: Clients,
  ) {}

  /** The client as registration knows them; 404 outside the scope. One just registered is in the scope of their outlet before any list shows them. */
  async to(clientId: string, scope: Scope): Promise<Client> {
    const { state } = await this.clients.read(clientId);
    if (!state.registered) throw new NotFound('no such client');
    if (!inScope(scope, await this.belongingOf(clientId, state))) throw new NotFound('outside the scope');
    return state;
  }

  /** How far the facts about a client have come, for an ETag; 404 outside the scope. */
  async revisionOf(clientId: string, scope: Scope): Promise<number> {
    await this.to(clientId, scope);
    return (await this.clients.read(clientId)).revision;
  }

  /** Where those whom somebody registers stand by now: in which outlet, and whether outside the caller's scope, so that registering again must not change their file. */
  async placesOf(
    asked: readonly { readonly clientId: string; readonly outletId: string }[],
    scope: Scope,
  ): Promise<ReadonlyMap<string, Place>> {
    const ids = asked.map(({ clientId }) => clientId);
    const rows = await this.views.load<ClientRow>(clientList, { kind: 'all' }, ids);
    return new Map(
      asked.map(({ clientId, outletId }) => [clientId, placeOf(rows.get(clientId)?.doc, outletId, scope)]),
    );
  }

  private async belongingOf(clientId: string, { outletId }: Client): Promise<Belongs> {
    const row = await this.row(clientId);
    return { outletId: row?.outletId ?? outletId, staffIds: row?._staff ?? [] };
  }

  /** The same, as decisions about the standing want it. */
  async known(clientId: string, scope: Scope): Promise<KnownClient> {
    const { outletId, signed } = await this.to(clientId, scope);
    return { outletId, ...(signed && { signed }) };
  }

  /** The client's row in the list; undefined as long as no list shows them. */
  async row(clientId: string): Promise<ClientRow | undefined> {
    return (await this.views.load<ClientRow>(clientList, { kind: 'all' }, [clientId])).get(clientId)?.doc;
  }
}
