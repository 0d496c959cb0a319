import { MessageChannel } from 'node:worker_threads';
import { systemClock } from '@pcrm/event-sourcing';
import { eventStoreContract, keyVaultContract, rowStoreContract } from '@pcrm/event-sourcing/testing';
import { freshFolders } from '../../test/fresh-folders.js';
import { openDataFolder } from './data-folder.js';
import { openStores } from './stores.js';
import { connect } from './worker-client.js';
import { serve } from './worker-host.js';
import { portWire } from './worker-wires.js';

const freshFolder = freshFolders();

/** Both sides in this thread, with a real port between them. */
async function bridged() {
  const folder = openDataFolder(freshFolder());
  const { port1, port2 } = new MessageChannel();
  const host = serve(portWire(port1), await openStores(folder.files, systemClock));
  host.ready();
  const client = await connect(portWire(port2), folder.files);
  const close = async () => {
    await client[Symbol.asyncDispose]();
    folder[Symbol.dispose]();
  };
  return { client, host, close };
}

/** The store as the client has it; closing it closes both sides. */
async function opened<Store extends AsyncDisposable>(
  pick: (client: Awaited<ReturnType<typeof connect>>) => Store,
): Promise<Store> {
  const { client, close } = await bridged();
  return new Proxy(pick(client), {
    get: (store, name) => {
      if (name === Symbol.asyncDispose) return close;
      const member: unknown = Reflect.get(store, name, store);
      return typeof member === 'function' ? (member.bind(store) as unknown) : member;
    },
  });
}

eventStoreContract('sqlite through a port', () => opened(({ events }) => events));
rowStoreContract('sqlite through a port', () => opened(({ rows }) => rows));
keyVaultContract('sqlite through a port', () => opened(({ vault }) => vault));
