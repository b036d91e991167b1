import { ActivityFilter } from '@callboard/plugin-callboard-common';
import { Knex } from 'knex';
import { containsPattern } from '../../database/dialect';
import { foldCase } from '../../database/foldCase';
import { lowestId } from '../../database/ids';
import { instantsOfDays } from '../../database/zones';
import { hiddenProjects } from '../projects/whereProjectVisible';
import { ActivityScope } from './ActivityScope';

/** Which rows a list, report or export is about. */
export interface ActivitySelection {
  scope: ActivityScope;
  filter: ActivityFilter;
  /** The zone that `start`, `end` and days are meant in. */
  zone: string;
  /** Includes the details of bulk changes. */
  details?: boolean;
  /** Leaves out rows added after this one; fixes an export at its start. */
  upToId?: string;
}

/**
 * Begins a query over the rows of a selection, under the name `activity`. Date
 * ranges become ranges of the id, which is what the partitions and every index
 * are ordered by.
 */
export function selectActivity(
  knex: Knex,
  selection: ActivitySelection,
): Knex.QueryBuilder {
  const parts = selectActivityParts(knex, selection);
  return parts.length === 1
    ? parts[0]
    : knex.from(knex.unionAll(parts).as('activity'));
}

/**
 * The same as queries that have no row in common. What a member may see is two
 * of them and not one condition with OR: each has an index of its own.
 */
export function selectActivityParts(
  knex: Knex,
  { scope, ...rest }: ActivitySelection,
): Knex.QueryBuilder[] {
  const query = knex('activity');
  whereFilter(query, rest);
  if (scope.kind === 'person') {
    return [query.where('activity.user_id', scope.user_id)];
  }
  if (scope.workspace_id !== undefined) {
    query.where('activity.workspace_id', scope.workspace_id);
  }
  if (scope.kind === 'all' || !scope.limitedTo) {
    return [query];
  }
  const { user_id, entity_types, viewer } = scope.limitedTo;
  const own = query.clone().where('activity.user_id', user_id);
  if (entity_types.length === 0) {
    return [own];
  }
  const changes = query
    .whereNot('activity.user_id', user_id)
    // Not a binding, or SQLite would not see that the index is about it.
    .whereRaw("activity.source = 'backend'")
    .whereIn('activity.entity_type', [...entity_types])
    .where(visible =>
      visible
        .whereNull('activity.project_id')
        .orWhereNotIn(
          'activity.project_id',
          hiddenProjects(knex, scope.workspace_id, viewer),
        ),
    );
  return [own, changes];
}

function whereFilter(
  query: Knex.QueryBuilder,
  { filter, zone, details, upToId }: Omit<ActivitySelection, 'scope'>,
): void {
  for (const column of [
    'user_id',
    'action',
    'entity_type',
    'entity_id',
  ] as const) {
    const value = filter[column];
    if (value !== undefined) {
      query.where(`activity.${column}`, value);
    }
  }
  const { from, to } = instantsOfDays(filter.start, filter.end, zone);
  if (from !== undefined) {
    query.where('activity.id', '>=', lowestId(from));
  }
  if (to !== undefined) {
    query.where('activity.id', '<', lowestId(to));
  }
  if (upToId !== undefined) {
    query.where('activity.id', '<=', upToId);
  }
  if (filter.q !== undefined) {
    query.whereRaw("activity.search_text LIKE ? ESCAPE '\\'", [
      containsPattern(foldCase(filter.q)),
    ]);
  }
  if (!details) {
    query.whereRaw('NOT activity.is_detail');
  }
}
