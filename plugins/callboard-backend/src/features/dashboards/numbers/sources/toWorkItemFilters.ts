import {
  DayRange,
  NONE,
  NumberAxisName,
  WidgetFilters,
  WorkItemFilters,
} from '@callboard/plugin-callboard-common';
import { ResolvedQuery } from '../ResolvedQuery';

/** The list filter for each widget filter; null is `none` in the list. */
const filterColumns = {
  states: 'state_id',
  labels: 'labels',
  assignees: 'assignees',
  priority: 'priority',
  cycles: 'cycle_id',
  modules: 'module_id',
  created_by: 'created_by',
  estimate_points: 'estimate_points',
  sources: 'source',
} as const satisfies Partial<
  Record<keyof WidgetFilters, keyof WorkItemFilters>
>;

const datesOfAxis: Partial<Record<NumberAxisName, string>> = {
  CREATED_AT: 'created_at',
  START_DATE: 'start_date',
  TARGET_DATE: 'target_date',
  COMPLETED_AT: 'completed_at',
};

/**
 * The filters of the item list that match a widget's query. A range applies to the date on the
 * axis, or else to the creation of items.
 */
export function toWorkItemFilters(
  { filters, date, x_axis, group_by }: ResolvedQuery,
  range: DayRange | undefined,
): WorkItemFilters {
  const requested: Record<string, unknown> = {};
  for (const [name, filter] of Object.entries(filterColumns)) {
    const values = filters[name as keyof typeof filterColumns];
    if (values) {
      requested[filter] = values.map(value => value ?? NONE);
    }
  }
  if (filters.state_groups) {
    requested.state_group = filters.state_groups.filter(
      group => group !== null,
    );
  }
  if (range) {
    const [field = 'created_at'] = [date ?? null, x_axis, group_by].flatMap(
      axis => (axis && datesOfAxis[axis]) || [],
    );
    requested[`${field}_from`] = range.start;
    requested[`${field}_to`] = range.end;
  }
  return requested as WorkItemFilters;
}
