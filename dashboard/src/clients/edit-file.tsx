import { useState, type ReactNode } from 'react';
import { App, Button, Input, InputNumber } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Channel, Occupation, Orientation } from '@pcrm/contracts';
import { updateFile, type ClientCardData, type FileChange } from '../api/clients.js';
import { isChanged } from '../live/if-unchanged.js';
import { useCommand } from '../live/use-command.js';
import { Compare } from '../show/compare.js';
import { changedFields, mergedKeys, type Decided } from '../show/merge.js';
import { Failed } from '../show/shown.js';
import { comparedFile, onlyParts, type FileWords } from './compare-file.js';
import { Choice, Field, Pick as PickOne, Side } from '../show/side.js';

/** The parts of a file in the words of the page. */
function useFileWords(): FileWords {
  const { t } = useTranslation();
  return {
    label: (part) => t(`lacks.${part === 'idNumber' ? 'id' : part}`),
    missing: t('compare.none'),
    there: t('clients.onFile'),
    occupation: (value) => t(`occupation.${value}`),
    orientation: (value) => t(`orientation.${value}`),
    channel: (value) => t(`channel.${value}`),
    birthday: ({ calendar, month, day }) => t(`clients.day.${calendar}`, { month, day }),
  };
}

const OCCUPATIONS = [
  'governmentOfficial',
  'civilServant',
  'executive',
  'middleManager',
  'privateEntrepreneur',
  'scholar',
  'artsOrSportsStar',
  'homemaker',
] as const satisfies readonly Occupation[];
const ORIENTATIONS = ['relationship', 'value', 'service'] as const satisfies readonly Orientation[];
const CHANNELS = ['phone', 'meeting', 'sms', 'email', 'wechat'] as const satisfies readonly Channel[];

type Typed = {
  readonly name?: string;
  readonly phone?: string;
  readonly idNumber?: string;
  readonly calendar: 'solar' | 'lunar';
  readonly month?: number;
  readonly day?: number;
};

/** Only what was filled in or chosen anew is sent: what is masked here stays what it is. */
function changeOf(typed: Typed, chosen: Chosen): FileChange {
  const { name, phone, idNumber, calendar, month, day } = typed;
  return {
    ...(name?.trim() && { name: name.trim() }),
    ...(phone?.trim() && { phone: phone.trim() }),
    ...(idNumber?.trim() && { idNumber: idNumber.trim() }),
    ...(month && day && { birthday: { calendar, month, day } }),
    ...chosen,
  };
}
type Chosen = Pick<FileChange, 'occupation' | 'orientation' | 'preferredChannel'>;

