import { Coalesced, COALESCED_MS } from './coalesce.js';
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
    pass: () => waiting.splice(0).forEach(({ run }) => run()),
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
  it('is dropped when the page ends', () => {
    const { read, time, coalesced } = gathering();
    coalesced.tell(told('a'));
    coalesced.stop();
    time.pass();
    expect(read).toHaveLength(0);
  });
});
