import { useState, type ReactNode } from 'react';
import { Checkbox } from 'antd';
import { useTranslation } from 'react-i18next';
import { letters } from '../show/keyboard.js';
import { Side } from '../show/side.js';
import { keyGroups, screenKey } from './keys.js';
import { screensFor } from './menu.js';
import { useSession } from './session.js';

/** 帮助: every key and what it does, and the switch for single letters. */
export function Help({ onClose }: { onClose: () => void }): ReactNode {
  const { t } = useTranslation();
  const session = useSession();
  const [on, setOn] = useState(letters.on);
  const turn = (next: boolean): void => {
    letters.turn(next);
    setOn(next);
  };
  return (
    <Side title={t('keys.title')} onClose={onClose}>
      <Checkbox checked={on} onChange={({ target }) => turn(target.checked)}>
        {t('keys.on')}
      </Checkbox>
      <p className="muted">{t('keys.onHint')}</p>
      {keyGroups(session.permissions).map(({ name, lines }) => (
        <section key={name}>
          <h3>{t(`keys.${name}`)}</h3>
          <dl className="keys">
            {lines.map(({ keys, word }) => (
              <div key={keys + word}>
                <dt>
                  {keys.split(' ').map((key) => (
                    <kbd key={key}>{key}</kbd>
                  ))}
                </dt>
                <dd>{t(`keys.do.${word}`)}</dd>
              </div>
            ))}
          </dl>
        </section>
      ))}
      <section>
        <h3>{t('keys.screens')}</h3>
        <dl className="keys">
          {screensFor(session).map((screen) => (
            <div key={screen.name}>
              <dt>
                {screenKey(screen)
                  .split(' ')
                  .map((key) => (
                    <kbd key={key}>{key}</kbd>
                  ))}
              </dt>
              <dd>{t(`nav.${screen.name}`)}</dd>
            </div>
          ))}
        </dl>
      </section>
    </Side>
  );
}