/** Fills in what the file's minimum lacks. When somebody else changed it meanwhile, both are compared and nothing typed is lost. */
export function EditFile({
  client,
  revision,
  onClose,
}: {
  client: ClientCardData;
  revision: number | undefined;
  onClose: () => void;
}): ReactNode {
  const { t } = useTranslation();
  const { message } = App.useApp();
  // What was on the screen when the typing began: a save is measured against it, not against what has come in since.
  const [seen, setSeen] = useState({ client, revision });
  const [decided, setDecided] = useState<Decided>({});
  const words = useFileWords();
  const [typed, setTyped] = useState<Typed>({ calendar: 'solar' });
  const [chosen, setChosen] = useState<Chosen>({});
  const type = (by: Partial<Typed>): void => setTyped((before) => ({ ...before, ...by }));
  const choose = (by: Chosen): void => setChosen((before) => ({ ...before, ...by }));
  const update = useCommand(
    ({ body, on }: { body: FileChange; on: number | undefined }, commandId) =>
      updateFile(client.clientId, body, { commandId, revision: on }),
    {
      shownIn: ['client-list', 'client-card', 'progress-table'],
      onDone: () => {
        void message.success(t('state.saved'));
        onClose();
      },
    },
  );
  const body = changeOf(typed, chosen);
  const stale = isChanged(update.error);
  const compared = changedFields(comparedFile(seen.client, client, body, words));
  const result = mergedKeys(compared, decided);
  const comparing = stale && revision !== seen.revision;
  const save = (): void => {
    if (!comparing) return update.mutate({ body, on: seen.revision });
    if (!result) return;
    setSeen({ client, revision });
    setDecided({});
    const merged = onlyParts(body, result);
    if (Object.keys(merged).length > 0) return update.mutate({ body: merged, on: revision });
    void message.info(t('state.nothingLeft'));
    onClose();
  };
  const lacks = (part: ClientCardData['minimumMissing'][number]): string =>
    client.minimumMissing.includes(part) ? t('clients.missing') : t('clients.keepBlank');
  return (
    <Side
      title={t('clients.editFile', { name: client.name ?? client.clientNo ?? '' })}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{t('act.cancel')}</Button>
          <Button
            type="primary"
            disabled={Object.keys(body).length === 0 || (stale && !(comparing && result))}
            loading={update.isPending}
            onClick={save}
          >
            {t(comparing ? 'compare.save' : 'act.save')}
          </Button>
        </>
      }
    >
      <div className="form">
        {update.error && !stale && <Failed error={update.error} safe />}
        {stale && !comparing && <p role="status">{t('compare.loading')}</p>}
        {comparing && (
          <Compare
            fields={compared}
            decided={decided}
            onDecide={(key, taken) => setDecided((known) => ({ ...known, [key]: taken }))}
          />
        )}
        <Field label={t('field.name')} hint={lacks('name')}>
          <Input autoComplete="off" value={typed.name} onChange={({ target }) => type({ name: target.value })} />
        </Field>
        <Field label={t('field.phone')} hint={lacks('phone')}>
          <Input
            autoComplete="off"
            inputMode="tel"
            value={typed.phone}
            onChange={({ target }) => type({ phone: target.value })}
          />
        </Field>
        <Field label={t('clients.idNumber')} hint={lacks('id')}>
          <Input
            autoComplete="off"
            value={typed.idNumber}
            onChange={({ target }) => type({ idNumber: target.value })}
          />
        </Field>
        <BirthdayFields typed={typed} type={type} hint={lacks('birthday')} />
        <ChosenFields client={client} chosen={chosen} choose={choose} hint={lacks('occupation')} />
      </div>
    </Side>
  );
}

function BirthdayFields({
  typed: { calendar, month, day },
  type,
  hint,
}: {
  typed: Typed;
  type: (by: Partial<Typed>) => void;
  hint: string;
}): ReactNode {
  const { t } = useTranslation();
  return (
    <>
      <Choice
        label={t('clients.birthday')}
        value={calendar}
        onChange={(chosen) => type({ calendar: chosen })}
        options={(['solar', 'lunar'] as const).map((value) => ({ value, label: t(`clients.${value}`) }))}
      />
      <div className="field-pair">
        <Field label={t('clients.month')} hint={hint}>
          <InputNumber
            min={1}
            max={12}
            value={month ?? null}
            onChange={(value) => type(value ? { month: value } : {})}
          />
        </Field>
        <Field label={t('clients.dayOfMonth')}>
          <InputNumber min={1} max={31} value={day ?? null} onChange={(value) => type(value ? { day: value } : {})} />
        </Field>
      </div>
    </>
  );
}

function ChosenFields({
  client,
  chosen,
  choose,
  hint,
}: {
  client: ClientCardData;
  chosen: Chosen;
  choose: (by: Chosen) => void;
  hint: string;
}): ReactNode {
  const { t } = useTranslation();
  return (
    <>
      <Field label={t('clients.occupation')} hint={hint}>
        <PickOne
          label={t('clients.occupation')}
          none="—"
          value={chosen.occupation ?? client.occupation ?? undefined}
          options={OCCUPATIONS.map((value) => ({ value, label: t(`occupation.${value}`) }))}
          onChange={(occupation) => choose(occupation ? { occupation } : {})}
        />
      </Field>
      <Choice
        label={t('clients.orientation')}
        value={chosen.orientation ?? client.orientation ?? undefined}
        onChange={(orientation) => choose({ orientation })}
        options={ORIENTATIONS.map((value) => ({ value, label: t(`orientation.${value}`) }))}
      />
      <Choice
        label={t('clients.preferredChannel')}
        value={chosen.preferredChannel ?? client.preferredChannel ?? undefined}
        onChange={(preferredChannel) => choose({ preferredChannel })}
        options={CHANNELS.map((value) => ({ value, label: t(`channel.${value}`) }))}
      />
    </>
  );
}
