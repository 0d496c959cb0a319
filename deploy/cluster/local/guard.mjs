// Ends local parts whose parent was killed: reads `child <pid>`, `gone <pid>` and `folder <path>` lines, and when its input ends,
// kills what is left (a stopped process too) and removes the folders. It runs in a session of its own, so Ctrl-C passes it by.
import { rmSync } from 'node:fs';
import { createInterface } from 'node:readline';

const children = new Set();
const folders = new Set();

for await (const line of createInterface({ input: process.stdin })) {
  const [what, ...rest] = line.split(' ');
  const value = rest.join(' ');
  if (what === 'child') children.add(Number(value));
  if (what === 'gone') children.delete(Number(value));
  if (what === 'folder') folders.add(value);
}
for (const pid of children) {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // ended meanwhile
  }
}
for (const folder of folders) rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
