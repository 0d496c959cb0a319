import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { systemClock } from '@pcrm/event-sourcing';
import { clockContract } from '@pcrm/event-sourcing/testing';
import { fileClock } from './file-clock.js';

const folder = mkdtempSync(join(tmpdir(), 'pcrm-clock-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
/** The clock of a file that holds this text. */
const holding = (text: string, path = join(folder, 'clock')) => {
  writeFileSync(path, text);
  return fileClock(path);
};

clockContract('file, standing', () => holding('2026-03-01T02:03:04.005Z\n'));
clockContract('file, running', () => holding(''));

describe('the clock of a file', () => {
  it('stands where the file says, for all who read it, until that is moved', () => {
    const [one, other] = [holding('2026-03-01T02:03:04.005Z'), holding('2026-03-01T02:03:04.005Z')];
    expect([one.now(), other.now()]).toEqual(['2026-03-01T02:03:04.005Z', '2026-03-01T02:03:04.005Z']);
    holding('2026-03-02T00:00:00.000Z\n');
    expect([one.now(), other.now()]).toEqual(['2026-03-02T00:00:00.000Z', '2026-03-02T00:00:00.000Z']);
  });
  it('runs with real time while the file is empty', () => {
    const [before, between, after] = [systemClock.now(), holding(' \n').now(), systemClock.now()];
    expect([before, between, after].toSorted()).toEqual([before, between, after]);
  });
  it.each(['soon', '2026-03-01', '2026-03-01T02:03:04Z'])('is none when the file holds %s', (text) =>
    expect(() => holding(text).now()).toThrow('the clock file holds no instant'),
  );
});
