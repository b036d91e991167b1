import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  datePreset,
  type DashboardConfig,
} from '@callboard/plugin-callboard-common';
import {
  DateRangePicker,
  useZoneToday,
  useWeekStart,
  type ChosenDateRange,
  type OwnWorkspace,
} from '@callboard/plugin-callboard-react';
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
export function RangeFilter(props: {
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
