import type { Message } from '@pcrm/event-sourcing';
import type { MessageContract } from './define-message.js';

/** How a spec says a message: fixed ids, the position as a number, business time as an instant. */
export type Saying = { readonly at?: string; readonly position?: number; readonly actor?: string };

/** A message of a contract as it would arrive, for specs: everything that is not said has a fixed value. */
export function say<Type extends string, Data extends object>(
  contract: MessageContract<Type, Data>,
  data: Data,
  { at = '2026-06-01T01:00:00.000Z', position = 1, actor = 'spec' }: Saying = {},
): Message<Type, Data> {
  const digits = String(position).padStart(16, '0');
  const id = `00000000-0000-5000-8000-${digits.slice(-12)}`;
  return {
    id,
    source: contract.source,
    type: contract.type,
    version: contract.version,
    key: contract.keyedBy(data),
    position: digits,
    revision: 0,
    recordedAt: at,
    metadata: { actor, commandId: id, correlationId: id, causationId: id, occurredAt: at },
    data,
  };
}
