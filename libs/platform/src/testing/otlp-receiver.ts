import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

type Value = { readonly stringValue?: string; readonly intValue?: number | string };
type Attribute = { readonly key: string; readonly value: Value };
type Linked = { readonly traceId: string; readonly spanId: string };
type WireSpan = Linked & {
  readonly parentSpanId?: string;
  readonly name: string;
  readonly kind: number;
  readonly startTimeUnixNano: string;
  readonly endTimeUnixNano: string;
  readonly attributes: readonly Attribute[];
  readonly links?: readonly Linked[];
};
type Export = {
  readonly resourceSpans: readonly {
    readonly resource: { readonly attributes: readonly Attribute[] };
    readonly scopeSpans: readonly { readonly spans: readonly WireSpan[] }[];
  }[];
};

/** A span as it arrived. */
export type ReceivedSpan = Linked & {
  readonly parentSpanId: string;
  readonly name: string;
  readonly service: string;
  readonly thread: string;
  readonly attributes: Readonly<Record<string, string | number>>;
  readonly links: readonly Linked[];
  /** Nanoseconds since the epoch. */
  readonly start: bigint;
  readonly end: bigint;
};

/** A collector: takes what is sent to it by OTLP over HTTP, as JSON. */
export type OtlpReceiver = AsyncDisposable & {
  readonly url: string;
  readonly spans: readonly ReceivedSpan[];
  /** Every export as it arrived, and the headers of the last one. */
  readonly bodies: readonly string[];
  readonly headers: IncomingMessage['headers'];
};

export async function openReceiver(): Promise<OtlpReceiver> {
  const spans: ReceivedSpan[] = [];
  const bodies: string[] = [];
  let headers: IncomingMessage['headers'] = {};
  const server = createServer((request, response) => {
    headers = request.headers;
    text(request).then(
      (body) => {
        bodies.push(body);
        spans.push(...spansIn(JSON.parse(body) as Export));
        const known = request.method === 'POST' && request.url === '/v1/traces';
        response.writeHead(known ? 200 : 404, { 'content-type': 'application/json' }).end('{}');
      },
      () => response.destroy(),
    );
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`,
    spans,
    bodies,
    get headers() {
      return headers;
    },
    async [Symbol.asyncDispose]() {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}

const spansIn = ({ resourceSpans }: Export): readonly ReceivedSpan[] =>
  resourceSpans.flatMap(({ resource, scopeSpans }) => {
    const about = read(resource.attributes);
    const [service, thread] = [String(about['service.name']), String(about['thread.name'] ?? '')];
    return scopeSpans.flatMap(({ spans }) =>
      spans.map(({ attributes, links = [], parentSpanId = '', startTimeUnixNano, endTimeUnixNano, ...span }) => ({
        ...span,
        ...{ parentSpanId, links, service, thread, attributes: read(attributes) },
        ...{ start: BigInt(startTimeUnixNano), end: BigInt(endTimeUnixNano) },
      })),
    );
  });

const read = (attributes: readonly Attribute[]): Record<string, string | number> =>
  Object.fromEntries(
    attributes.map(({ key, value: { stringValue, intValue } }) => [key, stringValue ?? Number(intValue)]),
  );

/** A trace as text: every span under its parent, with its service and how long it took. */
export function drawn(spans: readonly ReceivedSpan[], parent = '', depth = 0): readonly string[] {
  const below = spans
    .filter(({ parentSpanId }) => parentSpanId === parent)
    .toSorted((one, other) => Number(one.start - other.start));
  return below.flatMap(({ name, service, thread, start, end, spanId }) => {
    const place = thread === '' ? service : `${service}/${thread}`;
    const ms = (Number(end - start) / 1e6).toFixed(1);
    return [`${'  '.repeat(depth)}${name}  (${place}, ${ms} ms)`, ...drawn(spans, spanId, depth + 1)];
  });
}
