/** Encodings of files from the bank's systems. */
export const ENCODINGS = ['utf-8', 'gb18030'] as const;
export type Encoding = (typeof ENCODINGS)[number];

const NAMES: { readonly [name: string]: Encoding } = {
  'utf-8': 'utf-8',
  utf8: 'utf-8',
  gb18030: 'gb18030',
  gbk: 'gb18030',
  gb2312: 'gb18030',
};

/** The encoding people mean by a name; undefined for a name nobody here knows. */
export const encodingNamed = (name: string): Encoding | undefined => NAMES[name.toLowerCase()];
