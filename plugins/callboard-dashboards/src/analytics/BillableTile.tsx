import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { ComparedNumber } from '@callboard/plugin-callboard-common';
import { formatMinutes } from '@callboard/plugin-callboard-react';
import { callboardDashboardsAnalyticsTranslationRef } from './analyticsTranslation';
import { NumberTile } from './NumberTile';

const percent = new Intl.NumberFormat(undefined, { style: 'percent' });

/** A share in whole percent; null without a whole. */
const computePercent = (part: number | null, whole: number | null) =>
  part === null || !whole ? null : Math.round((100 * part) / whole);

/** The billable share of the time. */
export function BillableTile(props: {
  logged: ComparedNumber;
  billable: ComparedNumber;
}) {
  const { t } = useTranslationRef(callboardDashboardsAnalyticsTranslationRef);
  const { logged, billable } = props;
  const share = computePercent(billable.count, logged.count);
  const before = computePercent(billable.filter_count, logged.filter_count);
  return (
    <NumberTile
      label={t('number.billable')}
      number={{
        count: share ?? 0,
        filter_count: share === null ? null : before,
      }}
      words={{
        value: points => percent.format(points / 100),
        difference: points => t('trend.points', { count: points }),
      }}
      goodDirection="neutral"
      note={t('number.ofLogged', {
        billable: formatMinutes(billable.count),
        logged: formatMinutes(logged.count),
      })}
    >
      {share === null ? '–' : percent.format(share / 100)}
    </NumberTile>
  );
}
