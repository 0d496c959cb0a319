import { useState, type ReactNode } from 'react';
import { App, Button, Form, Input } from 'antd';
import { useTranslation } from 'react-i18next';
import { addUser, resetDemo, setDisabled, setPassword, users, type User } from '../api/users.js';
import { useCommand } from '../live/use-command.js';
import { useView } from '../live/use-view.js';
import { useDirectory, useMay, useSession, useToday } from '../shell/session.js';
import { shortTime } from '../show/dates.js';
import { Page, Panel } from '../show/page.js';
import { Empty, Failed, Shown } from '../show/shown.js';
import { Side } from '../show/side.js';
import { Sideways } from '../show/sideways.js';

const SHOWN_IN = ['users'];

/** 系统管理: who may sign in. No client's data here. */
export function Administration(): ReactNode {
  const { t } = useTranslation();
  const { demo } = useSession();
  const { staffName } = useDirectory();
  const today = useToday();
  const mayReset = useMay('operations.act');
  const [adding, setAdding] = useState(false);
  const [changing, setChanging] = useState<string>();
  const asked = useView(['users'], users, { views: ['users'] });
  const lock = useCommand(({ userId, disabled }: Pick<User, 'userId' | 'disabled'>) => setDisabled(userId, disabled), {
    shownIn: SHOWN_IN,
  });
  return (
    <Page title={t('nav.admin')} beside={demo && mayReset && <ResetDemo />}>
      <Panel
        title={t('admin.users')}
        beside={
          <Button type="primary" onClick={() => setAdding(true)}>
            {t('admin.addUser')}
          </Button>
        }
      >
        {lock.error && <Failed error={lock.error} />}
        <Shown asked={asked} isEmpty={({ items }) => items.length === 0} empty={<Empty>{t('admin.noUsers')}</Empty>}>
          {({ items }) => (
            <Sideways label={t('admin.users')}>
              <table className="small">
                <thead>
                  <tr>
                    <th scope="col">{t('signIn.user')}</th>
                    <th scope="col">{t('field.staff')}</th>
                    <th scope="col">{t('admin.since')}</th>
                    <th scope="col">{t('field.status')}</th>
                    <th scope="col">{t('field.actions')}</th>
                  </tr>
                </thead>
                <tbody>
                  {items.map(({ userId, staffId, createdAt, disabled, administrator }) => (
                    <tr key={userId}>
                      <th scope="row">{userId}</th>
                      <td>
                        {staffName(staffId)}{' '}
                        {administrator && <small className="muted">{t('role.administrator')}</small>}
                      </td>
                      <td>{shortTime(createdAt, today)}</td>
                      <td className={disabled ? 'late' : 'good'}>{t(disabled ? 'admin.locked' : 'admin.active')}</td>
                      <td className="row">
                        <Button onClick={() => setChanging(userId)}>{t('admin.newPassword')}</Button>
                        <Button onClick={() => lock.mutate({ userId, disabled: !disabled })}>
                          {t(disabled ? 'admin.unlock' : 'admin.lock')}
                        </Button>
                      </td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </Sideways>
          )}
        </Shown>
      </Panel>
      {adding && <UserForm onClose={() => setAdding(false)} />}
      {changing && <UserForm userId={changing} onClose={() => setChanging(undefined)} />}
    </Page>
  );
}

function ResetDemo(): ReactNode {
  const { t } = useTranslation();
  const { message, modal } = App.useApp();
  const reset = useCommand((_: void) => resetDemo(), {
    shownIn: SHOWN_IN,
    onDone: () => void message.success(t('admin.wasReset')),
  });
  const ask = (): void => {
    modal.confirm({
      title: t('admin.reset'),
      content: t('admin.resetHint'),
      okText: t('act.confirm'),
      cancelText: t('act.cancel'),
      onOk: () => reset.mutate(),
    });
  };
  return (
    <>
      {reset.error && <Failed error={reset.error} slim />}
      <Button loading={reset.isPending} onClick={ask}>
        {t('admin.reset')}
      </Button>
    </>
  );
}

type Entered = { readonly userId: string; readonly staffId: string; readonly password: string };

function UserForm({ userId, onClose }: { userId?: string; onClose: () => void }): ReactNode {
  const { t } = useTranslation();
  const [form] = Form.useForm<Entered>();
  const save = useCommand(
    (entered: Entered) => (userId === undefined ? addUser(entered) : setPassword(userId, entered.password)),
    { shownIn: SHOWN_IN, onDone: onClose },
  );
  const required = { required: true, message: t('signIn.required') };
  return (
    <Side
      title={userId === undefined ? t('admin.addUser') : t('admin.passwordOf', { userId })}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{t('act.cancel')}</Button>
          <Button type="primary" loading={save.isPending} onClick={() => form.submit()}>
            {t('act.save')}
          </Button>
        </>
      }
    >
      {save.error && <Failed error={save.error} safe />}
      <Form<Entered> form={form} layout="vertical" requiredMark={false} onFinish={(entered) => save.mutate(entered)}>
        {userId === undefined && (
          <>
            <Form.Item name="userId" label={t('signIn.user')} rules={[required]}>
              <Input autoComplete="off" />
            </Form.Item>
            <Form.Item name="staffId" label={t('admin.staffId')} rules={[required]}>
              <Input autoComplete="off" />
            </Form.Item>
          </>
        )}
        <Form.Item
          name="password"
          label={t('signIn.password')}
          extra={t('signIn.passwordHint')}
          rules={[required, { min: 10, message: t('signIn.passwordHint') }]}
        >
          <Input.Password autoComplete="new-password" />
        </Form.Item>
      </Form>
    </Side>
  );
}
