import type { Words } from '../speaking/words.js';

/** One thing the doctor looked at: how it stands and, unless it is fine, what to do. */
export type Finding = {
  readonly state: 'fine' | 'doubtful' | 'wrong';
  readonly what: Words;
  readonly advice?: Words;
};

export const fine = (zh: string, en: string): Finding => ({ state: 'fine', what: { zh, en } });
export const doubtful = (what: Words, advice: Words): Finding => ({ state: 'doubtful', what, advice });
export const wrong = (what: Words, advice: Words): Finding => ({ state: 'wrong', what, advice });
