import type { Users } from '@pcrm/gateway';
import type { DemoBranch } from './demo-branch.js';
import type { DemoNews } from './demo-messages.js';
import { settleDemoState } from './demo-state.js';
import { ProgressBar } from './progress-bar.js';
import { hasCopy, keepCopy } from './saved-copy.js';

/** Loads the demo branch, if days are missing, with a bar; then says where it is and who may be picked. */
export async function announceDemo({
  branch,
  url,
  folder,
  settle,
}: {
  branch: DemoBranch;
  url: string;
  folder: string;
  /** Brings what was loaded into every view and to the disk; from then on every commit waits for it. */
  settle: () => Promise<void>;
}): Promise<void> {
  if (!branch.isWhole) {
    console.log(`The demo branch is being loaded; pages already answer at ${url}`);
    const bar = new ProgressBar('replaying the branch', process.stdout);
    const { days, of } = branch.progress();
    bar.show(days, of);
    const { acts, refused } = await branch.load(url, (news: DemoNews) => {
      if (news.kind === 'replayed') bar.show(news.done, news.of);
    });
    bar.end();
    const said = Object.entries(refused).map(([code, count]) => `${code} ×${String(count)}`);
    console.log(
      `${String(acts)} acts of the staff replayed${said.length > 0 ? `; refused by the rules: ${said.join(', ')}` : ''}`,
    );
  }
  if (!hasCopy(folder)) {
    await settle();
    settleDemoState(folder);
  }
  const who = '韦玲 客户经理 QX-101 · 覃军 网点负责人 QX-001 · 支行行长 ZH-01 · 系统管理员 ZH-04';
  // One write: whoever waits for the first line has the second too.
  console.log(`PCRM is ready: ${url}\nDemo sign-ins (one click, no password): ${who}`);
  if (!hasCopy(folder)) await keepCopy(folder);
}

/** A real branch: the first administrator gets a link that works once. */
export async function announceBranch(users: Users, url: string): Promise<void> {
  const token = await users.offerSetup();
  const setup = `\nNo administrator yet. Choose a password here, once: ${url}/setup#`;
  console.log(`PCRM is ready: ${url}${token === undefined ? '' : setup + token}`);
}
