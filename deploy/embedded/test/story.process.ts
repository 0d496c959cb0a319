import 'reflect-metadata';
import { headIn, managerIn, tellStory, type Told } from './small-branch.js';
import { analyst, openBranch, type Branch } from './branch.js';

/** Tells the story on a folder as a process of its own, with everything that may go wrong on the way, and says who was in it. */
const branch = await openBranch(process.argv[2]);
const told = await tellStory(branch);
await gone(branch, told);
await branch.drained();
await branch[Symbol.asyncDispose]();
process.send?.(told);
process.disconnect();

/** Requests that are refused, rejected or found nowhere, each with personal data in it. */
async function gone({ as }: Branch, { clients }: Told): Promise<void> {
  for (const { clientId, name, phone, idNumber, birthday } of clients.slice(0, 4)) {
    const manager = as(managerIn('NN01', 1));
    await as(analyst).csv('feeds', [`core,1,${name}${phone},deposit,2026-06-01,1,CNY`, `core,2,"${idNumber}`]);
    await as(headIn('NN01')).csv('clients/import', [
      'clientNo,outletId,name,phone',
      `X1,NN02,${name},${phone}`,
      `X 2,,${name}`,
    ]);
    await manager.post('clients', { name, phone, idNumber, clientNo: 'not a number of ours', [name]: phone });
    await manager.patch(`clients/${clientId}/file`, { phone: `${phone}x`, birthday });
    await manager.post('clients/search', { text: name });
    await manager.post('clients/search', { text: phone });
    await manager.get(`nowhere/${encodeURIComponent(name)}?phone=${phone}`);
    await manager.get(`clients/${encodeURIComponent(name)}`);
    await manager.post('outbound-messages/preview', { clientId, templateId: clientId, values: { name, phone } });
    await manager.post(`clients/${clientId}/potential`, { targetTier: 'private', reason: name });
    await manager.post('session', { userId: name, password: phone });
    await manager.get('clients', { 'x-wait-for': phone, 'x-correlation-id': phone });
  }
}
