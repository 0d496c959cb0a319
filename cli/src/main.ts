#!/usr/bin/env node
import { runCommandLine } from './command-line.js';
import { surroundingsOf } from './surroundings.js';

/** Ctrl-C and SIGTERM end the work in order; a second Ctrl-C ends it at once. */
const stop = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop.abort());

process.exitCode = await runCommandLine(process.argv.slice(2), surroundingsOf(process, stop.signal));
