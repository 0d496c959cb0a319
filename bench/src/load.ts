/** What the asking process is to do: as fast as it is answered, for so long. */
export type LoadOrder = {
  readonly url: string;
  readonly method: 'GET' | 'POST';
  readonly headers: Readonly<Record<string, string>>;
  readonly connections: number;
  readonly seconds: number;
  /** JSON texts, sent in turn. */
  readonly bodies?: readonly string[];
};
