import { Coalesced, COALESCED_MS, LEFT_MS } from './coalesce.js';
import { EVERYTHING, type Changes } from './told.js';

/** A clock that runs only when it is told to. */
function standing() {
  const waiting: { run: () => void; ms: number }[] = [];
  return {
    clock: {
      set: (run: () => void, ms: number) => waiting[waiting.push({ run, ms }) - 1],
      clear: (timer: unknown) => void waiting.splice(waiting.indexOf(timer as never), 1),
    },
    waiting,
    /** Runs what waits, or of that only what waits so long. */
    pass: (only?: number) => {
      const due = waiting.filter(({ ms }) => only === undefined || ms === only);
      for (const timer of due) waiting.splice(waiting.indexOf(timer), 1);
      for (const { run } of due) run();
    },
  };
}
const told = (key: string) => ({ view: 'outbox', keys: [key], position: key });

function gathering() {
  const read: Changes[] = [];
  let hidden = false;
  const time = standing();
  const coalesced = new Coalesced(
    (changes) => read.push(changes),
    () => hidden,
    time.clock,
  );
  return { read, time, coalesced, hide: (now: boolean) => (hidden = now) };
}

/** The same where what is read is there only when it `ends`. */
function slow() {
  const read: Changes[] = [];
  const ends: (() => void)[] = [];
  const time = standing();
  const reading = (changes: Changes) => new Promise<void>((end) => void (read.push(changes) && ends.push(end)));
  return { read, ends, time, coalesced: new Coalesced(reading, () => false, time.clock) };
}

describe('news gathered', () => {
  it('is read once for all that came within 250 ms', () => {
    const { read, time, coalesced } = gathering();
    for (let key = 0; key < 100; key++) coalesced.tell(told(String(key)));
    expect(time.waiting.map(({ ms }) => ms)).toEqual([COALESCED_MS]);
    expect(read).toHaveLength(0);
    time.pass();
    expect(read).toHaveLength(1);
    expect(read[0]?.get('outbox')).toHaveProperty('size', 100);
  });
  it('is not read again', () => {
    const { read, time, coalesced } = gathering();
    coalesced.tell(told('a'));
    time.pass();
    coalesced.shown();
    time.pass();
    expect(read).toHaveLength(1);
  });
  it('waits while nobody looks, and is read when somebody does', () => {
    const { read, time, coalesced, hide } = gathering();
    hide(true);
    coalesced.tell(told('a'));
    time.pass();
    expect(read).toHaveLength(0);
    hide(false);
    coalesced.shown();
    time.pass();
    expect(read.map((changes) => [...changes.keys()])).toEqual([['outbox']]);
  });
  it('is everything after a reset', () => {
    const { read, time, coalesced } = gathering();
    coalesced.reset();
    time.pass();
    expect(read[0]?.has(EVERYTHING)).toBe(true);
  });
  it('waits for what is being read, and is read once it is there', async () => {
    const { read, ends, time, coalesced } = slow();
    coalesced.tell(told('a'));
    time.pass(COALESCED_MS);
    coalesced.tell(told('b'));
    coalesced.tell(told('c'));
    time.pass(COALESCED_MS);
    expect(read).toHaveLength(1);
    ends.pop()?.();
    await Promise.resolve();
    await Promise.resolve();
    time.pass(COALESCED_MS);
    expect(read.map((changes) => [...(changes.get('outbox') ?? [])])).toEqual([['a'], ['b', 'c']]);
  });
  it('waits for it ten seconds at most', () => {
    const { read, time, coalesced } = slow();
    coalesced.tell(told('a'));
    time.pass(COALESCED_MS);
    coalesced.tell(told('b'));
    time.pass(LEFT_MS);
    time.pass(COALESCED_MS);
    expect([read.length, LEFT_MS]).toEqual([2, 10_000]);
  });
  it('is dropped when the page ends', () => {
    const { read, time, coalesced } = gathering();
    coalesced.tell(told('a'));
    coalesced.stop();
    time.pass();
    expect(read).toHaveLength(0);
  });
});
