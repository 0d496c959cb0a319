import { describe, expect, it } from '@jest/globals';
import { batchOf, deposited, heardOf } from './running.examples.js';

describe('a batch of which something was passed', () => {
  const [position, later] = [deposited('ada', 7, 1).position, deposited('ada', 9, 1).position];
  const passed = { count: 3, last: '9999', positions: new Map([['allocation', position]]) };

  it('is heard as far as the last of all, with the positions of all', async () => {
    const batch = batchOf([deposited('ada', 7, 10), deposited('bob', 8, 5)]);
    const heard = await heardOf({ ...batch, passed });
    expect(heard).toMatchObject({ last: '9999', size: 5, items: [{ key: 'ada' }, { key: 'bob' }] });
    expect(heard.positions).toEqual(
      new Map([
        ['allocation', position],
        ['clients', deposited('bob', 8, 5).position],
      ]),
    );
    expect(await heardOf({ ...batch, passed: { ...passed, last: '' } })).toMatchObject({
      last: batch.items[1]?.offset,
    });
  });

  it('keeps the higher position of a source, whether it was passed or not', async () => {
    const ofClients = (at: string) => ({ ...passed, positions: new Map([['clients', at]]) });
    const batch = batchOf([deposited('ada', 8, 10)]);
    expect((await heardOf({ ...batch, passed: ofClients(later) })).positions.get('clients')).toBe(later);
    const { position: own } = deposited('ada', 8, 10);
    expect((await heardOf({ ...batch, passed: ofClients(position) })).positions.get('clients')).toBe(own);
  });

  it('is heard also where nothing else is in it', async () => {
    expect(await heardOf({ ...batchOf([]), passed })).toMatchObject({ last: '9999', size: 3, items: [] });
  });
});
