import { Refusal, type Decide } from '@pcrm/event-sourcing';
import type { Client } from '../client.js';
import type { ClientEvent } from '../client.events.js';
import { fileFacts, type FileChange } from '../file-facts.js';

export type UpdateFile = { readonly clientId: string; readonly change: FileChange; readonly at: string };

/** Updates the VIP file 贵宾客户个人档案: only what differs is written, with what the minimum then lacks. */
export const updateFile: Decide<UpdateFile, Client, ClientEvent> = ({ clientId, change, at }, state) => {
  if (!state.registered) throw new Refusal('client.unknown');
  return fileFacts(clientId, state, change, at);
};
