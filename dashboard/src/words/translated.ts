/** The same words in another language: every key, other texts. */
export type Translated<Words> = {
  readonly [K in keyof Words]: Words[K] extends string ? string : Translated<Words[K]>;
};
