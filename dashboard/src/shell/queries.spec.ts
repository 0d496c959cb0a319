import { MutationObserver, onlineManager } from '@tanstack/react-query';
import { unreachable } from '../api/problem.js';
import { newQueries } from './queries.js';

const nobody = unreachable('无法连接服务器');

describe('while the browser says that it is offline', () => {
  beforeEach(() => onlineManager.setOnline(false));
  afterEach(() => onlineManager.setOnline(true));

  it('a change fails at once, and is not sent when the line is back', async () => {
    let sent = 0;
    const send = (): Promise<void> => {
      sent += 1;
      return Promise.reject(nobody);
    };
    const change = new MutationObserver(newQueries(), { mutationFn: send });
    const answer = change.mutate().catch((error: unknown) => error);
    await expect(Promise.race([answer, soon()])).resolves.toBe(nobody);
    onlineManager.setOnline(true);
    await soon();
    expect(sent).toBe(1);
  });
  it('what is read fails, and does not wait without an end', async () => {
    const asked = newQueries().fetchQuery({ queryKey: ['x'], queryFn: () => Promise.reject(nobody), retry: false });
    await expect(Promise.race([asked, soon()])).rejects.toBe(nobody);
  });
});

const soon = (): Promise<string> => new Promise((resolve) => setTimeout(() => resolve('still waiting'), 50));
