/** A module of this folder as a thread or a process is started with it: built, or from source. */
export const entry = (name: string): URL =>
  new URL(`./${name}${import.meta.url.endsWith('.ts') ? '.ts' : '.js'}`, import.meta.url);
