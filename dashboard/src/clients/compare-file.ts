import type { ClientCardData, FileChange, FilePart } from '../api/clients.js';
import type { Compared } from '../show/merge.js';

/** How the parts of a file are called and shown. */
export type FileWords = {
  readonly label: (part: keyof FileChange) => string;
  readonly missing: string;
  /** On file, but not shown in clear. */
  readonly there: string;
  readonly occupation: (value: NonNullable<ClientCardData['occupation']>) => string;
  readonly orientation: (value: NonNullable<ClientCardData['orientation']>) => string;
  readonly channel: (value: NonNullable<ClientCardData['preferredChannel']>) => string;
  readonly birthday: (value: NonNullable<FileChange['birthday']>) => string;
};

type Seen = Pick<
  ClientCardData,
  'name' | 'phone' | 'occupation' | 'orientation' | 'preferredChannel' | 'minimumMissing'
>;
const PART: { readonly [P in keyof FileChange]-?: FilePart } = {
  name: 'name',
  phone: 'phone',
  idNumber: 'id',
  birthday: 'birthday',
  occupation: 'occupation',
  orientation: 'orientation',
  preferredChannel: 'preferredChannel',
};
const PARTS = Object.keys(PART) as readonly (keyof FileChange)[];

/** Every part of the file as it was read, as it was typed, and as it stands now; masked ones stay masked. */
export const comparedFile = (before: Seen, now: Seen, typed: FileChange, words: FileWords): readonly Compared[] =>
  PARTS.map((part) => ({
    key: part,
    label: words.label(part),
    before: shown(before, part, words),
    mine: typedText(typed, part, words),
    theirs: shown(now, part, words),
  }));

function shown(seen: Seen, part: keyof FileChange, words: FileWords): string {
  if (seen.minimumMissing.includes(PART[part])) return words.missing;
  switch (part) {
    case 'name':
    case 'phone':
      return seen[part] ?? words.missing;
    case 'occupation':
      return seen.occupation ? words.occupation(seen.occupation) : words.missing;
    case 'orientation':
      return seen.orientation ? words.orientation(seen.orientation) : words.missing;
    case 'preferredChannel':
      return seen.preferredChannel ? words.channel(seen.preferredChannel) : words.missing;
    default:
      return words.there;
  }
}

function typedText(typed: FileChange, part: keyof FileChange, words: FileWords): string | undefined {
  const { occupation, orientation, preferredChannel, birthday } = typed;
  switch (part) {
    case 'occupation':
      return occupation && words.occupation(occupation);
    case 'orientation':
      return orientation && words.orientation(orientation);
    case 'preferredChannel':
      return preferredChannel && words.channel(preferredChannel);
    case 'birthday':
      return birthday && words.birthday(birthday);
    default:
      return typed[part];
  }
}

/** Of what was typed only these parts. */
export const onlyParts = (typed: FileChange, parts: readonly string[]): FileChange =>
  Object.fromEntries(Object.entries(typed).filter(([part]) => parts.includes(part)));
