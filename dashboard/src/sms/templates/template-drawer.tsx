import { useState, type ReactNode } from 'react';
import { App, Button } from 'antd';
import { useTranslation } from 'react-i18next';
import {
  approveTemplate,
  draftTemplate,
  reviseTemplate,
  withdrawTemplate,
  type TemplateEntry,
  type Wording,
} from '../../api/templates.js';
import { useCommand } from '../../live/use-command.js';
import { useDirectory, useMay, useSession } from '../../shell/session.js';
import { Failed } from '../../show/shown.js';
import { Side } from '../../show/side.js';
import { useDraft } from '../../show/use-draft.js';
import { TemplatePreview } from './template-preview.js';
import { undeclared } from './wording.js';
import { WordingForm } from './wording-form.js';

const SHOWN_IN = ['templates'];
const BLANK: Wording = { name: '', kind: 'greeting', occasion: null, text: '', variables: [] };

/** One template: what is in use, what waits, and another wording. Maker and checker are two people. */
export function TemplateDrawer({
  entry,
  revision,
  onClose,
}: {
  entry: TemplateEntry | undefined;
  revision: number | undefined;
  onClose: () => void;
}): ReactNode {
  const { t } = useTranslation();
  const mayWrite = useMay('template.write');
  const [writing, setWriting] = useState(entry === undefined);
  const shown = entry?.draft ?? entry?.approved;
  if (writing && mayWrite)
    return <Write entry={entry} onBack={entry ? () => setWriting(false) : onClose} onClose={onClose} />;
  return (
    <Side wide title={shown?.name ?? t('template.withdrawn')} onClose={onClose}>
      {entry && <Standing entry={entry} revision={revision} />}
      {mayWrite && (
        <p>
          <Button onClick={() => setWriting(true)}>{t('template.revise')}</Button>
        </p>
      )}
    </Side>
  );
}

/** The wording in use and the one that waits, each as it would leave, with what may be done about it. */
function Standing({
  entry: { templateId, approved, draft },
  revision,
}: {
  entry: TemplateEntry;
  revision: number | undefined;
}): ReactNode {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const { staffId: me } = useSession();
  const { staffName } = useDirectory();
  const mayApprove = useMay('template.approve');
  const approve = useCommand(
    (version: number, commandId) => approveTemplate(templateId, version, { commandId, revision }),
    { shownIn: SHOWN_IN, onDone: () => void message.success(t('template.approved')) },
  );
  const withdraw = useCommand((_: void, commandId) => withdrawTemplate(templateId, { commandId, revision }), {
    shownIn: SHOWN_IN,
    onDone: () => void message.success(t('template.wasWithdrawn')),
  });
  const failed = approve.error ?? withdraw.error;
  return (
    <>
      {failed && <Failed error={failed} safe />}
      {draft && (
        <section>
          <h3>{t('template.waits', { version: draft.version, name: staffName(draft.draftedBy) })}</h3>
          <TemplatePreview wording={draft} />
          {mayApprove &&
            (draft.draftedBy === me ? (
              <p className="soon">{t('template.notByMaker')}</p>
            ) : (
              <p>
                <Button type="primary" loading={approve.isPending} onClick={() => approve.mutate(draft.version)}>
                  {t('template.approve')}
                </Button>
              </p>
            ))}
        </section>
      )}
      {approved && (
        <section>
          <h3>{t('template.inUse', { version: approved.version })}</h3>
          <TemplatePreview wording={approved} />
        </section>
      )}
      {!approved && !draft && <p className="muted">{t('template.withdrawnHint')}</p>}
      {mayApprove && (approved ?? draft) && (
        <details className="danger">
          <summary>{t('template.withdraw')}</summary>
          <p>{t('template.withdrawHint')}</p>
          <Button danger loading={withdraw.isPending} onClick={() => withdraw.mutate()}>
            {t('template.withdraw')}
          </Button>
        </details>
      )}
    </>
  );
}

/** Another wording, or a first one; it waits for a second person. What is typed stays until it is saved. */
function Write({
  entry,
  onBack,
  onClose,
}: {
  entry: TemplateEntry | undefined;
  onBack: () => void;
  onClose: () => void;
}): ReactNode {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const { name, kind, occasion, text, variables } = entry?.draft ?? entry?.approved ?? BLANK;
  const [wording, change, drop] = useDraft<Wording>(`template.${entry?.templateId ?? 'new'}`, {
    ...{ name, kind, occasion, text, variables },
  });
  const save = useCommand(
    (asked: Wording, commandId) =>
      entry ? reviseTemplate(entry.templateId, asked, commandId) : draftTemplate(asked, commandId),
    {
      shownIn: SHOWN_IN,
      onDone: () => {
        drop();
        void message.success(t('template.drafted'));
        onClose();
      },
    },
  );
  const ready = wording.name.trim() !== '' && wording.text.trim() !== '' && undeclared(wording).length === 0;
  return (
    <Side
      wide
      title={entry ? t('template.reviseTitle', { name: wording.name }) : t('template.create')}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onBack}>{t('act.cancel')}</Button>
          <Button type="primary" disabled={!ready} loading={save.isPending} onClick={() => save.mutate(wording)}>
            {t('template.submit')}
          </Button>
        </>
      }
    >
      {save.error && <Failed error={save.error} safe />}
      <WordingForm wording={wording} change={change} />
      <TemplatePreview wording={wording} />
      <p className="muted">{t('template.second')}</p>
    </Side>
  );
}
