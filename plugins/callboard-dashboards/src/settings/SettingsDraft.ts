import type {
  Dashboard,
  DashboardConfig,
  DashboardPatch,
  WidgetFilters,
} from '@callboard/plugin-callboard-common';
import { isEqual } from '../data/mergeFields';

export interface SettingsDraft
  extends Pick<Dashboard, 'name' | 'access' | 'is_default'> {
  description: string;
  date_range: DashboardConfig['date_range'];
  /** All filters, including `project_ids` and `department_ids` of the configuration. */
  filters: WidgetFilters | undefined;
  timezone: string | null;
  /** 0 turns automatic refreshes off; undefined means the default interval. */
  refresh_seconds: number | undefined;
}

export type SettingName = keyof SettingsDraft;

function mergeFilters({
  filters,
  project_ids,
  department_ids,
}: DashboardConfig): WidgetFilters | undefined {
  const allFilters = { ...filters, project_ids, department_ids };
  const nonEmpty = Object.entries(allFilters).filter(
    ([, values]) => values?.length,
  );
  return nonEmpty.length > 0 ? Object.fromEntries(nonEmpty) : undefined;
}

export function toSettingsDraft(dashboard: Dashboard): SettingsDraft {
  const { name, description, access, is_default, config } = dashboard;
  return {
    name,
    description: description ?? '',
    access,
    is_default,
    date_range: config.date_range ?? undefined,
    filters: mergeFilters(config),
    timezone: config.timezone ?? null,
    refresh_seconds: config.refresh_seconds,
  };
}

function toDashboardConfig(draft: SettingsDraft): DashboardConfig {
  const { project_ids, department_ids, ...otherFilters } = draft.filters ?? {};
  const { date_range, timezone, refresh_seconds } = draft;
  return {
    ...(project_ids && { project_ids }),
    ...(department_ids && { department_ids }),
    ...(Object.keys(otherFilters).length > 0 && { filters: otherFilters }),
    ...(date_range && { date_range }),
    ...(timezone && { timezone }),
    ...(refresh_seconds !== undefined && { refresh_seconds }),
  };
}

const toDashboardFields = (draft: SettingsDraft): Required<DashboardPatch> => ({
  name: draft.name.trim(),
  description: draft.description.trim() || null,
  access: draft.access,
  // A private dashboard cannot be the default.
  is_default: draft.access === 'shared' && draft.is_default,
  config: toDashboardConfig(draft),
});

/** Returns the patch of a dashboard; undefined if nothing changed. */
export function toDashboardPatch(
  before: Dashboard,
  draft: SettingsDraft,
): DashboardPatch | undefined {
  const fieldsBefore = toDashboardFields(toSettingsDraft(before));
  const changed = Object.entries(toDashboardFields(draft)).filter(
    ([field, value]) =>
      !isEqual(value, fieldsBefore[field as keyof DashboardPatch]),
  );
  return changed.length > 0 ? Object.fromEntries(changed) : undefined;
}
