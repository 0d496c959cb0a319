import type { Identity } from '@pcrm/platform';
import { openService, type OpenService } from '@pcrm/platform/testing';
import { AllocationModule, allocationDefinition } from '../src/index.js';

export const head: Identity = { staffId: 'h-1', role: 'outletHead', outletId: 'N01' };
export const otherHead: Identity = { staffId: 'h-2', role: 'outletHead', outletId: 'N02' };
export const manager: Identity = { staffId: 'm-1', role: 'clientManager', outletId: 'N01' };
export const branch: Identity = { staffId: 'b-1', role: 'branchManager' };
export const keeper: Identity = { staffId: 'a-1', role: 'administrator' };

export const openBranch = (now = '2026-06-15T02:00:00.000Z'): Promise<OpenService> =>
  openService(allocationDefinition, AllocationModule, { now });
