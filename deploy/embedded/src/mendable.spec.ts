import { describe, expect, it } from '@jest/globals';
import { Unavailable } from '@pcrm/event-sourcing';
import { asProblemWithin, DataFolderProblem } from '@pcrm/platform/embedded';
import { mendable } from './mendable.js';

const FOLDER = '/branch';
const full = Object.assign(new Error('database or disk is full'), { code: 'ERR_SQLITE_ERROR', errcode: 13 });
const noSpace = Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC' });
const FULL = 'The data folder /branch is on a full disk. Free some space, or point PCRM_DATA_DIR at another folder.';
const saidOf = (error: unknown): string | undefined => mendable(asProblemWithin(FOLDER, error))?.message;

describe('a start that fails', () => {
  it.each([
    ['the full disk itself', full],
    ['a full disk below an outage', new Unavailable('cannot be used now', { cause: full })],
    ['a full disk that tidying up met again', new SuppressedError(new Unavailable('closed'), full)],
    ['a full disk that only tidying up met', new SuppressedError(noSpace, new Error('ended'))],
    ['one of several', new AggregateError([new Error('other'), new SuppressedError(new Error('x'), noSpace)])],
    ['the full disk of another thread', Object.create(Error.prototype, { cause: { value: full } }) as Error],
  ])('says that the disk is full: %s', (_case, error) => {
    expect(saidOf(error)).toBe(FULL);
  });

  it('says what is known of an outage that came without its code', () => {
    const crossed = Object.assign(new Error('the data files cannot be used now: full'), { name: 'Unavailable' });
    expect(saidOf(crossed)).toContain(
      'The data folder /branch cannot be used: the data files cannot be used now: full.',
    );
  });

  it('does not blame the disk for a thread that ran out of memory', () => {
    const heap = Object.assign(new Error('reached heap limit'), { code: 'ERR_WORKER_OUT_OF_MEMORY' });
    const ended = new Unavailable('the writing thread has failed', { cause: heap });
    expect(asProblemWithin(FOLDER, ended)).toBe(ended);
    expect(mendable(ended)).toBeUndefined();
  });

  it('finds the sentence below what suppressed it', () => {
    const problem = new DataFolderProblem('The folder is in use.');
    expect(mendable(new SuppressedError(new Error('closing failed'), problem))).toBe(problem);
  });

  it('leaves a fault a fault, a missing file elsewhere included, and ends on a ring of causes', () => {
    const ring = new Error('ring');
    ring.cause = ring;
    const missing = Object.assign(new Error('ENOENT'), { code: 'ENOENT' });
    for (const fault of [ring, missing, 'text', new TypeError('x', { cause: missing })]) {
      expect(asProblemWithin(FOLDER, fault)).toBe(fault);
      expect(mendable(fault)).toBeUndefined();
    }
  });
});
