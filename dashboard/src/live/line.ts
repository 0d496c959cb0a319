import { toldIn, type Told } from './told.js';

export type LineState = 'connecting' | 'open' | 'lost';
type Heard =
  { readonly told: Told } | { readonly reset: true } | { readonly state: LineState } | { readonly turnedAway: true };
/** A tab that has just come asks how the line is: it heard nothing of what was said before. */
type Asked = { readonly asks: 'state' };
export type Listener = {
  readonly told: (told: Told) => void;
  readonly reset: () => void;
  readonly state: (state: LineState) => void;
  /** The stream was not given: nobody may be signed in any more, or the platform is not there. Why, a stream does not say. */
  readonly turnedAway: () => void;
};

const LOCK = 'pcrm.stream';

/**
 * One event stream per browser: the tab that holds the lock keeps it and passes on what it hears; when that tab closes, the
 * next one takes over. A browser without locks (a page without TLS) keeps one per tab. Answers how to stop.
 */
export function openLine(listener: Listener): () => void {
  const ended = new AbortController();
  const tabs = new BroadcastChannel(LOCK);
  let led: LineState | undefined;
  const hear = (heard: Heard): void => {
    if ('told' in heard) listener.told(heard.told);
    else if ('reset' in heard) listener.reset();
    else if ('turnedAway' in heard) listener.turnedAway();
    else listener.state(heard.state);
  };
  tabs.onmessage = ({ data }: MessageEvent<Heard | Asked>) => {
    if (!('asks' in data)) hear(data);
    else if (led) tabs.postMessage({ state: led } satisfies Heard);
  };
  const lead = (): Promise<void> =>
    keepStream(ended.signal, (heard) => {
      if ('state' in heard) led = heard.state;
      hear(heard);
      tabs.postMessage(heard);
    });

  tabs.postMessage({ asks: 'state' } satisfies Asked);
  void leading(lead, ended.signal);
  return () => {
    ended.abort();
    tabs.close();
  };
}

async function leading(lead: () => Promise<void>, signal: AbortSignal): Promise<void> {
  const { locks } = navigator as Partial<Navigator>;
  if (!locks) return await lead();
  await locks.request(LOCK, { signal }, lead).catch((error: unknown) => {
    if (!signal.aborted) throw error;
  });
}

/** Keeps the stream open until the page ends; the browser connects again by itself unless it was turned away. */
function keepStream(signal: AbortSignal, say: (heard: Heard) => void): Promise<void> {
  return new Promise((resolve) => {
    let source: EventSource | undefined;
    let again: ReturnType<typeof setTimeout> | undefined;
    const open = (): void => {
      source = new EventSource('/api/stream');
      source.addEventListener('reset', () => say({ reset: true }));
      source.addEventListener('changed', ({ data }: MessageEvent<string>) => {
        const told = toldIn(data);
        if (told) say({ told });
      });
      source.onopen = () => say({ state: 'open' });
      source.onerror = () => {
        say({ state: 'lost' });
        if (source?.readyState !== EventSource.CLOSED) return;
        say({ turnedAway: true });
        again = setTimeout(open, AGAIN_MS);
      };
    };
    signal.addEventListener('abort', () => {
      clearTimeout(again);
      source?.close();
      resolve();
    });
    if (!signal.aborted) open();
    else resolve();
  });
}

const AGAIN_MS = 5_000;
