type Entry = { resolved?: string; optionalDependencies?: Record<string, string>; [other: string]: unknown };
type LockFile = { packages: Record<string, Entry> };

export function missingPlatforms(lock: LockFile): LockFile['packages'];
export function downloadAddresses(lock: LockFile): string[];
export const lockFile: string;
