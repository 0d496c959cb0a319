import { closeSync, existsSync, openSync, readFileSync, writeSync } from 'node:fs';

/** An event as a client proposes it. */
export type Proposed = {
  readonly id: string;
  readonly type: string;
  readonly contentType: string;
  readonly data: Uint8Array;
  readonly metadata: Uint8Array;
};
/** An event as it stands in the log. `transaction` is the place of the first event of the same append. */
export type Recorded = Proposed & {
  readonly stream: string;
  readonly revision: number;
  readonly position: bigint;
  readonly transaction: bigint;
  /** Hundreds of nanoseconds since the epoch. */
  readonly created: bigint;
};
export type Expected = number | 'no-stream' | 'any' | 'stream-exists';
export type Answer =
  | { readonly kind: 'written'; readonly revision: number; readonly position: bigint; readonly again: boolean }
  | { readonly kind: 'wrong-revision'; readonly current: number };

/** What every such server writes for itself before a client comes. */
const SYSTEM: readonly [stream: string, type: string][] = [
  ['$users', '$User'],
  ['$$$settings', '$metadata'],
  ['$settings', 'settings'],
];

/** One log of events in streams: in memory, and with a file also after a restart. */
export class StreamLog {
  readonly all: Recorded[] = [];
  readonly #streams = new Map<string, Recorded[]>();
  #file: number | undefined;
  #next: bigint;

  /** `firstPosition` stands for a log that is old already: positions are byte offsets, and grow beyond 2^53. */
  constructor({ file, firstPosition = 0n }: { readonly file?: string; readonly firstPosition?: bigint } = {}) {
    this.#next = firstPosition;
    if (file !== undefined && existsSync(file)) this.#load(readFileSync(file, 'utf8'));
    this.#file = file === undefined ? undefined : openSync(file, 'a', 0o600);
    if (this.all.length > 0) return;
    for (const [stream, type] of SYSTEM)
      this.append(stream, 'any', [
        {
          id: `00000000-0000-0000-0000-${String(this.all.length).padStart(12, '0')}`,
          type,
          contentType: 'application/json',
          data: Buffer.from('{}'),
          metadata: Buffer.alloc(0),
        },
      ]);
  }

  stream(name: string): readonly Recorded[] | undefined {
    return this.#streams.get(name);
  }

  append(stream: string, expected: Expected, events: readonly Proposed[]): Answer {
    const kept = this.#streams.get(stream) ?? [];
    const current = kept.length - 1;
    const at = { 'no-stream': -1, any: current, 'stream-exists': current }[expected as string] ?? (expected as number);
    if (expected === 'stream-exists' && current < 0) return { kind: 'wrong-revision', current };
    if (at < current) return repeated(kept, at, events) ?? { kind: 'wrong-revision', current };
    if (at > current) return { kind: 'wrong-revision', current };
    return this.#write(stream, kept, events);
  }

  /** Index in `all` of the first event at or behind a position. */
  indexAt(position: bigint): number {
    let [low, high] = [0, this.all.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.all[middle] as Recorded).position < position) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  close(): void {
    if (this.#file !== undefined) closeSync(this.#file);
    this.#file = undefined;
  }

  #write(stream: string, kept: Recorded[], events: readonly Proposed[]): Answer {
    const transaction = this.#next;
    const created = BigInt(Date.now()) * 10_000n;
    const written = events.map((event, n) => {
      const one = { ...event, stream, revision: kept.length + n, position: this.#next, transaction, created };
      this.#next += BigInt(event.data.length + event.metadata.length + event.type.length + stream.length + 80);
      return one;
    });
    if (this.#file !== undefined && written.length > 0)
      writeSync(this.#file, written.map((one) => `${toLine(one)}\n`).join(''));
    this.#add(written);
    const last = written.at(-1) ?? kept.at(-1);
    return { kind: 'written', revision: last?.revision ?? -1, position: last?.position ?? 0n, again: false };
  }

  #add(events: readonly Recorded[]): void {
    for (const event of events) {
      const kept = this.#streams.get(event.stream) ?? [];
      kept.push(event);
      this.#streams.set(event.stream, kept);
      this.all.push(event);
    }
  }

  /** A last line that was cut off by a kill was never acknowledged. */
  #load(text: string): void {
    const lines = text.slice(0, text.lastIndexOf('\n') + 1).split('\n');
    this.#add(lines.filter((line) => line !== '').map(fromLine));
    const last = this.all.at(-1);
    if (last) this.#next = last.position + BigInt(last.data.length + last.metadata.length + 200);
  }
}

/** The same ids at the same place were written before; anything else there is a wrong revision. */
function repeated(kept: readonly Recorded[], at: number, events: readonly Proposed[]): Answer | undefined {
  const same = events.length > 0 && events.every(({ id }, n) => kept[at + 1 + n]?.id === id);
  if (!same) return undefined;
  const last = kept[at + events.length] as Recorded;
  return { kind: 'written', revision: last.revision, position: last.position, again: true };
}

const toLine = (one: Recorded): string =>
  JSON.stringify({
    ...one,
    data: Buffer.from(one.data).toString('base64'),
    metadata: Buffer.from(one.metadata).toString('base64'),
    ...{ position: String(one.position), transaction: String(one.transaction), created: String(one.created) },
  });

function fromLine(line: string): Recorded {
  const one = JSON.parse(line) as Record<keyof Recorded, string> & { revision: number };
  return {
    ...one,
    data: Buffer.from(one.data, 'base64'),
    metadata: Buffer.from(one.metadata, 'base64'),
    ...{ position: BigInt(one.position), transaction: BigInt(one.transaction), created: BigInt(one.created) },
  };
}
