import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  LoadingState,
  ExactPath,
  PageBody,
  WorkspaceChoice,
  type OwnWorkspace,
  DateRangePicker,
  FilterRow,
  DurationText,
  DepartmentPicker,
} from '@callboard/plugin-callboard-react';
import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import Stack from '@mui/material/Stack';
import { useId, type ReactNode } from 'react';
import Tab from '@mui/material/Tab';
import Tabs from '@mui/material/Tabs';
import { Link as RouterLink, useSearchParams } from 'react-router-dom';
import { datePreset } from '@callboard/plugin-callboard-common';
import {
  type AnalyticsScope,
  useAnalytics,
  useLiveAnalytics,
} from './useAnalytics';
import { ProjectField } from './ProjectField';
import { NumberTile, TileRow, TileSkeletons } from './NumberTile';
import { TabContent } from './TabContent';
import {
  analyticsTabNames,
  type AnalyticsTabName,
  useAnalyticsScope,
  useAnalyticsUrl,
  type AnalyticsUrl,
} from './useAnalyticsUrl';
import { callboardDashboardsAnalyticsTranslationRef } from './analyticsTranslation';
import { PeopleTab } from './PeopleTab';
import { TimeTab } from './TimeTab';
import { countFormatter, minuteFormatter } from './TrendCell';
import { WorkTab } from './WorkTab';

function buildTabHref(current: URLSearchParams, tab: AnalyticsTabName): string {
  const next = new URLSearchParams(current);
  next.set('tab', tab);
  // The parameter `order` names a column of the current tab's table.
  next.delete('order');
  if (tab === 'overview') {
    next.delete('tab');
  }
  return `?${next}`;
}

/** Lists the resources to count, except those to which a selected filter does not apply. */
function listCountedResources({
  project,
  department,
}: AnalyticsScope): Array<'projects' | 'members' | 'cycles' | 'modules'> {
  if (department) {
    return [];
  }
  return project
    ? ['cycles', 'modules']
    : ['projects', 'members', 'cycles', 'modules'];
}

const FIXED_TILES = 3;

function OverviewTab(props: { scope: AnalyticsScope }) {
  const { t } = useTranslationRef(callboardDashboardsAnalyticsTranslationRef);
  const { scope } = props;
  const query = useAnalytics('overview', scope);
  const [search] = useSearchParams();
  const resources = listCountedResources(scope);
  const label = t('tabs.overview');
  return (
    <TabContent
      query={query}
      scope={scope}
      dataKinds={['work', 'time']}
      skeleton={
        <TileSkeletons label={label} count={FIXED_TILES + resources.length} />
      }
    >
      {data => (
        <TileRow label={label}>
          <NumberTile
            label={t('number.work_items')}
            number={data.work_items}
            formatter={countFormatter}
            goodDirection="neutral"
            to={buildTabHref(search, 'work')}
          />
          <NumberTile
            label={t('number.completed')}
            number={data.completed}
            formatter={countFormatter}
            goodDirection="more"
            to={buildTabHref(search, 'work')}
          />
          <NumberTile
            label={t('number.logged_minutes')}
            number={data.logged_minutes}
            formatter={minuteFormatter}
            goodDirection="neutral"
            to={buildTabHref(search, 'time')}
          >
            <DurationText minutes={data.logged_minutes.count} />
          </NumberTile>
          {resources.map(name => (
            <NumberTile
              key={name}
              label={t(`number.${name}`)}
              number={data[name]}
              formatter={countFormatter}
              goodDirection="neutral"
            />
          ))}
        </TileRow>
      )}
    </TabContent>
  );
}

function AnalyticsFilters(props: {
  slug: string;
  url: AnalyticsUrl;
  weekStart: number;
  today: string;
  workspacePicker: ReactNode;
}) {
  const { t } = useTranslationRef(callboardDashboardsAnalyticsTranslationRef);
  const { slug, url, weekStart, today } = props;
  return (
    <FilterRow
      label={t('filters.label')}
      count={[url.project, url.department].filter(Boolean).length}
      onClear={url.isFiltered ? url.clear : undefined}
      first={
        <>
          {props.workspacePicker}
          <DateRangePicker
            value={url.range}
            weekStart={weekStart}
            today={today}
            presets={datePreset.options}
            onChange={range => url.set({ range })}
          />
        </>
      }
    >
      <ProjectField
        slug={slug}
        value={url.project}
        onChange={project => url.set({ project })}
      />
      <DepartmentPicker
        slug={slug}
        value={url.department}
        onChange={department => url.set({ department })}
      />
    </FilterRow>
  );
}

function AnalyticsTabs(props: { tab: AnalyticsTabName; id: string }) {
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
          to={buildTabHref(search, name)}
        />
      ))}
    </Tabs>
  );
}

const workspaceParameters = ['project', 'department'];

const tabs = {
  overview: OverviewTab,
  work: WorkTab,
  people: PeopleTab,
  time: TimeTab,
};

function WorkspaceAnalytics(props: {
  workspace: OwnWorkspace;
  workspacePicker: ReactNode;
}) {
  const { t } = useTranslationRef(callboardDashboardsAnalyticsTranslationRef);
  const { workspace, workspacePicker } = props;
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
        workspacePicker={workspacePicker}
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

/** The analytics of a workspace, compared with the previous period. @public */
export function AnalyticsContent() {
  return (
    <PageBody>
      <ExactPath>
        <WorkspaceChoice
          forget={workspaceParameters}
          loading={<LoadingState rows={8} rowHeight={40} />}
        >
          {(workspace, workspacePicker) => (
            <WorkspaceAnalytics
              key={workspace.slug}
              workspace={workspace}
              workspacePicker={workspacePicker}
            />
          )}
        </WorkspaceChoice>
      </ExactPath>
    </PageBody>
  );
}
