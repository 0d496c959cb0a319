import { renameSync, writeFileSync } from 'node:fs';

/** How often a token is written anew, in milliseconds: what stands in the file has more than half its life before it. */
const RENEWED_MS = 60_000;

/** A file with a token that holds as long as this is not disposed of: another program asks with it for longer than a token lives. */
export async function tokenFile(path: string, token: () => Promise<string>): Promise<Disposable> {
  const written = async (): Promise<void> => {
    // Whoever reads finds the one before or this one, never half of it.
    writeFileSync(`${path}.new`, await token(), { mode: 0o600 });
    renameSync(`${path}.new`, path);
  };
  await written();
  const renewal = setInterval(() => void written(), RENEWED_MS);
  return { [Symbol.dispose]: () => clearInterval(renewal) };
}
