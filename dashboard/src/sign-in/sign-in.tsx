import { useState, type ReactNode } from 'react';
import { Button, Form, Input } from 'antd';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { StaffRole } from '@pcrm/contracts';
import { personas, setUp, signIn, signInAs, type Persona, type Session } from '../api/session.js';
import { Failed, Shown } from '../show/shown.js';
import { speak, useLanguage } from '../words/i18n.js';

/** The one-time link of a new branch carries its token behind the hash, which never leaves the browser by itself. */
const setupToken = (): string | undefined =>
  location.pathname === '/setup' && location.hash.length > 1 ? location.hash.slice(1) : undefined;

const ROLES = [
  'clientManager',
  'outletHead',
  'lobbyManager',
  'teller',
  'financialAdviser',
  'wealthAdviser',
  'branchManager',
  'branchAnalyst',
  'compliance',
  'administrator',
] as const satisfies readonly StaffRole[];

/** The people that may be picked, by what they do. */
const byRole = (people: readonly Persona[]): readonly (readonly [StaffRole, readonly Persona[]])[] =>
  ROLES.map((role) => [role, people.filter((person) => person.role === role)] as const).filter(
    ([, persons]) => persons.length > 0,
  );

/** The way in: one click on a person of the demo branch, otherwise user and password. */
export function SignIn({ onSignedIn }: { onSignedIn: (session: Session) => void }): ReactNode {
  const { t } = useTranslation();
  const language = useLanguage();
  const [token] = useState(setupToken);
  const people = useQuery({
    queryKey: ['personas'],
    queryFn: personas,
    staleTime: Infinity,
    enabled: token === undefined,
  });
  const entered = (session: Session): void => {
    if (token !== undefined) history.replaceState(null, '', '/');
    onSignedIn(session);
  };
  return (
    <main className="way-in">
      <div className="way-in-box">
        <header>
          <img src="/mark.svg" alt="" width="40" height="40" />
          <div>
            <h1>{t('app.name')}</h1>
            <p lang="en" className="muted">
              Personal clients, relationship by relationship
            </p>
          </div>
          <Button type="text" onClick={() => void speak(language === 'zh' ? 'en' : 'zh-CN')}>
            <span lang={language === 'zh' ? 'en' : 'zh-CN'}>{t('app.otherLanguage')}</span>
          </Button>
        </header>
        {token !== undefined ? (
          <Password onSignedIn={entered} token={token} />
        ) : (
          <>
            {people.isPending && <p className="muted">{t('signIn.loading')}</p>}
            <Shown asked={people} shape="lines">
              {(list) =>
                list.length > 0 ? <Personas people={list} onSignedIn={entered} /> : <Password onSignedIn={entered} />
              }
            </Shown>
          </>
        )}
      </div>
    </main>
  );
}

function Personas({
  people,
  onSignedIn,
}: {
  people: readonly Persona[];
  onSignedIn: (session: Session) => void;
}): ReactNode {
  const { t } = useTranslation();
  const [byPassword, setByPassword] = useState(false);
  const entering = useMutation({ mutationFn: signInAs, onSuccess: onSignedIn });
  if (byPassword) return <Password onSignedIn={onSignedIn} />;
  return (
    <>
      <p className="demo-band">{t('app.demoBand')}</p>
      <h2>{t('signIn.pick')}</h2>
      {entering.error && <Failed error={entering.error} />}
      <dl className="personas">
        {byRole(people).map(([role, persons]) => (
          <div key={role}>
            <dt>{t(`role.${role}`)}</dt>
            <dd>
              {persons.map(({ staffId, name, outletId, outletName }) => (
                <button
                  key={staffId}
                  type="button"
                  disabled={entering.isPending}
                  onClick={() => entering.mutate(staffId)}
                >
                  {name} <small>{outletName ?? outletId?.toUpperCase()}</small>
                </button>
              ))}
            </dd>
          </div>
        ))}
      </dl>
      <Button type="link" onClick={() => setByPassword(true)}>
        {t('signIn.byPassword')}
      </Button>
    </>
  );
}

type Entered = { readonly userId: string; readonly password: string };

function Password({ onSignedIn, token }: { onSignedIn: (session: Session) => void; token?: string }): ReactNode {
  const { t } = useTranslation();
  const entering = useMutation({
    mutationFn: ({ userId, password }: Entered) =>
      token === undefined ? signIn(userId, password) : setUp(token, userId, password),
    onSuccess: onSignedIn,
  });
  const required = [{ required: true, message: t('signIn.required') }];
  return (
    <>
      <h2>{t(token === undefined ? 'signIn.title' : 'signIn.first')}</h2>
      {entering.error && <Failed error={entering.error} />}
      <Form<Entered>
        layout="vertical"
        size="large"
        requiredMark={false}
        onFinish={(entered) => entering.mutate(entered)}
      >
        <Form.Item name="userId" label={t('signIn.user')} rules={required}>
          <Input autoComplete="username" autoFocus />
        </Form.Item>
        <Form.Item
          name="password"
          label={t('signIn.password')}
          rules={required}
          {...(token !== undefined && { extra: t('signIn.passwordHint') })}
        >
          <Input.Password autoComplete={token === undefined ? 'current-password' : 'new-password'} />
        </Form.Item>
        <Button type="primary" htmlType="submit" block loading={entering.isPending}>
          {t('signIn.enter')}
        </Button>
      </Form>
    </>
  );
}
