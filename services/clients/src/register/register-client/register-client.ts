import { Refusal, type Decide } from '@pcrm/event-sourcing';
import type { Tier } from '@pcrm/contracts';
import { client, minimumMissing, type Client } from '../client.js';
import type { ClientEvent, ClientRegistered } from '../client.events.js';
import { fileFacts, type FileChange } from '../file-facts.js';

export type RegisterClient = {
  readonly clientId: string;
  readonly clientNo: string;
  readonly outletId: string;
  /** Business date. */
  readonly registeredOn: string;
  /** Signed before the takeover. */
  readonly signed?: { readonly tier: Tier; readonly signedOn: string };
  /** Annual daily average of the older records in fen. */
  readonly openingAverageFen?: number;
  readonly file: FileChange;
  /** Outlet in which the client was placed since, where that is known; else it is the one of registration. */
  readonly placedIn?: string;
  /** Who asks may not see the client, should there be one of this number. */
  readonly stranger?: boolean;
  readonly at: string;
};

/** Makes a client known, with what is known of their file and what its minimum lacks. Asked again by who looks after them it only updates the file; the outlet stays what it is. */
export const registerClient: Decide<RegisterClient, Client, ClientEvent> = (command, state) => {
  const { clientId, clientNo, outletId, file, at } = command;
  if (state.registered) {
    if ((command.placedIn ?? state.outletId) !== outletId)
      throw new Refusal('client.other-outlet', { clientNo }, 'outletId');
    if (command.stranger) throw new Refusal('client.with-somebody-else', { clientNo }, 'clientNo');
    return fileFacts(clientId, state, file, at);
  }
  const registered = registration(command);
  const known = client.evolve(state, registered);
  const facts = fileFacts(clientId, known, file, at);
  if (facts.length > 0) return [registered, ...facts];
  return [
    registered,
    { type: 'FileUpdated', data: { clientId, minimumMissing: minimumMissing(known), updatedAt: at } },
  ];
};

function registration(command: RegisterClient): ClientRegistered {
  const { clientId, clientNo, outletId, registeredOn, signed, openingAverageFen, file } = command;
  if (signed && signed.signedOn > registeredOn) throw new Refusal('client.signed-in-future', { clientNo }, 'signedOn');
  const { name = null, phone = null } = file;
  const taken = { ...(signed && { signed }), ...(openingAverageFen !== undefined && { openingAverageFen }) };
  return { type: 'ClientRegistered', data: { clientId, clientNo, outletId, name, phone, registeredOn, ...taken } };
}
