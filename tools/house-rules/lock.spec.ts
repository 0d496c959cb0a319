import { readFileSync } from 'node:fs';
import { downloadAddresses, lockFile, missingPlatforms } from '../lock.mjs';

type LockFile = Parameters<typeof missingPlatforms>[0];

const locked = JSON.parse(readFileSync(lockFile, 'utf8')) as LockFile;

describe('package-lock.json', () => {
  it('names every platform, or npm ci refuses it: npm run lock', () => expect(missingPlatforms(locked)).toEqual({}));

  it('names no download address: npm run lock', () => expect(downloadAddresses(locked)).toEqual([]));
});

describe('completing a lock file', () => {
  const fast = { version: '1.0.0', license: 'MIT', optionalDependencies: { '@fast/core-linux-x64-musl': '1.0.0' } };
  const musl = { version: '1.0.0', cpu: ['x64'], libc: ['musl'], license: 'MIT', optional: true, os: ['linux'] };

  it('adds a platform that was left out, as its name states it', () =>
    expect(missingPlatforms({ packages: { 'node_modules/fast': fast } })).toEqual({
      'node_modules/@fast/core-linux-x64-musl': musl,
    }));

  it.each(['node_modules/@fast/core-linux-x64-musl', 'node_modules/fast/node_modules/@fast/core-linux-x64-musl'])(
    'finds the platform at %s',
    (path) => expect(missingPlatforms({ packages: { 'node_modules/fast': fast, [path]: musl } })).toEqual({}),
  );

  it('leaves alone what is optional for another reason', () => {
    const packages = { 'node_modules/fast': { optionalDependencies: { fsevents: '1.0.0' } } };
    expect(missingPlatforms({ packages })).toEqual({});
  });

  it('finds a download address', () => {
    const packages = {
      cli: { resolved: 'cli' },
      'node_modules/fast': { resolved: 'https://somewhere.example/fast.tgz' },
    };
    expect(downloadAddresses({ packages })).toEqual(['node_modules/fast']);
  });
});
