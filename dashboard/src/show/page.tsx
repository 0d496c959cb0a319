import type { ReactNode } from 'react';

/** A screen: its name, what can be done beside it, its parts. */
export const Page = ({
  title,
  beside,
  children,
}: {
  title: ReactNode;
  beside?: ReactNode;
  children: ReactNode;
}): ReactNode => (
  <div className="page">
    <header className="page-head">
      <h1>{title}</h1>
      <div className="page-beside">{beside}</div>
    </header>
    {children}
  </div>
);

/** A part of a screen with its heading. */
export const Panel = ({
  title,
  beside,
  children,
  className = '',
}: {
  title: ReactNode;
  beside?: ReactNode;
  children: ReactNode;
  className?: string;
}): ReactNode => (
  <section className={`panel ${className}`}>
    <header className="panel-head">
      <h2>{title}</h2>
      {beside && <div className="panel-beside">{beside}</div>}
    </header>
    {children}
  </section>
);
