import { describe, expect, it } from '@jest/globals';
import { RevisionConflict, Unavailable, VersionConflict } from '@pcrm/event-sourcing';
import { triedAgain } from './tried-again.js';

const told = (error: unknown): readonly [level: string, fields: object][] => {
  const lines: [string, object][] = [];
  const at = (level: string) => (fields: object) => void lines.push([level, fields]);
  triedAgain({ warn: at('warn'), debug: at('debug') } as Parameters<typeof triedAgain>[0], 'clients')(error);
  return lines;
};

describe('what failed and is tried again', () => {
  it.each([
    ['a row', new VersionConflict('clients.list.v1', ['c-1'])],
    ['a stream', new RevisionConflict('client-1', 3)],
  ])('is nothing to warn of when two wrote at once: %s', (_what, error) =>
    expect(told(error)).toEqual([['debug', { err: error, service: 'clients' }]]),
  );

  it.each([
    ['an outage', new Unavailable('the disk')],
    ['a fault', new TypeError('x')],
  ])('is a warning otherwise: %s', (_what, error) =>
    expect(told(error)).toEqual([['warn', { err: error, service: 'clients' }]]),
  );

  it('is an error in the log whatever was thrown', () =>
    expect(told('text')).toEqual([['warn', { err: new Error('text'), service: 'clients' }]]));
});
