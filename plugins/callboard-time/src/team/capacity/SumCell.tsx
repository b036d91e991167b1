import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { MemberCapacity } from '@callboard/plugin-callboard-common';
import { formatMinutes } from '@callboard/plugin-callboard-react';
import { callboardTimeTeamTranslationRef } from '../teamTranslation';
import { bandStyles } from './bandStyles';
import { getTimeBand } from './getTimeBand';

/**
 * The share of expected time that is logged, as a symbol and a percentage, with a text for screen
 * readers.
 */
export function SumCell(props: {
  sum: Pick<MemberCapacity, 'expected_minutes' | 'logged_minutes' | 'ratio'>;
  /** The days of the total. */
  days: Readonly<MemberCapacity['days']>;
  today: string;
}) {
  const { t } = useTranslationRef(callboardTimeTeamTranslationRef);
  const { days, today } = props;
  const {
    expected_minutes: expected,
    logged_minutes: logged,
    ratio,
  } = props.sum;
  const due = days
    .filter(({ date }) => date < today)
    .reduce((minutes, day) => minutes + day.expected_minutes, 0);
  const band = getTimeBand(expected, logged, due);
  const sum = t('capacity.sum', {
    logged: formatMinutes(logged),
    expected: formatMinutes(expected),
  });
  return (
    <span role="cell" className="sum" title={sum}>
      <span className={band} aria-hidden>
        {bandStyles[band].symbol}
      </span>{' '}
      {ratio !== null &&
        t('capacity.percent', {
          percent: String(Math.round(ratio * 100)),
        })}{' '}
      <span className="unseen">
        {t(`capacity.band.${band}`)}, {sum}
      </span>
    </span>
  );
}
