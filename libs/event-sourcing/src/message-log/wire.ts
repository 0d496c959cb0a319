import type { Json, JsonObject, Metadata } from '../fact.js';
import type { AnyMessage } from '../message.js';

/** A message as text: CloudEvents 1.0, structured JSON; our own attributes are extensions, so names are lower case. */
export function encodeMessage(message: AnyMessage): string {
  const { metadata } = message;
  return JSON.stringify({
    specversion: '1.0',
    id: message.id,
    source: message.source,
    type: message.type,
    subject: message.key,
    time: message.recordedAt,
    moved: message.moved,
    dataversion: message.version,
    position: message.position,
    revision: message.revision,
    actor: metadata.actor,
    commandid: metadata.commandId,
    correlationid: metadata.correlationId,
    causationid: metadata.causationId,
    occurredat: metadata.occurredAt,
    traceparent: metadata.traceparent,
    data: message.data,
  });
}

/** What a message is, and where its source said it. */
export type Head = Pick<AnyMessage, 'source' | 'type' | 'position'>;

/**
 * The head of a text as `encodeMessage` writes it, without parsing what follows; undefined where it begins or ends otherwise: then
 * only `decodeMessage` knows.
 */
export function headOf(text: string): Head | undefined {
  const found = text.endsWith('}}') ? HEAD.exec(text) : null;
  if (!found) return undefined;
  const [, source = '', type = '', position = ''] = found;
  return { source, type, position };
}
const HEAD =
  /^\{"specversion":"1\.0","id":"[^"\\]+","source":"([^"\\]+)","type":"([^"\\]+)","subject":"[^"\\]+","time":"[^"\\]+",(?:"moved":"[^"\\]+",)?"dataversion":\d+,"position":"([^"\\]+)",/;

/** The message in a text, or why it is none. Integers that a number cannot hold come back as strings of digits. */
export function decodeMessage(text: string): { readonly message: AnyMessage } | { readonly malformed: string } {
  let wire: Json;
  try {
    wire = parseJson(text);
  } catch {
    return { malformed: 'not JSON' };
  }
  if (!isObject(wire)) return { malformed: 'not an object' };
  const wrong = wrongAttribute(wire);
  return wrong ? { malformed: `attribute ${wrong} is missing or of the wrong kind` } : { message: toMessage(wire) };
}

/** `JSON.parse` that keeps integers beyond 2^53 exact, as strings of digits; smaller ones stay numbers. */
export function parseJson(text: string): Json {
  return (LONG_NUMBER.test(text) ? JSON.parse(text, keepExact) : JSON.parse(text)) as Json;
}

/**
 * Sixteen digits where a number begins. A position, which every message has, is as long but stands in quotes; looking at each
 * value takes several times as long as parsing does. Digits first and one by one: then most of a text is leapt over.
 */
const LONG_NUMBER = new RegExp(`(?<=(?:^|[[:,\\s])-?)${'\\d'.repeat(16)}`);
const INTEGER = /^-?\d+$/;
const keepExact = function (
  this: unknown,
  _key: string,
  value: unknown,
  context: { readonly source?: string },
): unknown {
  if (typeof value !== 'number' || Number.isSafeInteger(value)) return value;
  return context.source !== undefined && INTEGER.test(context.source) ? context.source : value;
} as (this: unknown, key: string, value: unknown) => unknown;

const isObject = (value: Json | undefined): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const STRINGS = [
  'id', 'source', 'type', 'subject', 'time', 'position', 'actor', 'commandid', 'correlationid', 'causationid', 'occurredat',
] as const; // prettier-ignore
const INTEGERS = ['dataversion', 'revision'] as const;

function wrongAttribute(wire: JsonObject): string | undefined {
  if (wire['specversion'] !== '1.0') return 'specversion';
  const text = STRINGS.find((name) => typeof wire[name] !== 'string' || wire[name] === '');
  return (
    text ?? INTEGERS.find((name) => !Number.isSafeInteger(wire[name])) ?? (isObject(wire['data']) ? undefined : 'data')
  );
}

function toMessage(wire: JsonObject): AnyMessage {
  const text = (name: (typeof STRINGS)[number]): string => wire[name] as string;
  const { traceparent, moved } = wire;
  const metadata: Metadata = {
    actor: text('actor'),
    commandId: text('commandid'),
    correlationId: text('correlationid'),
    causationId: text('causationid'),
    occurredAt: text('occurredat'),
    ...(typeof traceparent === 'string' && { traceparent }),
  };
  return {
    id: text('id'),
    source: text('source'),
    type: text('type'),
    version: wire['dataversion'] as number,
    key: text('subject'),
    position: text('position'),
    revision: wire['revision'] as number,
    recordedAt: text('time'),
    ...(typeof moved === 'string' && { moved }),
    metadata,
    data: wire['data'] as JsonObject,
  };
}
