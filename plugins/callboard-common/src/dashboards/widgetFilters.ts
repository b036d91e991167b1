import { z } from 'zod';
import { MAX_FILTER_VALUES, userRef, uuid } from '../contract/primitives';
import { activityType } from '../time/common';
import { stateGroup, StateGroup } from '../work/settings';
import { Priority, priority } from '../work/workItems';
import { MetricSource } from './vocabulary';

/** Each filter matches rows with any of its values; null matches rows without a value. @public */
export interface WidgetFilters {
  project_ids?: string[];
  department_ids?: Array<null | string>;
  states?: Array<null | string>;
  state_groups?: Array<null | StateGroup>;
  labels?: Array<null | string>;
  assignees?: Array<null | string>;
  priority?: Array<null | Priority>;
  cycles?: Array<null | string>;
  modules?: Array<null | string>;
  created_by?: Array<null | string>;
  estimate_points?: Array<null | number>;
  sources?: Array<null | string>;
  member_ids?: Array<null | string>;
  work_item_ids?: Array<null | string>;
  activity_types?: Array<null | string>;
  is_billable?: Array<null | boolean>;
  actions?: Array<null | string>;
  entity_types?: Array<null | string>;
  user_ids?: Array<null | string>;
}

const createValuesFilter = <Value extends z.ZodType>(value: Value) =>
  z
    .array(value)
    .max(MAX_FILTER_VALUES, `must have at most ${MAX_FILTER_VALUES} values`)
    .optional();

/** Creates a filter in which null matches rows without a value. */
const createNullableValuesFilter = <Value extends z.ZodType>(value: Value) =>
  createValuesFilter(value.nullable());

/** The common filters of dashboards and all their widgets. */
export const commonFilters = {
  project_ids: createValuesFilter(uuid),
  department_ids: createNullableValuesFilter(uuid),
};

const workFilters = {
  states: createNullableValuesFilter(uuid),
  state_groups: createNullableValuesFilter(stateGroup),
  labels: createNullableValuesFilter(uuid),
  assignees: createNullableValuesFilter(userRef),
  priority: createNullableValuesFilter(priority),
  cycles: createNullableValuesFilter(uuid),
  modules: createNullableValuesFilter(uuid),
  created_by: createNullableValuesFilter(userRef),
  estimate_points: createNullableValuesFilter(z.number().min(0).max(1e6)),
  sources: createNullableValuesFilter(z.string().regex(/^[a-z0-9_-]{1,32}$/)),
};

const timeFilters = {
  member_ids: createNullableValuesFilter(userRef),
  work_item_ids: createNullableValuesFilter(uuid),
  activity_types: createNullableValuesFilter(activityType),
  is_billable: createNullableValuesFilter(z.boolean()),
};

const activityFilters = {
  actions: createNullableValuesFilter(z.string().min(1).max(64)),
  entity_types: createNullableValuesFilter(z.string().min(1).max(64)),
  user_ids: createNullableValuesFilter(z.string().min(1).max(255)),
};

/** @public */
export const widgetFilters: z.ZodType<WidgetFilters, WidgetFilters> = z
  .strictObject({
    ...commonFilters,
    ...workFilters,
    ...timeFilters,
    ...activityFilters,
  })
  .meta({ id: 'WidgetFilters' });

const getFilterNames = (filters: object) =>
  Object.keys({ ...commonFilters, ...filters }) as Array<keyof WidgetFilters>;

/** The filters of each source. @public */
export const filtersBySource: Record<
  MetricSource,
  ReadonlyArray<keyof WidgetFilters>
> = {
  work_items: getFilterNames(workFilters),
  time: getFilterNames(timeFilters),
  people: getFilterNames(timeFilters),
  activity: getFilterNames(activityFilters),
};
