import type { ServerDuplexStream, ServerReadableStream, sendUnaryData } from '@grpc/grpc-js';
import type {
  AppendReq,
  AppendResp,
  BatchAppendReq,
  BatchAppendResp,
} from '@eventstore/db-client/generated/streams_pb.js';
import { type Asked, toAsked, toProposed, uuidOf } from './append-requests.js';
import { refusedBatch, toAppendResp, toBatchResp } from './append-responses.js';
import type { AppendFault, Faults } from './faults.js';
import * as refusals from './refusals.js';
import type { Refused } from './refusals.js';
import type { Answer, Proposed, StreamLog } from './stream-log.js';

export type AppendSurroundings = {
  readonly log: StreamLog;
  readonly faults: Faults;
  readonly leader: () => { readonly host: string; readonly port: number };
  readonly maxAppendSize: number;
  /** Told after each write. */
  readonly written: () => void;
};
type Batch = { readonly options: BatchAppendReq.Options; readonly events: (Proposed | Refused)[] };
type BatchCall = ServerDuplexStream<BatchAppendReq, BatchAppendResp>;

export class AppendService {
  constructor(private readonly around: AppendSurroundings) {}

  append(call: ServerReadableStream<AppendReq, AppendResp>, answer: sendUnaryData<AppendResp>): void {
    const requests: AppendReq[] = [];
    call.on('data', (request: AppendReq) => requests.push(request));
    call.on('error', () => undefined);
    call.on('end', () => {
      const [first, ...rest] = requests;
      const messages = rest.map((request) => request.getProposedMessage());
      const events = messages.map((message) => (message ? toProposed(message) : refusals.thrown()));
      const asked = toAsked(first?.getOptions(), events, this.around.maxAppendSize);
      if ('code' in asked) return answer(asked);
      const done = this.#perform(asked);
      if (done === 'silence') return;
      if ('code' in done) answer(done);
      else answer(null, toAppendResp(done, asked.expected));
    });
  }

  batchAppend(call: BatchCall): void {
    const pending = new Map<string, Batch>();
    call.on('data', (request: BatchAppendReq) => {
      const id = uuidOf(request.getCorrelationId()) ?? '';
      const options = request.getOptions();
      if (options && id !== '' && !pending.has(id)) pending.set(id, { options, events: [] });
      const batch = pending.get(id);
      if (!batch) return; // as a server does: there is nobody to answer to
      batch.events.push(...request.getProposedMessagesList().map(toProposed));
      if (!request.getIsFinal()) return;
      pending.delete(id);
      this.#performBatch(call, request, batch);
    });
    call.on('end', () => call.end());
    call.on('error', () => undefined);
  }

  #performBatch(call: BatchCall, request: BatchAppendReq, { options, events }: Batch): void {
    const { maxAppendSize } = this.around;
    const asked = toAsked(options, events, maxAppendSize);
    if ('code' in asked) return void call.write(refusedBatch(asked, request, { options, maxAppendSize }));
    const done = this.#perform(asked);
    if (done === 'silence') return;
    if ('code' in done) call.emit('error', done);
    else call.write(toBatchResp(done, request, { options, expected: asked.expected }));
  }

  #perform({ stream, expected, events }: Asked): Answer | Refused | 'silence' {
    const { faults, log } = this.around;
    const fault = faults.next('append');
    const before = this.#beforeWrite(fault);
    if (before) return before;
    const answer = log.append(stream, expected, events);
    if (answer.kind === 'written' && !answer.again) this.around.written();
    return fault === undefined ? answer : afterWrite(fault, answer, log.stream(stream)?.length ?? 0);
  }

  #beforeWrite(fault: AppendFault | undefined): Refused | undefined {
    if (fault === 'unavailable') return refusals.unavailable();
    if (fault === 'not-leader') return refusals.notLeader(this.around.leader());
    return fault === 'timeout' ? refusals.timedOut() : undefined;
  }
}

/** What the client is told of a write that happened, or did not for another reason. */
function afterWrite(fault: AppendFault, answer: Answer, length: number): Answer | Refused | 'silence' {
  if (fault === 'deadline-after-write') return refusals.deadlineExceeded();
  if (fault === 'unavailable-after-write') return refusals.brokenOff();
  if (fault === 'silent-after-write') return 'silence';
  return answer.kind === 'written' ? { kind: 'wrong-revision', current: length - 1 } : answer;
}
