// Builds the project in the current folder: src/**/*.ts to dist/, one file each, with source maps.
import { spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');
const swc = join(root, 'node_modules/@swc/cli/bin/swc.js');
const config = join(root, '.swcrc');

rmSync('dist', { recursive: true, force: true });
const args = ['src', '--out-dir', 'dist', '--strip-leading-paths', '--config-file', config];
args.push('--ignore', '**/*.spec.ts', '--copy-files', '--quiet');
const { status } = spawnSync(process.execPath, [swc, ...args], { stdio: 'inherit' });
process.exitCode = status ?? 1;
