import { useState, type ReactNode } from 'react';
import { Button, Input, InputNumber } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Channel, Occupation, Orientation } from '@pcrm/contracts';
import type { ClientCardData, FileChange } from '../api/clients.js';
import { Compare } from '../show/compare.js';
import { Failed } from '../show/shown.js';
import { useFileChange } from './use-file-change.js';
import { Choice, Field, Pick as PickOne, Side } from '../show/side.js';
import { useDraft } from '../show/use-draft.js';

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
  readonly calendar: 'solar' | 'lunar';
  readonly month?: number;
  readonly day?: number;
};

/** Only what was filled in or chosen anew is sent: what is masked here stays what it is. */
function changeOf({ typed, chosen }: Draft, idNumber: string): FileChange {
  const { name, phone, calendar, month, day } = typed;
  return {
    ...(name?.trim() && { name: name.trim() }),
    ...(phone?.trim() && { phone: phone.trim() }),
    ...(idNumber.trim() && { idNumber: idNumber.trim() }),
    ...(month && day && { birthday: { calendar, month, day } }),
    ...chosen,
  };
}
type Chosen = Pick<FileChange, 'occupation' | 'orientation' | 'preferredChannel'>;
/** What is kept while it is typed, and the revision that was on the screen then. A number of an identity card is not kept. */
type Draft = { readonly typed: Typed; readonly chosen: Chosen; readonly on: number | undefined };

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
  const blank: Draft = { typed: { calendar: 'solar' }, chosen: {}, on: revision };
  const [draft, change, drop] = useDraft<Draft>(`file.${client.clientId}`, blank);
  const [idNumber, setIdNumber] = useState('');
  const { typed, chosen } = draft;
  const type = (by: Partial<Typed>): void => change({ typed: { ...typed, ...by } });
  const choose = (by: Chosen): void => change({ chosen: { ...chosen, ...by } });
  const body = changeOf(draft, idNumber);
  const { error, saving, ready, comparing, waiting, compare, save } = useFileChange({
    client,
    revision,
    on: draft.on,
    body,
    onDone: () => {
      drop();
      onClose();
    },
  });
  const lacks = (part: ClientCardData['minimumMissing'][number]): string =>
    client.minimumMissing.includes(part) ? t('clients.missing') : t('clients.keepBlank');
  return (
    <Side
      title={t('clients.editFile', { name: client.name ?? client.clientNo ?? '' })}
      onClose={onClose}
      wide={comparing}
      footer={
        <>
          <Button onClick={onClose}>{t('act.cancel')}</Button>
          <Button type="primary" disabled={!ready} loading={saving} onClick={save}>
            {t(comparing ? 'compare.save' : 'act.save')}
          </Button>
        </>
      }
    >
      <div className="form">
        {error && <Failed error={error} safe />}
        {waiting && <p role="status">{t('compare.loading')}</p>}
        {comparing && <Compare {...compare} />}
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
          <Input autoComplete="off" value={idNumber} onChange={({ target }) => setIdNumber(target.value)} />
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
