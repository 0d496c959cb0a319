import type { SigningStage } from '@pcrm/contracts';
import { ALL_STAGES } from './stages.js';

/** A saved view of the progress table as its address has it: codes only. */
export type PipelineView = { readonly stage?: SigningStage; readonly staff?: string; readonly layout?: 'board' };

const CODE = /^[A-Za-z0-9][A-Za-z0-9-]{0,31}$/;

export function pipelineSearch({ stage: asked, staff, layout }: Record<string, unknown>): PipelineView {
  const stage = ALL_STAGES.find((code) => code === asked);
  return {
    ...(stage && { stage }),
    ...(typeof staff === 'string' && CODE.test(staff) && { staff }),
    ...(layout === 'board' && { layout }),
  };
}
