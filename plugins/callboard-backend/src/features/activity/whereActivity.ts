import { ActivityFilter } from '@callboard/plugin-callboard-common';
import { Knex } from 'knex';
import { containsPattern } from '../../database/dialect';
import { lowestId } from '../../database/ids';
import { instantsOfDays } from '../../database/zones';
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
 * Narrows a query over `activity` to a selection. Date ranges become ranges of
 * the id, which is what the partitions and every index are ordered by.
 */
export function whereActivity(
  query: Knex.QueryBuilder,
  { scope, filter, zone, details, upToId }: ActivitySelection,
): void {
  whereScope(query, scope);
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
      containsPattern(filter.q.toLowerCase()),
    ]);
  }
  if (!details) {
    query.where('activity.is_detail', false);
  }
}

function whereScope(query: Knex.QueryBuilder, scope: ActivityScope): void {
  if (scope.kind === 'person') {
    query.where('activity.user_id', scope.user_id);
    return;
  }
  if (scope.workspace_id !== undefined) {
    query.where('activity.workspace_id', scope.workspace_id);
  }
  if (scope.kind === 'workspace' && scope.limitedTo) {
    const { user_id, entity_types } = scope.limitedTo;
    query.where(visible =>
      visible
        .where('activity.user_id', user_id)
        .orWhere(changes =>
          changes
            .where('activity.source', 'backend')
            .whereIn('activity.entity_type', [...entity_types]),
        ),
    );
  }
}
