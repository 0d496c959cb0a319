import { open, type FileHandle } from 'node:fs/promises';
import { misused } from '../failure.js';

const LINE_FEED = 10;

/** A file that is read piece by piece: a piece is whole lines, and never the whole file. */
export class LinesOfFile implements AsyncDisposable {
  private constructor(
    private readonly file: FileHandle,
    readonly size: number,
  ) {}

  static async open(path: string): Promise<LinesOfFile> {
    try {
      const file = await open(path);
      const about = await file.stat();
      if (about.isFile()) return new LinesOfFile(file, about.size);
      await file.close();
    } catch {
      throw misused(`读不到文件 ${path}`, `The file ${path} cannot be read`);
    }
    throw misused(`${path} 不是文件`, `${path} is not a file`);
  }

  /**
   * At most `limit` bytes from `offset` on, ending after a line feed or at the end of the file. A line longer than that is
   * cut: the platform rejects it anyway. Line feeds are the same byte in UTF-8 and GB18030 and part of no other character.
   */
  async piece(offset: number, limit: number): Promise<Uint8Array> {
    const bytes = Buffer.alloc(Math.max(0, Math.min(limit, this.size - offset)));
    const read = await this.fill(bytes, offset);
    if (offset + read >= this.size) return bytes.subarray(0, read);
    const end = bytes.lastIndexOf(LINE_FEED, read - 1);
    return bytes.subarray(0, end < 0 ? read : end + 1);
  }

  private async fill(bytes: Buffer, offset: number): Promise<number> {
    let filled = 0;
    while (filled < bytes.length) {
      const { bytesRead } = await this.file.read(bytes, filled, bytes.length - filled, offset + filled);
      if (bytesRead === 0) break;
      filled += bytesRead;
    }
    return filled;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.file.close();
  }
}

/** Lines that end within the bytes. */
export function linesIn(bytes: Uint8Array): number {
  let lines = 0;
  for (let at = bytes.indexOf(LINE_FEED); at >= 0; at = bytes.indexOf(LINE_FEED, at + 1)) lines += 1;
  return lines;
}
