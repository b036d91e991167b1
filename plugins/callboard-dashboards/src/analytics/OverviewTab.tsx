import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { DurationText } from '@callboard/plugin-callboard-react';
import { useSearchParams } from 'react-router-dom';
import { getTabPath } from './getTabPath';
import type { AnalyticsScope } from './AnalyticsScope';
import { callboardDashboardsAnalyticsTranslationRef } from './analyticsTranslation';
import { countWords } from './countWords';
import { minuteLabels } from './minuteLabels';
import { NumberTile } from './NumberTile';
import { TabAnswer } from './TabAnswer';
import { TileRow } from './TileRow';
import { TileSkeletons } from './TileSkeletons';
import { useAnalytics } from './useAnalytics';

type CountedResource = 'projects' | 'members' | 'cycles' | 'modules';

/** The resources to count. Omits those whose counts would ignore a filter, as they would mislead. */
function listCountedResources({
  project,
  department,
}: AnalyticsScope): CountedResource[] {
  if (department) {
    return [];
  }
  return project
    ? ['cycles', 'modules']
    : ['projects', 'members', 'cycles', 'modules'];
}

const counted = ['work', 'time'] as const;

/** Counts of new and of finished work. */
export function OverviewTab(props: { scope: AnalyticsScope }) {
  const { t } = useTranslationRef(callboardDashboardsAnalyticsTranslationRef);
  const { scope } = props;
  const query = useAnalytics('overview', scope);
  const [search] = useSearchParams();
  const resources = listCountedResources(scope);
  const label = t('tabs.overview');
  return (
    <TabAnswer
      query={query}
      scope={scope}
      counts={counted}
      skeleton={<TileSkeletons label={label} count={3 + resources.length} />}
    >
      {data => (
        <TileRow label={label}>
          <NumberTile
            label={t('number.work_items')}
            number={data.work_items}
            words={countWords}
            goodDirection="neutral"
            to={getTabPath(search, 'work')}
          />
          <NumberTile
            label={t('number.completed')}
            number={data.completed}
            words={countWords}
            goodDirection="more"
            to={getTabPath(search, 'work')}
          />
          <NumberTile
            label={t('number.logged_minutes')}
            number={data.logged_minutes}
            words={minuteLabels}
            goodDirection="neutral"
            to={getTabPath(search, 'time')}
          >
            <DurationText minutes={data.logged_minutes.count} />
          </NumberTile>
          {resources.map(name => (
            <NumberTile
              key={name}
              label={t(`number.${name}`)}
              number={data[name]}
              words={countWords}
              goodDirection="neutral"
            />
          ))}
        </TileRow>
      )}
    </TabAnswer>
  );
}
