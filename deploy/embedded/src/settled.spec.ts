import { settled } from './settled.js';

describe('settling what was loaded', () => {
  it('waits until every total stands, and only then brings it to the disk', async () => {
    const [asked, answers]: [string[], boolean[]] = [[], [false, false, true]];
    await settled({
      call: async <Answer>(name: string) => {
        asked.push(name);
        return (name === 'platform.drained' ? answers.shift() : undefined) as Answer;
      },
    });
    expect(asked).toEqual(['platform.drained', 'platform.drained', 'platform.drained', 'platform.syncFromNow']);
  });

  it('fails when the writing thread has ended', async () => {
    const ended = new Error('it ended');
    await expect(settled({ call: () => Promise.reject(ended) })).rejects.toBe(ended);
  });
});
