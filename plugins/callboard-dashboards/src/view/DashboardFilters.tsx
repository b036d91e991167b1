import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  type DashboardWithWidgets,
  endpoints,
  type DashboardConfig,
  type WidgetData,
} from '@callboard/plugin-callboard-common';
import {
  TooltipIconButton,
  FilterRow,
  type OwnWorkspace,
  getQueryKey,
  DateRangePicker,
  useZoneToday,
  useWeekStart,
  formatInstant,
  DepartmentPicker,
} from '@callboard/plugin-callboard-react';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Tooltip from '@mui/material/Tooltip';
import RefreshIcon from '@mui/icons-material/Refresh';
import { useQueryClient } from '@tanstack/react-query';
import { useState, useCallback, useSyncExternalStore } from 'react';
import { ProjectField } from '../analytics/ProjectField';
import { refetchWithMaxAge } from '../data/useWidgetData';
import { rangePresets, toChosenRange } from '../edit/RangeField';
import { callboardDashboardsSettingsTranslationRef } from '../settings/settingsTranslation';
import { useSaveUrlFilters } from '../settings/useSaveUrlFilters';
import { useFormatDataTime } from '../widgets/WidgetBody';
import type { DashboardUrl } from './useDashboardUrl';
import { callboardDashboardsViewTranslationRef } from './viewTranslation';

const widgetDataKey = getQueryKey(endpoints.getWidgetData);

/** Returns the time at which the newest data on the page was computed; undefined without data. */
function useDataTime(): string | undefined {
  const queries = useQueryClient();
  const subscribe = useCallback(
    (listener: () => void) => queries.getQueryCache().subscribe(listener),
    [queries],
  );
  return useSyncExternalStore(subscribe, () =>
    queries
      .getQueryCache()
      .findAll({ queryKey: widgetDataKey, type: 'active' })
      .flatMap(({ state }) => (state.data as WidgetData)?.computed_at ?? [])
      .sort()
      .at(-1),
  );
}

export function DataTime() {
  const { t } = useTranslationRef(callboardDashboardsViewTranslationRef);
  const at = useDataTime();
  const formatDataTime = useFormatDataTime();
  return at ? (
    <Box
      component="time"
      dateTime={at}
      title={formatInstant(at, 'full')}
      sx={{
        typography: 'body2',
        color: 'text.secondary',
        fontVariantNumeric: 'tabular-nums',
        whiteSpace: 'nowrap',
      }}
    >
      {t('numbersOf', { time: formatDataTime(at) })}
    </Box>
  ) : null;
}

/** The field for the viewer's date range. Until they choose one, it shows the dashboard's range. */
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
      value={url.range ?? toChosenRange(config.date_range)}
      unchosenLabel={t('filters.ownRanges')}
      presets={rangePresets}
      weekStart={useWeekStart(workspace.slug)}
      today={today}
      onChange={url.setRange}
    />
  );
}

const spinningSx = {
  '@keyframes callboard-turn': { to: { transform: 'rotate(360deg)' } },
  '@media (prefers-reduced-motion: no-preference)': {
    animation: 'callboard-turn 1s linear infinite',
  },
};

function RefreshButton() {
  const { t } = useTranslationRef(callboardDashboardsViewTranslationRef);
  const queries = useQueryClient();
  const [isBusy, setBusy] = useState(false);
  const refresh = async () => {
    // Restarting a slow query on each click would prevent it from finishing.
    if (!isBusy) {
      setBusy(true);
      await refetchWithMaxAge(0, queries, widgetDataKey);
      setBusy(false);
    }
  };
  return (
    <TooltipIconButton
      label={t('refresh')}
      icon={
        <RefreshIcon fontSize="small" sx={isBusy ? spinningSx : undefined} />
      }
      aria-busy={isBusy}
      onClick={refresh}
    />
  );
}

function Freshness() {
  return (
    <Box sx={{ display: 'flex', alignItems: 'center', gap: 0.5, ml: 'auto' }}>
      <DataTime />
      <RefreshButton />
    </Box>
  );
}

/** The viewer's own date range and filters for all widgets, which can be saved for everyone. */
export function DashboardFilters(props: {
  workspace: OwnWorkspace;
  dashboard: DashboardWithWidgets;
  url: DashboardUrl;
  canChange: boolean;
}) {
  const { t } = useTranslationRef(callboardDashboardsViewTranslationRef);
  const { t: tSettings } = useTranslationRef(
    callboardDashboardsSettingsTranslationRef,
  );
  const { workspace, dashboard, url, canChange } = props;
  const { config, widgets } = dashboard;
  const saveUrlFilters = useSaveUrlFilters(workspace, dashboard, url);
  // In wall mode, the title bar shows the time of the data.
  const showsFreshness =
    url.mode !== 'wall' &&
    widgets.some(({ widget_type }) => widget_type !== 'text');
  return (
    <FilterRow
      label={t('filters.label')}
      count={[url.project, url.department].filter(Boolean).length}
      onClear={url.isFiltered ? url.clearFilters : undefined}
      actions={
        <>
          {canChange && url.isFiltered && (
            <Tooltip describeChild title={tSettings('keepHint')}>
              <Button size="small" onClick={saveUrlFilters}>
                {tSettings('keep')}
              </Button>
            </Tooltip>
          )}
          {showsFreshness && <Freshness />}
        </>
      }
      first={<RangeFilter workspace={workspace} config={config} url={url} />}
    >
      <ProjectField
        slug={workspace.slug}
        value={url.project}
        onChange={project => url.setFilters({ project })}
      />
      <DepartmentPicker
        slug={workspace.slug}
        value={url.department}
        onChange={department => url.setFilters({ department })}
      />
    </FilterRow>
  );
}
