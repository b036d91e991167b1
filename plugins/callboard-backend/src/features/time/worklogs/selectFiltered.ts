import { WorklogFilters } from '@callboard/plugin-callboard-common';
import { Knex } from 'knex';
import { inListSql } from '../../../database/bulk';
import { containsPattern } from '../../../database/dialect';
import { normaliseForSearch } from '../../../database/normaliseForSearch';
import { selectSubtree } from '../../departments/tree/selectSubtree';
import { TimeViewer, whereTimeVisible } from './whereTimeVisible';

/** The worklogs that a list, sum or export covers, and its viewer. */
export type WorklogFilter = WorklogFilters & {
  viewer: TimeViewer;
  /** Excludes worklogs added later. */
  upToId?: string;
  /** Restricts the query further, to list worklogs behind a count. */
  narrow?: (worklogs: Knex.QueryBuilder) => void;
};

/** Selects live worklogs that match a filter and that its viewer may read. */
export function selectFiltered(
  knex: Knex,
  filter: WorklogFilter,
): Knex.QueryBuilder {
  const query = knex('worklogs').whereNull('worklogs.deleted_at');
  whereTimeVisible(knex, query, filter.viewer);
  filter.narrow?.(query);
  const { department, date_from, date_to, billable, upToId } = filter;
  whereAnyValue(knex, query, 'project_id', filter.project_id, 'uuid');
  whereAnyValue(knex, query, 'work_item_id', filter.work_item_id, 'uuid');
  whereAnyValue(knex, query, 'logged_by', filter.member_id, 'text');
  whereAnyValue(knex, query, 'activity_type', filter.activity_type, 'text');
  if (department && filter.recursive) {
    query.whereIn('worklogs.department_id', selectSubtree(knex, [department]));
  } else if (department) {
    query.where('worklogs.department_id', department);
  }
  if (date_from) query.where('worklogs.logged_at', '>=', date_from);
  if (date_to) query.where('worklogs.logged_at', '<=', date_to);
  if (billable !== undefined) {
    query.whereRaw(`${billable ? '' : 'NOT '}worklogs.is_billable`);
  }
  if (upToId) query.where('worklogs.id', '<=', upToId);
  return whereFound(knex, query, filter.q);
}

function whereAnyValue(
  knex: Knex,
  query: Knex.QueryBuilder,
  column: string,
  values: readonly string[] | undefined,
  type: 'uuid' | 'text',
): void {
  if (values?.length === 1) {
    query.where(`worklogs.${column}`, values[0]);
  } else if (values) {
    query.whereRaw(...inListSql(knex, `worklogs.${column}`, values, type));
  }
}

const identifier = /^([A-Z0-9]{1,12})-(\d{1,9})$/i;

/** Filters to worklogs with a text in their description, item title or identifier. */
function whereFound(
  knex: Knex,
  query: Knex.QueryBuilder,
  text: string | undefined,
): Knex.QueryBuilder {
  const term = normaliseForSearch(text ?? '').trim();
  if (!term) {
    return query;
  }
  const pattern = containsPattern(term);
  const [, project, number] = identifier.exec(term) ?? [];
  return query.where(any => {
    any
      .whereRaw("worklogs.search_text LIKE ? ESCAPE '\\'", [pattern])
      .orWhereIn(
        'worklogs.work_item_id',
        knex('work_items')
          .select('work_items.id')
          .whereRaw("work_items.search_text LIKE ? ESCAPE '\\'", [pattern]),
      );
    if (number !== undefined) {
      any.orWhereIn(
        'worklogs.work_item_id',
        knex('work_items')
          .join('projects', 'projects.id', 'work_items.project_id')
          .select('work_items.id')
          .where('projects.identifier', project.toUpperCase())
          .where('work_items.number', Number(number)),
      );
    }
  });
}
