import { Problem } from '../api/problem.js';
import { ifUnchanged, isChanged } from './if-unchanged.js';

const changed = new Problem({ status: 412, code: 'resource.changed', title: '已被他人修改' });
const same = (seen: { stage: string }, now: { stage: string }) => seen.stage === now.stage;
const seen = { body: { stage: 'INVITED' }, revision: 3 };

/** A thing at a revision: whoever names another one is turned away. */
const thing = (stage: string, revision: number) => {
  const tried: (number | undefined)[] = [];
  return {
    tried,
    read: () => Promise.resolve({ body: { stage }, revision }),
    act: (asked: number | undefined) => {
      tried.push(asked);
      return asked === revision ? Promise.resolve('done') : Promise.reject(changed);
    },
    same,
  };
};

describe('an act on what was seen', () => {
  it('is done at once when nothing changed', async () => {
    const it = thing('INVITED', 3);
    await expect(ifUnchanged(seen, it)).resolves.toBe('done');
    expect(it.tried).toEqual([3]);
  });
  it('is done on the newest when nothing that was seen changed', async () => {
    const it = thing('INVITED', 5);
    await expect(ifUnchanged(seen, it)).resolves.toBe('done');
    expect(it.tried).toEqual([3, 5]);
  });
  it('is not done when what was seen has changed', async () => {
    const it = thing('PRESENTED', 5);
    await expect(ifUnchanged(seen, it)).rejects.toBe(changed);
    expect(it.tried).toEqual([3]);
  });
  it('fails as it fails for any other reason, without a second try', async () => {
    const refusal = new Problem({ status: 422, code: 'opportunity.on-hold', title: '已暂停' });
    const tried: unknown[] = [];
    const act = (revision: number | undefined) => {
      tried.push(revision);
      return Promise.reject(refusal);
    };
    await expect(ifUnchanged(seen, { ...thing('INVITED', 5), act })).rejects.toBe(refusal);
    expect(tried).toEqual([3]);
    expect([isChanged(refusal), isChanged(changed), isChanged(new Error('x'))]).toEqual([false, true, false]);
  });
});
