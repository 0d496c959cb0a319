import { EventEmitter } from 'node:events';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { Unavailable } from '@pcrm/event-sourcing';
import { AppendCall } from './eventstoredb.append-call.js';
import { streamsPb, type BatchAppendCall, type BatchAppendReq } from './eventstoredb.library.js';

/** A stream of appends whose server answers when it is told to, if ever. */
class Wire extends EventEmitter {
  readonly asked: BatchAppendReq[] = [];
  cancelled = 0;
  write(request: BatchAppendReq): void {
    this.asked.push(request);
  }
  cancel(): void {
    this.cancelled += 1;
  }
  answer(nth: number): void {
    const success = new streamsPb.BatchAppendResp.Success().setCurrentRevision('0');
    this.emit(
      'data',
      new streamsPb.BatchAppendResp().setCorrelationId(this.asked[nth]?.getCorrelationId()).setSuccess(success),
    );
  }
}
const ANSWER_MS = 60;
const opened = () => {
  const wire = new Wire();
  const call = new AppendCall(wire as unknown as BatchAppendCall, ANSWER_MS);
  const append = (stream: string) => call.perform({ stream, expected: -1, events: [] });
  return { wire, call, append };
};
/** The clock stands but for this. */
const wait = (ms: number): Promise<void> => jest.advanceTimersByTimeAsync(ms);

describe('a stream of appends', () => {
  beforeEach(() => void jest.useFakeTimers());
  afterEach(() => void jest.useRealTimers());

  it('on which nothing is heard any more is given up whole, so that the next append opens another one', async () => {
    const { wire, call, append } = opened();
    const answered = append('a-1');
    wire.answer(0);
    await expect(answered).resolves.toEqual({ revision: 0 });
    await wait(5);
    const unheard = [append('a-2'), append('a-3')].map((one) => expect(one).rejects.toBeInstanceOf(Unavailable));
    await wait(ANSWER_MS * 2);
    await Promise.all(unheard);
    expect([call.ended, wire.cancelled]).toEqual([true, 1]);
    wire.emit('error', new Error('cancelled'));
    expect(call.ended).toBe(true);
  });

  it('that passes one append over stays open for the others', async () => {
    const { wire, call, append } = opened();
    const passedOver = expect(append('a-1')).rejects.toBeInstanceOf(Unavailable);
    await wait(ANSWER_MS / 2);
    const other = append('a-2');
    wire.answer(1);
    await expect(other).resolves.toEqual({ revision: 0 });
    await wait(ANSWER_MS);
    await passedOver;
    expect([call.ended, wire.cancelled]).toEqual([false, 0]);
    wire.emit('end');
  });
});
