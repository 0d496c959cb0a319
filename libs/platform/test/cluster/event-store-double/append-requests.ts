import type { StreamIdentifier, UUID } from '@eventstore/db-client/generated/shared_pb.js';
import type { AppendReq, BatchAppendReq } from '@eventstore/db-client/generated/streams_pb.js';
import * as refusals from './refusals.js';
import type { Refused } from './refusals.js';
import type { Expected, Proposed } from './stream-log.js';

const UUID_FORM = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
type ProposedMessage = AppendReq.ProposedMessage | BatchAppendReq.ProposedMessage;

export function toProposed(message: ProposedMessage): Proposed | Refused {
  const id = uuidOf(message.getId());
  const properties = message.getMetadataMap();
  const [type, contentType] = [properties.get('type'), properties.get('content-type')];
  if (type === undefined || contentType === undefined) return refusals.missingMetadata();
  if (id === undefined || type === '') return refusals.thrown();
  return { id, type, contentType, data: message.getData_asU8(), metadata: message.getCustomMetadata_asU8() };
}

/** An id that is no UUID cannot be read by a server, and fails the call. */
export function uuidOf(uuid: UUID | undefined): string | undefined {
  if (!uuid) return undefined;
  const structured = uuid.getStructured();
  if (!structured) return UUID_FORM.test(uuid.getString()) ? uuid.getString().toLowerCase() : undefined;
  const hex = [structured.getMostSignificantBits(), structured.getLeastSignificantBits()]
    .map((bits) => BigInt.asUintN(64, BigInt(bits)).toString(16).padStart(16, '0'))
    .join('');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}

const sizeOf = ({ type, data, metadata }: Proposed): number => data.length + metadata.length + 2 * type.length;

const nameOf = (identifier: StreamIdentifier | undefined): string =>
  identifier === undefined ? '' : Buffer.from(identifier.getStreamName_asU8()).toString('utf8');

function expectedOf(options: AppendReq.Options | BatchAppendReq.Options): Expected | undefined {
  if (options.hasNoStream()) return 'no-stream';
  if (options.hasAny()) return 'any';
  if (options.hasStreamExists()) return 'stream-exists';
  if ('hasRevision' in options) return options.hasRevision() ? Number(options.getRevision()) : undefined;
  return options.hasStreamPosition() ? Number(options.getStreamPosition()) : undefined;
}

/** An append as it was asked: whole, or why it cannot be read. */
export type Asked = { readonly stream: string; readonly expected: Expected; readonly events: readonly Proposed[] };
export function toAsked(
  options: AppendReq.Options | BatchAppendReq.Options | undefined,
  events: readonly (Proposed | Refused)[],
  maxAppendSize: number,
): Asked | Refused {
  const refused = events.find((event): event is Refused => 'code' in event);
  if (refused) return refused;
  const proposed = events as readonly Proposed[];
  const size = proposed.reduce((sum, event) => sum + sizeOf(event), 0);
  if (size > maxAppendSize) return refusals.tooLarge(maxAppendSize);
  const expected = options && expectedOf(options);
  const stream = nameOf(options?.getStreamIdentifier());
  return expected === undefined || stream === '' ? refusals.thrown() : { stream, expected, events: proposed };
}
