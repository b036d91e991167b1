import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { DurationText } from '@callboard/plugin-callboard-react';
import type { AnalyticsScope } from './AnalyticsScope';
import { callboardDashboardsAnalyticsTranslationRef } from './analyticsTranslation';
import { BillableTile } from './BillableTile';
import { ChartAndTableSkeleton } from './ChartAndTableSkeleton';
import { countWords } from './countWords';
import { minuteLabels } from './minuteLabels';
import { NumberTile } from './NumberTile';
import { TabAnswer } from './TabAnswer';
import { TileRow } from './TileRow';
import { TileSkeletons } from './TileSkeletons';
import { TimeOverTime } from './TimeOverTime';
import { TimeShares } from './TimeShares';
import { useAnalytics } from './useAnalytics';

const counted = ['time'] as const;

/** Logged time by resource and date. */
export function TimeTab(props: { scope: AnalyticsScope }) {
  const { t } = useTranslationRef(callboardDashboardsAnalyticsTranslationRef);
  const { scope } = props;
  const query = useAnalytics('time', scope);
  const label = t('tabs.time');
  return (
    <TabAnswer
      query={query}
      scope={scope}
      counts={counted}
      skeleton={
        <>
          <TileSkeletons label={label} count={3} />
          <ChartAndTableSkeleton />
        </>
      }
    >
      {data => (
        <>
          <TileRow label={label}>
            <NumberTile
              label={t('number.logged_minutes')}
              number={data.logged_minutes}
              words={minuteLabels}
              goodDirection="neutral"
            >
              <DurationText minutes={data.logged_minutes.count} />
            </NumberTile>
            <BillableTile
              logged={data.logged_minutes}
              billable={data.billable_minutes}
            />
            <NumberTile
              label={t('number.people')}
              number={data.people}
              words={countWords}
              goodDirection="neutral"
            />
          </TileRow>
          <TimeOverTime data={data} />
          {data.logged_minutes.count > 0 && (
            <TimeShares data={data} scope={scope} />
          )}
        </>
      )}
    </TabAnswer>
  );
}
