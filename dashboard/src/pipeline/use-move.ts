import { App } from 'antd';
import { useTranslation } from 'react-i18next';
import type { UseMutationResult } from '@tanstack/react-query';
import { advance, opportunity, type ProgressLine } from '../api/engagement.js';
import { useCommand } from '../live/use-command.js';
import { useSigningWords } from './signing-words.js';
import type { OpenStage } from './stages.js';
import type { Acting } from './use-opportunity.js';
import { signingNow, type WhereNow } from './where-now.js';

export const SHOWN_IN = ['progress-table', 'contact-duties', 'client-list'];
type Step = { readonly to: OpenStage; readonly reason?: string };

/** Moves an opportunity and tells where it is then. Signing cannot be taken back: it is asked whom, and as what. */
export function useMove({ line, acting, onDone }: { line: ProgressLine; acting: Acting; onDone: () => void }): {
  readonly move: UseMutationResult<WhereNow, Error, Step>;
  readonly ask: (step: Step) => void;
} {
  const { t } = useTranslation();
  const { modal } = App.useApp();
  const tell = useTelling();
  const { opportunityId, targetTier } = line;
  const name = line.clientName ?? line.clientId.slice(0, 8);
  const move = useCommand(
    async (step: Step, commandId): Promise<WhereNow> => {
      await acting((revision) => advance(opportunityId, step, commandId, revision));
      if (step.to !== 'SIGNING') return { kind: 'moved', stage: step.to };
      return await signingNow(async () => (await opportunity(opportunityId)).body);
    },
    {
      shownIn: SHOWN_IN,
      onDone: (now) => {
        tell(name, now);
        onDone();
      },
    },
  );
  const ask = (step: Step): void => {
    if (step.to !== 'SIGNING') return move.mutate(step);
    const tier = t(`tier.${targetTier}`);
    modal.confirm({
      title: t('signing.title', { name, tier }),
      content: t('signing.hint', { tier }),
      okText: t('signing.confirm'),
      cancelText: t('act.cancel'),
      onOk: () => move.mutate(step),
    });
  };
  return { move, ask };
}

function useTelling(): (name: string, now: WhereNow) => void {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const { refusalOf } = useSigningWords();
  return (name, now) => {
    switch (now.kind) {
      case 'moved':
        return void message.success(t('pipeline.moved', { name, stage: t(`stage.${now.stage}`) }));
      case 'signed':
        return void message.success(t('signing.signed', { name, tier: t(`tier.${now.tier}`) }));
      case 'refused':
        return void message.warning(t('signing.refused', { name, why: refusalOf(now.code) }));
      case 'asked':
        return void message.info(t('signing.asked', { name }));
    }
  };
}
