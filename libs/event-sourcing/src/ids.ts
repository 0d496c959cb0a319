import { createHash } from 'node:crypto';

/** The namespace of all derived ids of this platform. Changing it would make every replay differ: it never changes. */
export const PCRM_NAMESPACE = 'b1f0c7de-6b0e-5c5a-9d3f-2a7c41e08f36';

/** UUID version 5 (RFC 9562): the same name always gives the same id. */
export function uuidV5(namespace: string, name: string): string {
  const bytes = createHash('sha1')
    .update(Buffer.from(namespace.replaceAll('-', ''), 'hex'))
    .update(name)
    .digest();
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x50;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = bytes.toString('hex', 0, 16);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

/** Id of the `index`th fact a command writes to a stream: a retry has the same ids, one command on two streams has not. */
export const eventId = (commandId: string, index: number, stream = ''): string =>
  uuidV5(PCRM_NAMESPACE, `event|${commandId}|${String(index)}|${stream}`);

/** Id of the `index`th message said about a fact: the same fact always gives the same message id. */
export const messageId = (factId: string, index: number): string =>
  uuidV5(PCRM_NAMESPACE, `message|${factId}|${String(index)}`);
