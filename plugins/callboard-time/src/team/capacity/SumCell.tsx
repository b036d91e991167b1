import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { formatMinutes } from '@callboard/plugin-callboard-react';
import { callboardTimeTeamTranslationRef } from '../teamTranslation';
import { bandLooks } from './bandLooks';
import { bandOf } from './bandOf';

/** How much of what is expected is logged, as a mark and a share; in words for ears. */
export function SumCell(props: {
  expected_minutes: number;
  logged_minutes: number;
  ratio: number | null;
  /** Whether the last of its days has come. */
  isOver: boolean;
}) {
  const { t } = useTranslationRef(callboardTimeTeamTranslationRef);
  const { expected_minutes: expected, logged_minutes: logged, ratio } = props;
  const band = bandOf(expected, logged, props.isOver);
  const sum = t('capacity.sum', {
    logged: formatMinutes(logged),
    expected: formatMinutes(expected),
  });
  return (
    <span role="cell" className="sum" title={sum}>
      <span className={band} aria-hidden>
        {bandLooks[band].mark}
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
