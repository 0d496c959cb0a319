import { openLine } from './line.js';

/** A stream of the browser that does what it is told. */
class Stream extends EventTarget {
  static readonly CLOSED = 2;
  static readonly opened: Stream[] = [];
  readyState = 0;
  onopen: (() => void) | undefined;
  onerror: (() => void) | undefined;
  constructor() {
    super();
    Stream.opened.push(this);
  }
  /** It breaks; one that was turned away does not come back by itself. */
  breaks(readyState: number): void {
    this.readyState = readyState;
    this.onerror?.();
  }
  close(): void {
    this.readyState = Stream.CLOSED;
  }
}

const real = globalThis.EventSource;
const heard: string[] = [];
let close: () => void;
beforeEach(() => {
  globalThis.EventSource = Stream as unknown as typeof EventSource;
  heard.length = 0;
  close = openLine({
    told: ({ view }) => heard.push(view),
    reset: () => heard.push('reset'),
    state: (state) => heard.push(state),
    turnedAway: () => heard.push('turned away'),
  });
});
afterEach(() => {
  close();
  globalThis.EventSource = real;
});

/** The stream, once the tab holds the lock. */
async function stream(): Promise<Stream> {
  for (let turn = 0; turn < 100 && Stream.opened.length === 0; turn++) await new Promise(setImmediate);
  const opened = Stream.opened.pop();
  if (!opened) throw new Error('no stream was opened');
  return opened;
}

describe('the line of a tab', () => {
  it('says that it was turned away, for nobody may be signed in any more', async () => {
    (await stream()).breaks(Stream.CLOSED);
    expect(heard).toEqual(['lost', 'turned away']);
  });
  it('says only that it is lost while the browser connects again by itself', async () => {
    (await stream()).breaks(0);
    expect(heard).toEqual(['lost']);
  });
  it('passes on that everything is to be read again', async () => {
    (await stream()).dispatchEvent(new Event('reset'));
    expect(heard).toEqual(['reset']);
  });
});
