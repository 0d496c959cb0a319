// Completes package-lock.json: `npm run lock`, after adding or raising a dependency.
//
// A registry may lack the builds of a package for platforms nobody here has. npm then leaves those optional packages out of
// the lock file, and `npm ci` afterwards refuses that very file as incomplete. What it misses is only their names: a package
// for another platform is never fetched. So each one is written down, with the platform its name states.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const PLATFORM =
  /-(?<os>darwin|linux|win32|freebsd|android|openharmony)-(?<cpu>arm64|arm|x64|ia32|ppc64|s390x|riscv64|loong64)(?:-(?<abi>\w+))?$/;
const LIBC = { gnu: 'glibc', gnueabihf: 'glibc', musl: 'musl', musleabihf: 'musl' };

/** The entries `npm ci` would miss, by their path in the lock file. */
export function missingPlatforms({ packages }) {
  const missing = {};
  for (const [path, entry] of Object.entries(packages)) {
    for (const [name, version] of Object.entries(entry.optionalDependencies ?? {})) {
      const platform = PLATFORM.exec(name)?.groups;
      if (!platform || isLocked(packages, path, name)) continue;
      missing[`node_modules/${name}`] = {
        version,
        cpu: [platform.cpu],
        ...(entry.dev && { dev: true }),
        ...(LIBC[platform.abi] && { libc: [LIBC[platform.abi]] }),
        license: entry.license,
        optional: true,
        os: [platform.os],
      };
    }
  }
  return missing;
}

/** Node looks beside the package first, then ever further up; so does the lock file. */
function isLocked(packages, path, name) {
  for (let at = path; ; at = at.slice(0, Math.max(0, at.lastIndexOf('/node_modules/')))) {
    if (packages[join(at, 'node_modules', name)]) return true;
    if (at === '') return false;
  }
}

/** Where the entries' download addresses would stand; they belong to one registry, and so not into the file. */
export function downloadAddresses({ packages }) {
  return Object.keys(packages).filter((path) => /^https?:/.test(packages[path].resolved ?? ''));
}

export const lockFile = join(import.meta.dirname, '..', 'package-lock.json');

if (process.argv[1] === import.meta.filename) {
  const lock = JSON.parse(readFileSync(lockFile, 'utf8'));
  const missing = missingPlatforms(lock);
  const byPath = ([a], [b]) => a.localeCompare(b, 'en');
  lock.packages = Object.fromEntries(Object.entries({ ...lock.packages, ...missing }).sort(byPath));
  for (const path of downloadAddresses(lock)) delete lock.packages[path].resolved;
  writeFileSync(lockFile, `${JSON.stringify(lock, null, 2)}\n`);
  console.log(`package-lock.json names ${Object.keys(missing).length} more platforms.`);
}
