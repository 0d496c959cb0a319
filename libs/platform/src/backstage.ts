/** Runs heavy writing work where writing is done: another thread in the embedded edition, this process elsewhere. */
export interface Backstage {
  /** Calls a registered job. Input and answer are plain data; buffers in `transfer` are handed over, not copied. */
  call<T>(job: string, input: unknown, transfer?: readonly ArrayBuffer[]): Promise<T>;
}
export const Backstage = Symbol('Backstage');

/** One piece of work that controllers may hand over by name. */
export type Job<Input = never> = (input: Input) => Promise<unknown>;

/** Calls jobs in this thread; the worker of the embedded edition serves its port from one of these. */
export class LocalBackstage implements Backstage {
  readonly #jobs = new Map<string, Job>();

  register<Input>(job: string, work: Job<Input>): void {
    if (this.#jobs.has(job)) throw new Error(`the job ${job} is registered twice`);
    this.#jobs.set(job, work);
  }

  async call<T>(job: string, input: unknown): Promise<T> {
    const work = this.#jobs.get(job) as Job<unknown> | undefined;
    if (!work) throw new Error(`there is no job ${job}`);
    return (await work(input)) as T;
  }
}
