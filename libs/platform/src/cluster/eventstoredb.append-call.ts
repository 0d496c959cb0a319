import { randomUUID } from 'node:crypto';
import { type Position, RevisionConflict } from '@pcrm/event-sourcing';
import { type ProposedEvent, toNumber, toPosition } from './eventstoredb.event-mapping.js';
import { type BatchAppendCall, type BatchAppendReq, type BatchAppendResp } from './eventstoredb.library.js';
import { outage, sharedPb, streamsPb, toFailure } from './eventstoredb.library.js';

/** Bytes of events in one message; a server takes messages up to 4 MiB. */
const MESSAGE_BYTES = 1024 * 1024;
export type Sent = { readonly stream: string; readonly expected: number; readonly events: readonly ProposedEvent[] };
/** `position` is left out when the server only says that these events stood there before. */
export type Written = { readonly revision: number; readonly position?: Position };
type Waiting = {
  readonly sent: Sent;
  readonly until: number;
  readonly resolve: (written: Written) => void;
  readonly reject: (error: Error) => void;
};

/**
 * One stream that carries appends of many callers, as the library's own `appendToStream` has it, but with its own list of who
 * waits. The library has one list per process: a stream that breaks fails the appends of all others, a late answer to one of
 * them ends the process, and so does a break while the stream is full.
 */
export class AppendCall {
  ended = false;
  readonly #waiting = new Map<string, Waiting>();
  #heardAt = 0;
  readonly #watch: NodeJS.Timeout;

  /** `answerMs` is how long an answer is waited for. */
  constructor(
    private readonly call: BatchAppendCall,
    private readonly answerMs: number,
  ) {
    call.on('data', (response: BatchAppendResp) => this.#answered(response));
    call.on('error', (error: Error) => this.#end(toFailure(error)));
    call.on('end', () => this.#end(outage('the stream of appends ended')));
    this.#watch = setInterval(() => this.#giveUp(), Math.max(10, answerMs / 10)).unref();
  }

  /** Throws `RevisionConflict` as the server sees it, or `Unavailable` when nobody knows whether it was written. */
  perform(sent: Sent): Promise<Written> {
    const { promise, resolve, reject } = Promise.withResolvers<Written>();
    const id = randomUUID();
    this.#waiting.set(id, { sent, until: performance.now() + this.answerMs, resolve, reject });
    for (const request of toRequests(sent, id)) this.call.write(request);
    return promise;
  }

  #answered(response: BatchAppendResp): void {
    this.#heardAt = performance.now();
    const id = uuidText(response.getCorrelationId());
    const waiting = this.#waiting.get(id);
    if (!waiting) return; // given up meanwhile
    this.#waiting.delete(id);
    const answer = toWritten(response, waiting.sent);
    if (answer instanceof Error) waiting.reject(answer);
    else waiting.resolve(answer);
  }

  /** One that was passed over is given up; where nothing was heard since it was sent, the stream is: it may have died unseen. */
  #giveUp(): void {
    const now = performance.now();
    for (const [id, { until, reject }] of this.#waiting) {
      if (until > now) return;
      if (this.#heardAt < until - this.answerMs) {
        this.#end(outage('no answer'));
        this.call.cancel();
        return;
      }
      this.#waiting.delete(id);
      reject(outage('no answer'));
    }
  }

  #end(failure: Error): void {
    this.ended = true;
    clearInterval(this.#watch);
    for (const { reject } of this.#waiting.values()) reject(failure);
    this.#waiting.clear();
  }
}

function toWritten(response: BatchAppendResp, sent: Sent): Written | Error {
  const success = response.getSuccess();
  if (!success) return toRefusal(response, sent);
  const position = success.getPosition();
  return {
    revision: toNumber(BigInt(success.getCurrentRevision())),
    ...(position && { position: toPosition(BigInt(position.getCommitPosition())) }),
  };
}

const REFUSED = new Set(['MaximumAppendSizeExceeded', 'AccessDenied', 'StreamDeleted', 'BadRequest']);

/** What the server says of an append it did not make; of anything else nobody knows whether it did. */
function toRefusal(response: BatchAppendResp, { stream, expected }: Sent): Error {
  const details = response.getError()?.getDetails();
  const kind = details?.getTypeName().replace('event_store.client.', '') ?? 'no details';
  if (REFUSED.has(kind)) return new Error(`the event store refused an append to ${stream}: ${kind}`);
  if (!details || kind !== 'WrongExpectedVersion') return outage(kind);
  return new RevisionConflict(stream, expected, currentRevision(details.getValue_asU8()));
}

function currentRevision(wrongExpectedVersion: Uint8Array): number {
  const wrong = sharedPb.WrongExpectedVersion.deserializeBinary(wrongExpectedVersion);
  return wrong.hasCurrentStreamRevision() ? toNumber(BigInt(wrong.getCurrentStreamRevision())) : -1;
}

function* toRequests({ stream, expected, events }: Sent, correlationId: string): Generator<BatchAppendReq> {
  const options = new streamsPb.BatchAppendReq.Options();
  options.setStreamIdentifier(new sharedPb.StreamIdentifier().setStreamName(Buffer.from(stream)));
  if (expected < 0) options.setNoStream(new sharedPb.Empty());
  else options.setStreamPosition(String(expected));
  const id = new sharedPb.UUID().setString(correlationId);
  let request = new streamsPb.BatchAppendReq().setCorrelationId(id).setOptions(options);
  let bytes = 0;
  for (const event of events) {
    const size = event.data.length + event.metadata.length;
    if (bytes > 0 && bytes + size > MESSAGE_BYTES) {
      yield request;
      request = new streamsPb.BatchAppendReq().setCorrelationId(id);
      bytes = 0;
    }
    bytes += size;
    request.addProposedMessages(toMessage(event));
  }
  yield request.setIsFinal(true);
}

function toMessage({ id, type, data, metadata }: ProposedEvent): BatchAppendReq.ProposedMessage {
  const message = new streamsPb.BatchAppendReq.ProposedMessage();
  message.setId(new sharedPb.UUID().setString(id)).setData(data).setCustomMetadata(metadata);
  message.getMetadataMap().set('type', type).set('content-type', 'application/json');
  return message;
}

/** A server answers with the id as it was sent, or (when time ran out) in two halves. */
function uuidText(uuid: InstanceType<typeof sharedPb.UUID> | undefined): string {
  const structured = uuid?.getStructured();
  if (!structured) return uuid?.getString() ?? '';
  const hex = [structured.getMostSignificantBits(), structured.getLeastSignificantBits()]
    .map((bits) => BigInt.asUintN(64, BigInt(bits)).toString(16).padStart(16, '0'))
    .join('');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
