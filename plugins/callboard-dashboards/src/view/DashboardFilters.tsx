import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  type DashboardWithWidgets,
  endpoints,
  datePreset,
  type DashboardConfig,
  type WidgetData,
} from '@callboard/plugin-callboard-common';
import {
  FilterRow,
  type OwnWorkspace,
  getQueryKey,
  DateRangePicker,
  useZoneToday,
  useWeekStart,
  type ChosenDateRange,
  formatInstant,
} from '@callboard/plugin-callboard-react';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Tooltip from '@mui/material/Tooltip';
import RefreshIcon from '@mui/icons-material/Refresh';
import IconButton from '@mui/material/IconButton';
import { useQueryClient } from '@tanstack/react-query';
import { useState, useCallback, useSyncExternalStore } from 'react';
import { DepartmentField, ProjectField } from '../analytics/ScopeFields';
import { refetchAccepting } from '../data/useWidgetData';
import { callboardDashboardsSettingsTranslationRef } from '../settings/settingsTranslation';
import { useSaveScope } from '../settings/useKeepScope';
import { useMomentLabels } from '../widgets/WidgetBody';
import type { DashboardUrl } from './useDashboardUrl';
import { callboardDashboardsViewTranslationRef } from './viewTranslation';

const queryKey = getQueryKey(endpoints.getWidgetData);

/** Returns when the newest numbers on the page were computed; undefined without any. */
function useNumbersTime(): string | undefined {
  const queries = useQueryClient();
  const subscribe = useCallback(
    (listener: () => void) => queries.getQueryCache().subscribe(listener),
    [queries],
  );
  return useSyncExternalStore(subscribe, () =>
    queries
      .getQueryCache()
      .findAll({ queryKey, type: 'active' })
      .flatMap(({ state }) => (state.data as WidgetData)?.computed_at ?? [])
      .sort()
      .at(-1),
  );
}

/** Shows when the numbers on the page were computed. */
export function NumbersTime() {
  const { t } = useTranslationRef(callboardDashboardsViewTranslationRef);
  const at = useNumbersTime();
  const formatMoment = useMomentLabels();
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
      {t('numbersOf', { time: formatMoment(at) })}
    </Box>
  ) : null;
}

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

const spinningSx = {
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
        <RefreshIcon fontSize="small" sx={isBusy ? spinningSx : undefined} />
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
  const saveScope = useSaveScope(workspace, dashboard, url);
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
              <Button size="small" onClick={saveScope}>
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
