import type { Metadata } from '../fact.js';
import { PCRM_NAMESPACE, uuidV5 } from '../ids.js';

const TRACE_ID = /^(?!0{32})[0-9a-f]{32}$/;
const known = new WeakMap<Metadata, Metadata>();

/**
 * Metadata with a W3C trace context: the caller's, else one derived from correlation and command, so that everything one
 * cause set going is one trace, through feeds, agendas and reactions, and the same again after a replay.
 */
export function traced(metadata: Metadata): Metadata {
  if (metadata.traceparent !== undefined) return metadata;
  const before = known.get(metadata);
  if (before) return before;
  const { correlationId, commandId } = metadata;
  const after = { ...metadata, traceparent: unwatched(correlationId, commandId) };
  known.set(metadata, after);
  return after;
}

/** The W3C trace context of something that nobody asked to see: the same again for the same ids. */
export const unwatched = (correlationId: string, id: string): string =>
  `00-${digits(correlationId)}-${digits(id).slice(0, 16)}-00`;

/** 32 hexadecimal digits: those of a UUID or trace id, else of one derived from the text. */
function digits(id: string): string {
  const plain = id.toLowerCase().replaceAll('-', '');
  return TRACE_ID.test(plain) ? plain : uuidV5(PCRM_NAMESPACE, id).replaceAll('-', '');
}
