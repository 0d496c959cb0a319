import { open, rm, type FileHandle } from 'node:fs/promises';
import { encode } from 'iconv-lite';
import { misused } from '../failure.js';
import type { Encoding } from './encoding.js';

/** A line the platform did not take: which field, why (a stable reason), and its text as it was sent. */
export type RejectedLine = {
  readonly line: number;
  readonly field: string;
  readonly reason: string;
  readonly text: string;
  /** What the reason means, in both languages. */
  readonly zh?: string;
  readonly en?: string;
};

const quoted = (text: string): string => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

/**
 * Rejected lines as a CSV file in the encoding of the file they came from, so that the same programs open it. It comes into
 * being with the first line and is readable by its owner alone: the lines hold names and phones.
 */
export class RejectedFile implements AsyncDisposable {
  private file: FileHandle | undefined;
  private count = 0;

  constructor(
    readonly path: string,
    private readonly encoding: Encoding,
  ) {}

  get lines(): number {
    return this.count;
  }

  /** Removes what an earlier run has left under the name. */
  async begin(): Promise<void> {
    await rm(this.path, { force: true });
  }

  async add(rejected: readonly RejectedLine[]): Promise<void> {
    if (rejected.length === 0) return;
    this.file ??= await this.create();
    const rows = rejected.map(({ line, field, reason, text, zh = '', en = '' }) =>
      [String(line), field, reason, text, zh, en].map(quoted).join(','),
    );
    await this.file.write(encode(`${rows.join('\n')}\n`, this.encoding));
    this.count += rejected.length;
  }

  private async create(): Promise<FileHandle> {
    try {
      const file = await open(this.path, 'w', 0o600);
      await file.write(
        encode('line,field,reason,text,原因,meaning\n', this.encoding, { addBOM: this.encoding === 'utf-8' }),
      );
      return file;
    } catch {
      throw misused(
        `写不了文件 ${this.path}，请用 --rejected 指定其他位置`,
        `The file ${this.path} cannot be written: name another with --rejected`,
      );
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.file?.close();
  }
}
