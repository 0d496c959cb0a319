import { it } from '@jest/globals';
import { writeFileSync } from 'node:fs';
import { openBranch } from './branch.js';
import { tellStory, headIn, managerIn } from './small-branch.js';
it('opens', async () => {
  const t = Date.now();
  await using b = await openBranch();
  const told = await tellStory(b);
  console.log(Date.now() - t, told.clients.slice(0,2), told.texts.length);
  for (const who of [headIn('NN01'), managerIn('NN01', 1)]) for (const p of ['clients','potentials','unassigned','progress-table','outbound-messages','alerts','duties/due','daily-plans/today','assignments/proposals', 'compliance/clients', 'contacts?clientId=' + told.clients[0]!.clientId, 'near-threshold?days=300']) {
    const a = await b.as(who).get(p);
    console.log(who.staffId, p, a.status, JSON.stringify(a.body).slice(0, 500));
  }
}, 60000);
