import { coreZh } from './core.zh.js';
import { clientsZh } from './clients.zh.js';
import { engagementZh } from './engagement.zh.js';
import { signingZh } from './signing.zh.js';
import { branchZh } from './branch.zh.js';
import { reliefZh } from './relief.zh.js';
import { templateZh } from './template.zh.js';
import { keysZh } from './keys.zh.js';
import { whyZh } from './why.zh.js';

export const zh = {
  ...coreZh,
  ...clientsZh,
  ...engagementZh,
  ...signingZh,
  ...branchZh,
  ...whyZh,
  ...reliefZh,
  ...templateZh,
  ...keysZh,
} as const;
