import { z } from 'zod';
import {
  createListParameter,
  booleanParameter,
  calendarDate,
  createIntegerParameter,
  requireOrder,
  timeZone,
  userRef,
  uuid,
} from '../contract/primitives';
import { stateGroup } from './settings';
import { priority } from './workItems';

/** The filter value that matches items without a value. @public */
export const NONE = 'none';

/** A list parameter that also takes `none`. @internal */
export const createListOrNoneParameter = <
  Value extends z.ZodType<string, string>,
>(
  value: Value,
) =>
  // If no alternative of a union matches, the response contains the error of the first alternative.
  createListParameter(z.union([value, z.literal(NONE)]) as unknown as Value);

/** A query parameter that is a number within bounds. @internal */
export const createNumberParameter = (min: number, max: number) =>
  z.preprocess(
    value =>
      typeof value === 'string' && /^-?\d{1,12}(\.\d{1,6})?$/.test(value)
        ? Number(value)
        : value,
    z
      .number(`must be a number from ${min} to ${max}`)
      .min(min, `must be at least ${min}`)
      .max(max, `must be at most ${max}`),
  ) as z.ZodType<number, number | string>;

const createNumbersOrNoneParameter = (
  value: z.ZodType<number, number | string>,
) =>
  createListOrNoneParameter(
    value as unknown as z.ZodType<string, string>,
  ) as z.ZodType<Array<number | typeof NONE>, string>;

const points = createNumberParameter(0, 1e6);
const minutes = createIntegerParameter(0, 1e7);

const orderFields = [
  'created_at',
  'updated_at',
  'completed_at',
  'start_date',
  'target_date',
  'priority',
  'title',
  'number',
  'state',
  'sort_order',
  'estimate_points',
  'estimate_time',
  /** The best matches of `search` first, then the latest changes. */
  'relevance',
] as const;

/** The fields that lists of items can be sorted by. @public */
export type WorkItemOrderField = (typeof orderFields)[number];

/** The order of a list of items; a leading `-` means descending. @public */
export type WorkItemOrder = WorkItemOrderField | `-${WorkItemOrderField}`;

/** The order of a list of items; a leading `-` means descending. @public */
export const workItemOrder = z.enum(
  orderFields.flatMap(field => [field, `-${field}`]) as [WorkItemOrder],
);

/**
 * The filters of a list of items. A filter with several values, separated by commas, matches items
 * that have any of these values. `none` matches items without a value. Ranges are inclusive. The
 * list omits drafts and archived items unless a filter includes them.
 *
 * @public
 */
export const workItemFilters = {
  state_id: createListParameter(uuid).optional(),
  state_group: createListParameter(stateGroup).optional(),
  priority: createListParameter(priority).optional(),
  assignees: createListOrNoneParameter(userRef).optional(),
  labels: createListOrNoneParameter(uuid).optional(),
  cycle_id: createListOrNoneParameter(uuid).optional(),
  module_id: createListOrNoneParameter(uuid).optional(),
  parent_id: createListOrNoneParameter(uuid).optional(),
  created_by: createListParameter(userRef).optional(),
  source: createListParameter(
    z.string().regex(/^[a-z0-9_-]{1,32}$/),
  ).optional(),
  external_id: createListParameter(z.string().min(1).max(255)).optional(),
  estimate_points: createNumbersOrNoneParameter(points).optional(),
  estimate_points_min: points.optional(),
  estimate_points_max: points.optional(),
  estimate_time: createNumbersOrNoneParameter(minutes).optional(),
  estimate_time_min: minutes.optional(),
  estimate_time_max: minutes.optional(),
  start_date: createListOrNoneParameter(calendarDate).optional(),
  start_date_from: calendarDate.optional(),
  start_date_to: calendarDate.optional(),
  target_date: createListOrNoneParameter(calendarDate).optional(),
  target_date_from: calendarDate.optional(),
  target_date_to: calendarDate.optional(),
  /** The filters `…_at_from` and `…_at_to` take dates in the time zone `tz`. */
  created_at_from: calendarDate.optional(),
  created_at_to: calendarDate.optional(),
  updated_at_from: calendarDate.optional(),
  updated_at_to: calendarDate.optional(),
  completed_at_from: calendarDate.optional(),
  completed_at_to: calendarDate.optional(),
  is_draft: booleanParameter.optional(),
  is_archived: booleanParameter.optional(),
  /** Part of a title, an identifier such as `PAY-42` or `pay 42`, or an item number. */
  search: z.string().max(255).optional(),
  /** The time zone of the filters `…_at_from` and `…_at_to`; the workspace's by default. */
  tz: timeZone.optional(),
};

/** The parsed filters. @public */
export type WorkItemFilters = z.output<z.ZodObject<typeof workItemFilters>>;

const rangeBounds = [
  ['estimate_points_min', 'estimate_points_max'],
  ['estimate_time_min', 'estimate_time_max'],
  ['start_date_from', 'start_date_to'],
  ['target_date_from', 'target_date_to'],
  ['created_at_from', 'created_at_to'],
  ['updated_at_from', 'updated_at_to'],
  ['completed_at_from', 'completed_at_to'],
] as const;

/** The query of a list of items; rejects reversed ranges. */
export function createWorkItemQuerySchema<Shape extends z.ZodRawShape>(
  extraParameters: Shape,
) {
  return rangeBounds.reduce(
    (schema, [first, last]) => requireOrder(schema, first, last),
    z.strictObject({ ...workItemFilters, ...extraParameters }),
  );
}
