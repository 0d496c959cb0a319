import { outletOpened } from '@pcrm/contracts';
import type { Identity } from '@pcrm/platform';
import { openService, type OpenService } from '@pcrm/platform/testing';
import { clientsBackstage, clientsDefinition, ClientsModule } from '../src/index.js';

export const head: Identity = { staffId: 'H1', role: 'outletHead', outletId: 'NN01' };
export const otherHead: Identity = { staffId: 'H2', role: 'outletHead', outletId: 'NN02' };
export const manager: Identity = { staffId: 'M1', role: 'clientManager', outletId: 'NN01' };
export const analyst: Identity = { staffId: 'A1', role: 'branchAnalyst' };
export const branchManager: Identity = { staffId: 'B1', role: 'branchManager' };
export const administrator: Identity = { staffId: 'X1', role: 'administrator' };
export const core: Identity = { staffId: 'core', role: 'system' };

/** The clients service, with its heavy work behind it, in a branch of two outlets. */
export async function openBranch(now: string): Promise<OpenService> {
  const service = await openService(clientsDefinition, ClientsModule, { now, work: clientsBackstage });
  for (const outletId of ['NN01', 'NN02']) await service.say(outletOpened, { outletId, name: `${outletId}支行` });
  return service;
}
