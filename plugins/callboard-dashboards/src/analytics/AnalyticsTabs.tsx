import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Tab from '@mui/material/Tab';
import Tabs from '@mui/material/Tabs';
import { Link as RouterLink, useSearchParams } from 'react-router-dom';
import { getTabPath } from './getTabPath';
import { analyticsTabNames, type AnalyticsTabName } from './analyticsTabs';
import { callboardDashboardsAnalyticsTranslationRef } from './analyticsTranslation';

/** The tabs, each with its own address and the same filters. */
export function AnalyticsTabs(props: { tab: AnalyticsTabName; id: string }) {
  const { t } = useTranslationRef(callboardDashboardsAnalyticsTranslationRef);
  const [search] = useSearchParams();
  return (
    <Tabs
      value={props.tab}
      aria-label={t('tabs.label')}
      sx={{ borderBottom: 1, borderColor: 'divider' }}
    >
      {analyticsTabNames.map(name => (
        <Tab
          key={name}
          id={`${props.id}-${name}`}
          value={name}
          label={t(`tabs.${name}`)}
          component={RouterLink}
          to={getTabPath(search, name)}
        />
      ))}
    </Tabs>
  );
}
