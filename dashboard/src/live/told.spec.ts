import { EVERYTHING, toldIn, touches, withTold, type Changes } from './told.js';

const none: Changes = new Map();
const told = (view: string, ...keys: string[]) => ({ view, keys, position: '1' });

describe('what the platform tells a browser', () => {
  it('adds up by view', () => {
    const changes = withTold(withTold(none, told('outbox', 'a')), told('outbox', 'b', 'a'));
    expect(changes.get('outbox')).toEqual(new Set(['a', 'b']));
  });
  it('is about the whole view when no rows are named, or more than are named', () => {
    expect(withTold(none, told('outbox')).get('outbox')).toBe('all');
    const many = Array.from({ length: 500 }, (_, index) => String(index));
    expect(withTold(none, told('outbox', ...many)).get('outbox')).toBe('all');
    expect(withTold(withTold(none, told('outbox')), told('outbox', 'a')).get('outbox')).toBe('all');
  });
  it('does not change what was gathered before', () => {
    const before = withTold(none, told('outbox', 'a'));
    withTold(before, told('outbox', 'b'));
    expect(before.get('outbox')).toEqual(new Set(['a']));
  });
  it('touches lists of the view and the rows it names', () => {
    const changes = withTold(none, told('contact-duties', 'c1'));
    expect(touches(changes, ['contact-duties'])).toBe(true);
    expect(touches(changes, ['contact-duties'], 'c1')).toBe(true);
    expect(touches(changes, ['contact-duties'], 'c2')).toBe(false);
    expect(touches(changes, ['progress-table'], 'c1')).toBe(false);
    expect(touches(withTold(none, told('contact-duties')), ['contact-duties'], 'c2')).toBe(true);
  });
  it('after a reset everything may be out of date', () =>
    expect(touches(withTold(none, told(EVERYTHING)), ['outbox'], 'x')).toBe(true));
  it('is read from an event, the service left out', () => {
    expect(toldIn('{"view":"clients.client-list","keys":["c1"],"position":"7"}')).toEqual({
      view: 'client-list',
      keys: ['c1'],
      position: '7',
    });
    expect([toldIn('{}'), toldIn('no json'), toldIn('{"view":"x"}')]).toEqual([undefined, undefined, undefined]);
  });
});
