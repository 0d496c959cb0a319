import { describe, expect, it } from '@jest/globals';
import { BEGINS, ENDS, laterVersion, migrationsIn } from './migrations.js';

describe('a later version', () => {
  it('says which files it has begun, and ended, to bring to its format', () => {
    const said = `${BEGINS}/data/facts.sqlite\n${ENDS}/data/facts.sqlite\n${BEGINS}/data/messages.sqlite\n`;
    expect(migrationsIn(said)).toEqual({ begun: 2, done: 1 });
    expect(migrationsIn('PCRM is ready')).toEqual({ begun: 0, done: 0 });
  });
  it('is loaded only where there is one', () => {
    expect(laterVersion(0)).toEqual({ execArgv: [], env: {} });
    expect(laterVersion(2).env).toEqual({ PCRM_TORTURE_FORMATS: '2' });
  });
});
