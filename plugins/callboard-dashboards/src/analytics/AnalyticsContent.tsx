import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  LoadingState,
  ExactPath,
  PageBody,
  WorkspaceChoice,
  type OwnWorkspace,
} from '@callboard/plugin-callboard-react';
import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import Stack from '@mui/material/Stack';
import { useId, type ReactNode } from 'react';
import { AnalyticsFilters } from './AnalyticsFilters';
import { AnalyticsTabs } from './AnalyticsTabs';
import { callboardDashboardsAnalyticsTranslationRef } from './analyticsTranslation';
import { OverviewTab } from './OverviewTab';
import { PeopleTab } from './PeopleTab';
import { TimeTab } from './TimeTab';
import { useAnalyticsScope } from './useAnalyticsScope';
import { useAnalyticsUrl } from './useAnalyticsUrl';
import { useLiveAnalytics } from './useLiveAnalytics';
import { WorkTab } from './WorkTab';

/** Parameters that are valid in one workspace only. */
const ofWorkspace = ['project', 'department'];

const tabs = {
  overview: OverviewTab,
  work: WorkTab,
  people: PeopleTab,
  time: TimeTab,
};

function OfWorkspace(props: { workspace: OwnWorkspace; picker: ReactNode }) {
  const { t } = useTranslationRef(callboardDashboardsAnalyticsTranslationRef);
  const { workspace, picker } = props;
  const url = useAnalyticsUrl();
  const { scope, weekStart } = useAnalyticsScope(workspace, url);
  const id = useId();
  useLiveAnalytics(workspace.id);
  const Content = tabs[url.tab];
  return (
    <Stack spacing={2}>
      <AnalyticsFilters
        slug={workspace.slug}
        url={url}
        weekStart={weekStart}
        today={scope.today}
        picker={picker}
      />
      {workspace.role === 'guest' && (
        <Alert severity="info">
          {t('guest', { workspace: workspace.name })}
        </Alert>
      )}
      <AnalyticsTabs id={id} tab={url.tab} />
      <Box role="tabpanel" aria-labelledby={`${id}-${url.tab}`}>
        <Content scope={scope} />
      </Box>
    </Stack>
  );
}

/** Numbers of a workspace, compared with the period before. @public */
export function AnalyticsContent() {
  return (
    <PageBody>
      <ExactPath>
        <WorkspaceChoice
          forget={ofWorkspace}
          loading={<LoadingState rows={8} rowHeight={40} />}
        >
          {(workspace, picker) => (
            <OfWorkspace
              key={workspace.slug}
              workspace={workspace}
              picker={picker}
            />
          )}
        </WorkspaceChoice>
      </ExactPath>
    </PageBody>
  );
}
