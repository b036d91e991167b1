import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  type DashboardWithWidgets,
  endpoints,
  datePreset,
  type DashboardConfig,
} from '@callboard/plugin-callboard-common';
import {
  FilterRow,
  type OwnWorkspace,
  getQueryKey,
  DateRangePicker,
  useZoneToday,
  useWeekStart,
  type ChosenDateRange,
} from '@callboard/plugin-callboard-react';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Tooltip from '@mui/material/Tooltip';
import RefreshIcon from '@mui/icons-material/Refresh';
import IconButton from '@mui/material/IconButton';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { DepartmentField } from '../analytics/DepartmentField';
import { ProjectField } from '../analytics/ProjectField';
import { refetchAccepting } from '../data/acceptedAge';
import { callboardDashboardsSettingsTranslationRef } from '../settings/settingsTranslation';
import { useKeepScope } from '../settings/useKeepScope';
import { NumbersTime } from './NumbersTime';
import type { DashboardUrl } from './useDashboardUrl';
import { callboardDashboardsViewTranslationRef } from './viewTranslation';

const presets = [...datePreset.options, 'custom'] as const;

/** Returns a dashboard's own range; without one, each chart has its own. */
function getDashboardRange({
  date_range,
}: DashboardConfig): ChosenDateRange | undefined {
  if (!date_range) {
    return undefined;
  }
  return typeof date_range === 'string'
    ? { preset: date_range }
    : { preset: 'custom', ...date_range };
}

/** The range of a dashboard's numbers: its own, or the viewer's. */
function RangeFilter(props: {
  workspace: OwnWorkspace;
  config: DashboardConfig;
  url: DashboardUrl;
}) {
  const { t } = useTranslationRef(callboardDashboardsViewTranslationRef);
  const { workspace, config, url } = props;
  const today = useZoneToday(config.timezone ?? workspace.timezone);
  return (
    <DateRangePicker
      value={url.range ?? getDashboardRange(config)}
      unchosenLabel={t('filters.ownRanges')}
      presets={presets}
      weekStart={useWeekStart(workspace.slug)}
      today={today}
      onChange={url.setRange}
    />
  );
}

const numbers = getQueryKey(endpoints.getWidgetData);

const turning = {
  '@keyframes callboard-turn': { to: { transform: 'rotate(360deg)' } },
  '@media (prefers-reduced-motion: no-preference)': {
    animation: 'callboard-turn 1s linear infinite',
  },
};

/** Recomputes all numbers on the page, bypassing caches. */
function RefreshButton() {
  const { t } = useTranslationRef(callboardDashboardsViewTranslationRef);
  const queries = useQueryClient();
  const [isBusy, setBusy] = useState(false);
  const refresh = async () => {
    // Restarting a slow query on each click would keep it from ever finishing.
    if (!isBusy) {
      setBusy(true);
      await refetchAccepting(0, queries, numbers);
      setBusy(false);
    }
  };
  return (
    <Tooltip title={t('refresh')}>
      <IconButton
        size="small"
        aria-label={t('refresh')}
        aria-busy={isBusy}
        onClick={refresh}
      >
        <RefreshIcon fontSize="small" sx={isBusy ? turning : undefined} />
      </IconButton>
    </Tooltip>
  );
}

/** The time of the numbers, at the end of the row, with a button to refresh them. */
function Freshness() {
  return (
    <Box sx={{ display: 'flex', alignItems: 'center', gap: 0.5, ml: 'auto' }}>
      <NumbersTime />
      <RefreshButton />
    </Box>
  );
}

/** The viewer's filters for all widgets of a dashboard; they affect no other viewer. */
export function DashboardFilters(props: {
  workspace: OwnWorkspace;
  dashboard: DashboardWithWidgets;
  url: DashboardUrl;
  mayChange: boolean;
}) {
  const { t } = useTranslationRef(callboardDashboardsViewTranslationRef);
  const { t: tSettings } = useTranslationRef(
    callboardDashboardsSettingsTranslationRef,
  );
  const { workspace, dashboard, url, mayChange } = props;
  const { config, widgets } = dashboard;
  const keep = useKeepScope(workspace, dashboard, url);
  // The wall mode shows the time itself.
  const hasNumbers =
    url.mode !== 'wall' &&
    widgets.some(({ widget_type }) => widget_type !== 'text');
  return (
    <FilterRow
      label={t('filters.label')}
      count={[url.project, url.department].filter(Boolean).length}
      onClear={url.isNarrowed ? url.clear : undefined}
      actions={
        <>
          {mayChange && url.isNarrowed && (
            <Tooltip describeChild title={tSettings('keepHint')}>
              <Button size="small" onClick={keep}>
                {tSettings('keep')}
              </Button>
            </Tooltip>
          )}
          {hasNumbers && <Freshness />}
        </>
      }
      first={<RangeFilter workspace={workspace} config={config} url={url} />}
    >
      <ProjectField
        slug={workspace.slug}
        value={url.project}
        onChange={project => url.set({ project })}
      />
      <DepartmentField
        slug={workspace.slug}
        value={url.department}
        onChange={department => url.set({ department })}
      />
    </FilterRow>
  );
}
