import { NumberAxisName } from '@callboard/plugin-callboard-common';
import { ManyValues } from './CountedRows';

type Axes<Value> = Partial<Record<NumberAxisName, Value>>;

/** The axes with one value per item, and their columns. */
export const columnsOfItems = {
  STATES: 'work_items.state_id',
  ESTIMATE_POINTS: 'work_items.estimate_points',
  CYCLES: 'work_items.cycle_id',
  MODULES: 'work_items.module_id',
  PRIORITY: 'work_items.priority',
  CREATED_BY: 'work_items.created_by',
  SOURCE: 'work_items.source',
  PROJECT: 'work_items.project_id',
} as const satisfies Axes<string>;

/** The axes with several values per item, and their tables. */
export const manyOfItems = {
  ASSIGNEES: {
    table: 'work_item_assignees',
    idColumn: 'work_item_id',
    value: 'user_ref',
  },
  LABELS: {
    table: 'work_item_labels',
    idColumn: 'work_item_id',
    value: 'label_id',
  },
} as const satisfies Axes<ManyValues>;

/** The date columns and the instant columns of items. */
export const daysOfItems = {
  START_DATE: 'work_items.start_date',
  TARGET_DATE: 'work_items.target_date',
} as const satisfies Axes<string>;
export const instantsOfItems = {
  CREATED_AT: 'work_items.created_at',
  COMPLETED_AT: 'work_items.completed_at',
} as const satisfies Axes<string>;

/** Whether an axis is a key of a table of axes. */
export function isItemColumn<Table extends object>(
  table: Table,
  axis: NumberAxisName,
): axis is NumberAxisName & keyof Table {
  return axis in table;
}
