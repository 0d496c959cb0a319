import { coreEn } from './core.en.js';
import { clientsEn } from './clients.en.js';
import { engagementEn } from './engagement.en.js';
import { signingEn } from './signing.en.js';
import { branchEn } from './branch.en.js';
import { reliefEn } from './relief.en.js';
import { templateEn } from './template.en.js';
import { keysEn } from './keys.en.js';
import { whyEn } from './why.en.js';

export const en = {
  ...coreEn,
  ...clientsEn,
  ...engagementEn,
  ...signingEn,
  ...branchEn,
  ...whyEn,
  ...reliefEn,
  ...templateEn,
  ...keysEn,
};
