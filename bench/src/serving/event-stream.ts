import { get, type IncomingMessage } from 'node:http';

type Told = { readonly view: string; readonly keys: readonly string[] };

/** The event stream of one browser: what is told after `next` was called, change by change. */
export type EventStream = Disposable & {
  /** Resolves at the next change that is about this key. */
  about(key: string): Promise<void>;
};

/** Listens as who is signed in; resolves when the stream has begun. */
export async function listenTo(url: string, headers: Readonly<Record<string, string>>): Promise<EventStream> {
  const answer = await begun(`${url}/api/stream`, headers);
  const waiting = new Map<string, PromiseWithResolvers<void>>();
  let rest = '';
  answer.setEncoding('utf8').on('data', (chunk: string) => {
    const lines = (rest + chunk).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) if (line.startsWith('data: ')) tell(line.slice('data: '.length));
  });
  const tell = (data: string): void => {
    for (const key of (JSON.parse(data) as Partial<Told>).keys ?? []) {
      waiting.get(key)?.resolve();
      waiting.delete(key);
    }
  };
  return {
    about(key) {
      const one = waiting.get(key) ?? Promise.withResolvers<void>();
      waiting.set(key, one);
      return one.promise;
    },
    [Symbol.dispose]: () => void answer.destroy(),
  };
}

function begun(url: string, headers: Readonly<Record<string, string>>): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    get(url, { headers, agent: false }, (answer) => {
      if (answer.statusCode === 200) answer.once('data', () => resolve(answer));
      else reject(new Error(`${url} was answered with ${String(answer.statusCode)}`));
    }).once('error', reject);
  });
}
