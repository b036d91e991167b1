/**
 * The vocabulary of widget queries: every axis and metric of each source. The server, the editor
 * and the documentation use it; anything else is rejected.
 */

/** The sources of a widget's numbers. @public */
export const numberSources = [
  'work_items',
  'time',
  'people',
  'activity',
] as const;

/** @public */
export type MetricSource = (typeof numberSources)[number];

/**
 * The sort order of an axis.
 *
 * - `date`: by the calendar, with a bucket for every day, week or month of a range.
 * - `workflow`: in a fixed order, such as the progress of states or the urgency of priorities.
 * - `value`: the largest number first, then by name.
 *
 * @public
 */
export type AxisOrder = 'date' | 'workflow' | 'value';

/** A dimension by which a metric can be split. @public */
export interface NumberAxis {
  readonly title: string;
  readonly sources: readonly MetricSource[];
  readonly order: AxisOrder;
  /** Whether a row can have several values. The row is then counted once per value. */
  readonly isMultiple?: true;
}

const work = ['work_items'] as const;
const worklogSources = ['time', 'people'] as const;
const activity = ['activity'] as const;

/** @public */
export const numberAxes = {
  STATES: { title: 'State', sources: work, order: 'workflow' },
  STATE_GROUPS: { title: 'State group', sources: work, order: 'workflow' },
  LABELS: { title: 'Label', sources: work, order: 'value', isMultiple: true },
  ASSIGNEES: {
    title: 'Assignee',
    sources: work,
    order: 'value',
    isMultiple: true,
  },
  ESTIMATE_POINTS: { title: 'Points', sources: work, order: 'value' },
  CYCLES: { title: 'Cycle', sources: work, order: 'value' },
  MODULES: { title: 'Module', sources: work, order: 'value' },
  PRIORITY: { title: 'Priority', sources: work, order: 'workflow' },
  START_DATE: { title: 'Start date', sources: work, order: 'date' },
  TARGET_DATE: { title: 'Due date', sources: work, order: 'date' },
  CREATED_AT: { title: 'Created', sources: work, order: 'date' },
  COMPLETED_AT: { title: 'Completed', sources: work, order: 'date' },
  CREATED_BY: { title: 'Created by', sources: work, order: 'value' },
  SOURCE: { title: 'Source', sources: work, order: 'value' },
  PROJECT: {
    title: 'Project',
    sources: ['work_items', 'time', 'people'],
    order: 'value',
  },
  DEPARTMENT: { title: 'Department', sources: worklogSources, order: 'value' },
  MEMBER: { title: 'Person', sources: worklogSources, order: 'value' },
  WORK_ITEM: { title: 'Work item', sources: worklogSources, order: 'value' },
  LOGGED_AT: { title: 'Work date', sources: worklogSources, order: 'date' },
  ACTIVITY_TYPE: {
    title: 'Activity type',
    sources: worklogSources,
    order: 'value',
  },
  BILLABLE: { title: 'Billable', sources: worklogSources, order: 'value' },
  ACTION: { title: 'Action', sources: activity, order: 'value' },
  ENTITY_TYPE: { title: 'Entity type', sources: activity, order: 'value' },
  USER: { title: 'Person', sources: activity, order: 'value' },
  DAY: { title: 'Day', sources: activity, order: 'date' },
} as const satisfies Record<string, NumberAxis>;

/** @public */
export type NumberAxisName = keyof typeof numberAxes;

/** All axes by name. @public */
export const numberAxisNames = Object.keys(numberAxes) as NumberAxisName[];

/** A metric that widgets can query. @public */
export interface NumberMetric {
  readonly title: string;
  readonly unit: 'count' | 'points' | 'minutes' | 'hours' | 'people';
  readonly sources: readonly MetricSource[];
  /** Whether the metric is a single number that cannot be split. */
  readonly isNumberOnly?: true;
  /**
   * Whether the metric covers completed items only, so that the only date to split it by is the day
   * of completion.
   */
  readonly isOfCompleted?: true;
}

const numberOnly = { sources: work, isNumberOnly: true } as const;

/** @public */
export const numberMetrics = {
  count: { title: 'Count', unit: 'count', sources: numberSources },
  estimate_points: { title: 'Points', unit: 'points', sources: work },
  estimate_minutes: { title: 'Estimated time', unit: 'minutes', sources: work },
  logged_minutes: {
    title: 'Logged time',
    unit: 'minutes',
    sources: ['work_items', 'time', 'people'],
  },
  remaining_minutes: {
    title: 'Remaining time',
    unit: 'minutes',
    sources: work,
  },
  people: { title: 'People', unit: 'people', sources: numberSources },
  cycle_time_hours: {
    title: 'Cycle time',
    unit: 'hours',
    sources: work,
    isOfCompleted: true,
  },
  throughput: {
    title: 'Throughput',
    unit: 'count',
    sources: work,
    isOfCompleted: true,
  },
  pending: { title: 'Backlog and not started', unit: 'count', ...numberOnly },
  in_progress: { title: 'In progress', unit: 'count', ...numberOnly },
  completed: { title: 'Completed', unit: 'count', ...numberOnly },
  due_today: { title: 'Due today', unit: 'count', ...numberOnly },
  due_this_week: { title: 'Due this week', unit: 'count', ...numberOnly },
  overdue: { title: 'Overdue', unit: 'count', ...numberOnly },
} as const satisfies Record<string, NumberMetric>;

/** @public */
export type NumberMetricName = keyof typeof numberMetrics;

/** All metrics by name. @public */
export const numberMetricNames = Object.keys(
  numberMetrics,
) as NumberMetricName[];
