import { useEffect, useState, type ReactNode } from 'react';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { asProblem, isUnsure, type Problem } from '../api/problem.js';
import { isChanged } from '../live/if-unchanged.js';

type Shape = 'rows' | 'cards' | 'lines';
type Asked<Data> = {
  readonly data: Data | undefined;
  readonly error: unknown;
  readonly isFetching: boolean;
  readonly refetch: () => unknown;
};

/** What a query found; before that its shape, after a failure what failed and what to do, and a reason where there is nothing. */
export function Shown<Data>({
  asked,
  shape = 'rows',
  empty,
  isEmpty = () => false,
  children,
}: {
  asked: Asked<Data>;
  shape?: Shape;
  empty?: ReactNode;
  isEmpty?: (data: Data) => boolean;
  children: (data: Data) => ReactNode;
}): ReactNode {
  const { data, error } = asked;
  if (data === undefined && error) return <Failed error={error} again={() => asked.refetch()} />;
  if (data === undefined) return <Waiting shape={shape} />;
  const shown = isEmpty(data) ? empty : children(data);
  return (
    <>
      {error ? <Failed error={error} again={() => asked.refetch()} slim /> : null}
      {shown}
    </>
  );
}

/** The shape of what is coming; nothing in the first 150 ms, so that quick answers do not flicker. */
export function Waiting({ shape = 'rows' }: { shape?: Shape }): ReactNode {
  const { t } = useTranslation();
  const [late, setLate] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), 150);
    return () => clearTimeout(timer);
  }, []);
  return (
    <div className={`waiting waiting-${shape}`} role="status" aria-label={t('state.loading')}>
      {late && Array.from({ length: shape === 'cards' ? 4 : 8 }, (_, index) => <span key={index} aria-hidden="true" />)}
    </div>
  );
}

const sentenceOf = (problem: Problem, words: { denied: string; notFound: string }): string => {
  if (problem.status === 403) return words.denied;
  if (problem.status === 404) return words.notFound;
  return problem.message;
};

/** What failed, whether the work is safe, a way to try again, and the trace id to hand to whoever looks after the platform. */
export function Failed({
  error,
  again,
  safe = false,
  slim = false,
}: {
  error: unknown;
  again?: (() => unknown) | undefined;
  safe?: boolean;
  slim?: boolean;
}): ReactNode {
  const { t } = useTranslation();
  const problem = asProblem(error);
  return (
    <div className={slim ? 'failed failed-slim' : 'failed'} role="alert">
      <strong>{sentenceOf(problem, { denied: t('state.denied'), notFound: t('state.notFound') })}</strong>
      {problem.rule && <span className="rule">{t('state.rule', { rule: problem.rule })}</span>}
      {problem.errors.map(({ field, message }) => (
        <span key={field + message} className="muted">{`${field}: ${message}`}</span>
      ))}
      {isChanged(problem) && <span>{t('state.readAgain')}</span>}
      {safe && <span className="muted">{t(isUnsure(problem) ? 'state.unsure' : 'state.safe')}</span>}
      {problem.traceId && problem.status >= 500 && <Trace id={problem.traceId} />}
      {again && problem.status !== 403 && (
        <Button size="small" onClick={() => void again()}>
          {t('act.retry')}
        </Button>
      )}
    </div>
  );
}

function Trace({ id }: { id: string }): ReactNode {
  const { t } = useTranslation();
  const [copied, setCopied] = useState(false);
  const copy = (): void => {
    void navigator.clipboard?.writeText(id).then(() => setCopied(true));
  };
  return (
    <span className="trace">
      {t('state.trace')} <code>{id}</code>{' '}
      <Button size="small" type="text" onClick={copy}>
        {copied ? t('act.copied') : t('act.copy')}
      </Button>
    </span>
  );
}

/** Why there is nothing, and what to do next. */
export const Empty = ({ children, act }: { children: ReactNode; act?: ReactNode }): ReactNode => (
  <div className="empty">
    <p>{children}</p>
    {act}
  </div>
);
