import { randomBytes } from 'node:crypto';
import {
  chmodSync,
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  writeSync,
} from 'node:fs';
import { join, resolve } from 'node:path';
import { lockFolder } from './folder-lock.js';
import { asProblem, DataFolderProblem } from './folder-problem.js';

/** A demo branch with invented clients, or the data of a real branch. */
export type FolderKind = 'demo' | 'branch';
/** Where everything stands in a data folder. */
export type DataFiles = {
  readonly facts: string;
  readonly messages: string;
  readonly views: string;
  readonly vault: string;
  readonly leases: string;
  readonly masterKey: string;
  readonly tombstones: string;
};
export type DataFolder = Disposable & {
  readonly path: string;
  readonly kind: FolderKind;
  /** Nothing was ever kept here before. */
  readonly fresh: boolean;
  readonly files: DataFiles;
  /** Say so when all files were opened: from now on a missing file is a loss, not a beginning. */
  settle(): void;
};

const FORMAT = 1;
type Card = { readonly format: number; readonly kind: FolderKind };

const filesIn = (path: string): DataFiles => ({
  facts: join(path, 'facts.sqlite'),
  messages: join(path, 'messages.sqlite'),
  views: join(path, 'views.sqlite'),
  vault: join(path, 'vault.sqlite'),
  leases: join(path, 'leases.sqlite'),
  masterKey: join(path, 'master.key'),
  tombstones: join(path, 'tombstones.jsonl'),
});

/**
 * Opens or makes a data folder and holds it for this process alone until disposed, or until the process ends however it ends.
 * `wanted` refuses a folder of another kind; without it a folder keeps its kind and a new one becomes a demo.
 */
export function openDataFolder(folder: string, wanted?: FolderKind): DataFolder {
  const path = resolve(folder);
  let lock: Disposable | undefined;
  try {
    makeFolder(path);
    lock = lockFolder(path);
    return { ...prepare(path, wanted), [Symbol.dispose]: () => lock?.[Symbol.dispose]() };
  } catch (error) {
    lock?.[Symbol.dispose]();
    throw asProblem(path, error);
  }
}

function makeFolder(path: string): void {
  mkdirSync(path, { recursive: true, mode: 0o700 });
  const names = readdirSync(path);
  const ours = names.length === 0 || names.some((name) => name === 'folder.json' || name === 'lock.sqlite');
  if (!ours)
    throw new DataFolderProblem(
      `The folder ${path} holds other files and is no data folder of PCRM. Point PCRM_DATA_DIR at an empty or a new folder.`,
    );
  chmodSync(path, 0o700);
}

function prepare(path: string, wanted: FolderKind | undefined): Omit<DataFolder, typeof Symbol.dispose> {
  const card = readCard(path);
  const kind = card?.kind ?? wanted ?? 'demo';
  if (wanted && wanted !== kind)
    throw new DataFolderProblem(
      `The data folder ${path} holds a ${kind}, but a ${wanted} was asked for. Point PCRM_DATA_DIR at another folder.`,
    );
  const files = filesIn(path);
  if (card) requireFiles(path, files);
  if (!existsSync(files.masterKey)) writeWhole(files.masterKey, randomBytes(32));
  const settle = (): void => {
    if (!card) writeWhole(join(path, 'folder.json'), Buffer.from(`${JSON.stringify({ format: FORMAT, kind })}\n`));
  };
  return { path, kind, fresh: !card, files, settle };
}

function readCard(path: string): Card | undefined {
  const file = join(path, 'folder.json');
  if (!existsSync(file)) return undefined;
  const card = JSON.parse(readFileSync(file, 'utf8')) as Card;
  if (card.format > FORMAT)
    throw new DataFolderProblem(
      `The data folder ${path} has format ${String(card.format)}, but this PCRM knows formats up to ${String(FORMAT)}: ` +
        'it was written by a newer version. Start that version, or point PCRM_DATA_DIR at another folder.',
    );
  return card;
}

/** Views can be built anew; all else is the truth itself or what opens it. */
function requireFiles(path: string, { facts, messages, vault, masterKey }: DataFiles): void {
  const missing = [facts, messages, vault, masterKey].filter((file) => !existsSync(file));
  if (missing.length > 0)
    throw new DataFolderProblem(
      `The data folder ${path} has lost ${missing.map((file) => file.slice(path.length + 1)).join(', ')}. ` +
        'Put the missing files back from a backup, or point PCRM_DATA_DIR at a new folder.',
    );
}

/** All or nothing, and on the disk when this returns. */
function writeWhole(path: string, bytes: Uint8Array): void {
  const file = openSync(`${path}.new`, 'w', 0o600);
  try {
    writeSync(file, bytes);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  renameSync(`${path}.new`, path);
}

/** The key that opens the vault. */
export const readMasterKey = ({ masterKey }: DataFiles): Uint8Array => new Uint8Array(readFileSync(masterKey));
