import { hash } from 'node:crypto';

/** The namespace of all derived ids of this platform. Changing it would make every replay differ: it never changes. */
export const PCRM_NAMESPACE = 'b1f0c7de-6b0e-5c5a-9d3f-2a7c41e08f36';

/** UUID version 5 (RFC 9562): the same name always gives the same id. */
export function uuidV5(namespace: string, name: string): string {
  const hex = hash('sha1', Buffer.concat([bytesOf(namespace), Buffer.from(name)]), 'hex');
  const variant = VARIANTS[Number.parseInt(hex.charAt(16), 16) & 3] as string;
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-5${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

/** The two highest bits of the 17th digit say that it is a UUID of RFC 9562. */
const VARIANTS = ['8', '9', 'a', 'b'];
const namespaces = new Map<string, Buffer>();
function bytesOf(namespace: string): Buffer {
  const known = namespaces.get(namespace);
  if (known) return known;
  const bytes = Buffer.from(namespace.replaceAll('-', ''), 'hex');
  if (namespaces.size < 100) namespaces.set(namespace, bytes);
  return bytes;
}

/** Id of the `index`th fact a command writes to a stream: a retry has the same ids, one command on two streams has not. */
export const eventId = (commandId: string, index: number, stream = ''): string =>
  uuidV5(PCRM_NAMESPACE, `event|${commandId}|${String(index)}|${stream}`);

/** Id of the `index`th message said about a fact: the same fact always gives the same message id. */
export const messageId = (factId: string, index: number): string =>
  uuidV5(PCRM_NAMESPACE, `message|${factId}|${String(index)}`);
