import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { ByRule } from '../api/engagement.js';
import { GRADE_SIGNS, gradeOf, rateOf, SHOWN_RULES } from './rates.js';

/** The heads of the columns of {@link RuleCells}. */
export function RuleHeads(): ReactNode {
  const { t } = useTranslation();
  return SHOWN_RULES.map((rule) => (
    <th key={rule} scope="col">
      <span className="rule">{rule}</span> {t(`rule.${rule}`)}
    </th>
  ));
}

/** A rate per rule: number, sign and colour. */
export function RuleCells({ rules }: { rules: ByRule }): ReactNode {
  const { t } = useTranslation();
  return SHOWN_RULES.map((rule) => {
    const rate = rateOf(rules[rule]);
    if (!rate)
      return (
        <td key={rule} className="muted">
          —
        </td>
      );
    const grade = gradeOf(rate.percent);
    return (
      <td key={rule} className={`heat heat-${grade}`}>
        <b>{rate.percent}%</b>
        <span aria-hidden="true">{GRADE_SIGNS[grade]}</span>{' '}
        <small>
          {rate.met}/{rate.of}
          {rate.waived > 0 && ` ${t('relief.included', { n: rate.waived })}`}
        </small>
      </td>
    );
  });
}

/** What the colours mean. */
export function Legend(): ReactNode {
  return (
    <span className="legend" aria-hidden="true">
      <i className="heat heat-met">▲ ≥90%</i>
      <i className="heat heat-open">△ 60–89%</i>
      <i className="heat heat-atRisk">▽ 30–59%</i>
      <i className="heat heat-missed">▼ &lt;30%</i>
    </span>
  );
}
