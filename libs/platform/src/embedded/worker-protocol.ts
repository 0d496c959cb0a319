import type { Changed, Commit, KeyKind, KeysOf, Table } from '@pcrm/event-sourcing';
import type { Written } from './fact-writer.js';
import type { PackedAnswers, PackedAppends } from './packed-appends.js';
import type { Failure } from './worker-failure.js';

/** What the main thread may ask of the writing thread. */
export type Ask =
  | { readonly op: 'append'; readonly appends: readonly Written[] }
  | { readonly op: 'moveIn'; readonly runs: readonly Written[] }
  | { readonly op: 'commit'; readonly commit: Commit }
  | { readonly op: 'declare'; readonly table: Table }
  | { readonly op: 'drop'; readonly table: string }
  | { readonly op: 'mint'; readonly subjects: readonly string[] }
  | { readonly op: 'destroy'; readonly subject: string; readonly kind: KeyKind }
  | { readonly op: 'restore'; readonly keys: readonly KeysOf[] }
  | { readonly op: 'job'; readonly job: string; readonly input: unknown }
  | { readonly op: 'close' };

export type Request = { readonly id: number; readonly ask: Exclude<Ask, { readonly op: 'append' }> };
/** One message to the writing thread: what one turn asks for. Appends come first, since somebody waits for each. */
export type Asked = { readonly appends?: PackedAppends; readonly requests: readonly Request[] };
export type Answer = { readonly id: number; readonly value?: unknown; readonly failure?: Failure };
/** One message from the writing thread: answers, news of rows, and whether facts were written. */
export type News = {
  readonly ready?: true;
  readonly appended: readonly PackedAnswers[];
  readonly answers: readonly Answer[];
  readonly changes: readonly Changed[];
  readonly written: boolean;
};

/** A port to the other thread, whatever it is made of. */
export type Wire = {
  post(message: unknown, transfer: readonly ArrayBuffer[]): void;
  onMessage(listener: (message: unknown) => void): void;
  /** The other side has ended, with or without being asked. */
  onEnd(listener: (failure: Error) => void): void;
  close(): Promise<void>;
};
