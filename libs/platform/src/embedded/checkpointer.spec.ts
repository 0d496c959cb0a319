import { join } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { expect, it } from '@jest/globals';
import { freshFolders } from '../../test/fresh-folders.js';
import { Checkpointer } from './checkpointer.js';

const freshFolder = freshFolders();
const failing = (errcode: number): DatabaseSync =>
  ({
    isOpen: true,
    location: () => join(freshFolder(), 'facts.sqlite'),
    prepare: () => {
      throw Object.assign(new Error('no luck'), { code: 'ERR_SQLITE_ERROR', errcode });
    },
  }) as unknown as DatabaseSync;

it.each([13, 266, 5, 8])(
  'a disk that has no room, or fails (%d), leaves the log where it is and ends nothing',
  (errcode) => {
    const checkpointer = new Checkpointer(failing(errcode));
    checkpointer.written();
    expect(() => checkpointer.close()).not.toThrow();
  },
);

it('another failure is told: a file that is none', () => {
  const checkpointer = new Checkpointer(failing(26));
  checkpointer.written();
  expect(() => checkpointer.close()).toThrow('no luck');
});
