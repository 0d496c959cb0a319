import { outletOpened } from '@pcrm/contracts';
import type { Identity } from '@pcrm/platform';
import { openService, type OpenService } from '@pcrm/platform/testing';
import { clientIdOf } from '../src/client-directory.js';
import { clientsBackstage, clientsDefinition, ClientsModule } from '../src/index.js';

export const head: Identity = { staffId: 'H1', role: 'outletHead', outletId: 'NN01' };
export const otherHead: Identity = { staffId: 'H2', role: 'outletHead', outletId: 'NN02' };
export const manager: Identity = { staffId: 'M1', role: 'clientManager', outletId: 'NN01' };
export const analyst: Identity = { staffId: 'A1', role: 'branchAnalyst' };
export const branchManager: Identity = { staffId: 'B1', role: 'branchManager' };
export const administrator: Identity = { staffId: 'X1', role: 'administrator' };
export const core: Identity = { staffId: 'core', role: 'system' };

export const HEADING =
  'clientNo,outletId,name,phone,idNumber,birthday,birthdayCalendar,tier,signedOn,openingAverageFen,occupation,orientation,preferredChannel,consents';
export const yuan = (amount: number): number => amount * 100;
/** The line of an end-of-day balance in yuan. */
export const line = (clientNo: string, businessDate: string, amount: number, sequence: number): string =>
  `core,${String(sequence)},${clientNo},deposit,${businessDate},${String(yuan(amount))},CNY`;
/** The line of a client with a whole file and this signed tier; average in yuan. */
export const signedClient = (clientNo: string, tier: string, average: number, name = '王小芳'): string =>
  `${clientNo},NN01,${name},13812345678,450100199001011234,1990-08-15,lunar,${tier},${tier ? '2024-01-01' : ''},${String(yuan(average))},executive,value,phone,marketing:sms=granted`;

/** What is done again and again, in a few words. */
function wordsOn(b: OpenService) {
  /** It is 18:00 of that day in Shanghai; what fell due meanwhile was done. */
  const at = async (date: string): Promise<void> => {
    await b.until(`${date}T10:00:00.000Z`);
  };
  const feed = (...lines: readonly string[]) => b.upload(core, 'feeds', `${lines.join('\n')}\n`);
  const close = (date: string) => b.post(core, `business-days/${date}/close`);
  return {
    ...{ at, feed, close },
    importClients: (...lines: readonly string[]) => b.upload(head, 'clients/import', [HEADING, ...lines].join('\n')),
    patch: (path: string, text: string) =>
      b.ask(core, 'PATCH', path, text, { 'content-type': 'text/csv; charset=utf-8' }),
    async feedOn(date: string, ...lines: readonly string[]) {
      await at(date);
      return await feed(...lines);
    },
    async closeOn(date: string) {
      await at(date);
      return await close(date);
    },
    standing: async (clientNo: string, asOf?: string) =>
      (await b.get(head, `clients/${clientIdOf(clientNo)}/standing${asOf ? `?asOf=${asOf}` : ''}`)).body,
    card: async (clientNo: string) => (await b.get(head, `clients/${clientIdOf(clientNo)}`)).body,
  };
}
export type Branch = OpenService & ReturnType<typeof wordsOn>;

/** The clients service, with its heavy work behind it, in a branch of two outlets. */
export async function openBranch(now: string): Promise<Branch> {
  const service = await openService(clientsDefinition, ClientsModule, { now, work: clientsBackstage });
  for (const outletId of ['NN01', 'NN02']) await service.say(outletOpened, { outletId, name: `${outletId}支行` });
  return Object.assign(service, wordsOn(service));
}
