import {
  NONE,
  readItemReference,
  WorkItemFilters,
} from '@callboard/plugin-callboard-common';
import { Knex } from 'knex';
import {
  containsPattern,
  addOptimizationFence,
} from '../../../database/dialect';
import { normaliseForSearch } from '../../../database/text';
import { toInstantRange } from '../../../database/zones';
import { getPriorityRank } from './WorkItemRow';

const columns = [
  'state_id',
  'cycle_id',
  'module_id',
  'parent_id',
  'created_by',
  'source',
  'external_id',
  'estimate_points',
  'estimate_time',
  'start_date',
  'target_date',
] as const;

const ranges = [
  ['estimate_points', 'estimate_points_min', 'estimate_points_max'],
  ['estimate_time', 'estimate_time_min', 'estimate_time_max'],
  ['start_date', 'start_date_from', 'start_date_to'],
  ['target_date', 'target_date_from', 'target_date_to'],
] as const;

const instants = ['created_at', 'updated_at', 'completed_at'] as const;

/** @param zone - the time zone in which the days of date filters begin and end */
export function whereWorkItem(
  knex: Knex,
  query: Knex.QueryBuilder,
  filters: WorkItemFilters,
  zone: string,
): Knex.QueryBuilder {
  // With a binding, SQLite could not choose a partial index.
  query.whereRaw(
    filters.is_draft ? 'work_items.is_draft' : 'NOT work_items.is_draft',
  );
  if (filters.is_archived) {
    query.whereNotNull('work_items.archived_at');
  } else {
    query.whereNull('work_items.archived_at');
  }
  for (const column of columns) {
    whereAnyValue(query, `work_items.${column}`, filters[column]);
  }
  if (filters.priority) {
    const ranks = filters.priority.map(getPriorityRank);
    query.whereIn('work_items.priority', ranks);
  }
  if (filters.state_group) {
    query.whereIn(
      'work_items.state_id',
      knex('work_states').select('id').whereIn('group', filters.state_group),
    );
  }
  whereHasAny(knex, query, 'work_item_assignees.user_ref', filters.assignees);
  whereHasAny(knex, query, 'work_item_labels.label_id', filters.labels);
  for (const [column, min, max] of ranges) {
    const [from, to] = [filters[min], filters[max]];
    if (from !== undefined) query.where(`work_items.${column}`, '>=', from);
    if (to !== undefined) query.where(`work_items.${column}`, '<=', to);
  }
  for (const column of instants) {
    const [first, last] = [filters[`${column}_from`], filters[`${column}_to`]];
    const { from, to } = toInstantRange(first, last, zone);
    if (from !== undefined) {
      query.where(`work_items.${column}`, '>=', new Date(from));
    }
    if (to !== undefined) {
      query.where(`work_items.${column}`, '<', new Date(to));
    }
  }
  return whereMatchesSearch(knex, query, filters.search);
}

/** Filters to rows with any of the values; `none` matches rows without a value. */
export function whereAnyValue(
  query: Knex.QueryBuilder,
  column: string,
  values: readonly (string | number)[] | undefined,
): void {
  if (!values) {
    return;
  }
  const presentValues = values.filter(value => value !== NONE);
  query.where(matching => {
    matching.whereIn(column, presentValues);
    if (presentValues.length < values.length) matching.orWhereNull(column);
  });
}

function whereHasAny(
  knex: Knex,
  query: Knex.QueryBuilder,
  column: string,
  values: readonly string[] | undefined,
): void {
  if (!values) {
    return;
  }
  const [table] = column.split('.');
  const presentValues = values.filter(value => value !== NONE);
  query.where(matching => {
    matching.whereIn(
      'work_items.id',
      knex(table).select('work_item_id').whereIn(column, presentValues),
    );
    if (presentValues.length < values.length) {
      // With `NOT EXISTS`, PostgreSQL would read the whole table.
      matching.orWhereRaw(
        `(SELECT 1 FROM ${table} WHERE ${table}.work_item_id = work_items.id LIMIT 1) IS NULL`,
      );
    }
  });
}

function whereMatchesSearch(
  knex: Knex,
  query: Knex.QueryBuilder,
  search: string | undefined,
): Knex.QueryBuilder {
  const term = normaliseForSearch(search ?? '').trim();
  if (!term) {
    return query;
  }
  const reference = readItemReference(term);
  query.where(matching => {
    matching.whereRaw("work_items.search_text LIKE ? ESCAPE '\\'", [
      containsPattern(term),
    ]);
    if (reference) {
      matching.orWhere(named => {
        named.where('work_items.number', reference.number);
        if (reference.project !== undefined) {
          named.whereIn(
            'work_items.project_id',
            knex('projects')
              .select('id')
              .where('identifier', reference.project),
          );
        }
      });
    }
  });
  return addOptimizationFence(knex, query, 'work_items');
}
