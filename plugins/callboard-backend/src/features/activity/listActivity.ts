import { Activity } from '@callboard/plugin-callboard-common';
import { Knex } from 'knex';
import { inListSql } from '../../database/bulk';
import { readInstant, readJson } from '../../database/dialect';
import { readInLogSnapshot, LogSnapshot } from './rollups/watermark';
import { ActivitySelection, selectActivityParts } from './selectActivity';
import { createPartSearches } from './texts/PartSearch';

/** The columns from which the API response is built. */
export const activityColumns = [
  'id',
  'workspace_id',
  'user_id',
  'user_name',
  'user_email',
  'action',
  'entity_type',
  'entity_id',
  'entity_label',
  'metadata',
  'changes',
  'created_at',
  'batch_id',
  'source',
  'ip',
  'request_id',
].map(column => `activity.${column}`);

export interface ActivityPosition {
  limit: number;
  /** The cursor: the page contains only rows with lower ids. */
  beforeId?: string;
  /** The number of rows to skip; an alternative to `beforeId`. */
  offset?: number;
}

export type StoredActivity = Omit<
  Activity,
  'metadata' | 'changes' | 'created_at'
> & {
  metadata: unknown;
  changes: unknown;
  created_at: Date | number | string;
};

/** With a pseudonymiser, rows have the value of its `namesVersionSql`. */
type VersionedActivity = StoredActivity & { names_version?: string };

/** The rows of a selection, newest first. */
export async function listActivity(
  knex: Knex,
  selection: ActivitySelection,
  position: ActivityPosition,
): Promise<Activity[]> {
  const rows = await listStoredActivity(knex, selection, position);
  return rows.map(row => toActivityResponse(row, selection));
}

/**
 * Lists stored rows, including fields that the reader may not see. If the selection has a
 * pseudonymiser, loads the names that it needs to convert these rows.
 */
export async function listStoredActivity(
  knex: Knex,
  selection: ActivitySelection,
  position: ActivityPosition,
): Promise<StoredActivity[]> {
  const { filter, pseudonymiser } = selection;
  const rows =
    filter.q === undefined
      ? await listRows(knex, selection, position)
      : await readInLogSnapshot(knex, log =>
          searchRows(log, selection, position),
        );
  if (!pseudonymiser) {
    return rows;
  }
  if (rows.length > 0) {
    // Runs outside the snapshot, because the pseudonymiser needs its own connection.
    await pseudonymiser.loadMatcher(rows[0].names_version);
  }
  return rows.map(({ names_version: _, ...row }) => row);
}

function addNamesVersion(
  query: Knex.QueryBuilder,
  { pseudonymiser }: ActivitySelection,
): Knex.QueryBuilder {
  return pseudonymiser
    ? query.select({ names_version: pseudonymiser.namesVersionSql() })
    : query;
}

async function listRows(
  knex: Knex,
  selection: ActivitySelection,
  { limit, offset = 0, beforeId }: ActivityPosition,
): Promise<VersionedActivity[]> {
  const limitToNewest = (query: Knex.QueryBuilder, count: number) =>
    query.orderBy('activity.id', 'desc').limit(count);
  // A limit in each part makes PostgreSQL walk an index instead of sorting the whole part.
  const parts = selectActivityParts(knex, selection).map(({ query }) => {
    query.select(activityColumns);
    if (beforeId !== undefined) {
      query.where('activity.id', '<', beforeId);
    }
    return knex.from(limitToNewest(query, limit + offset).as('part'));
  });
  const rows = knex
    .from(knex.unionAll(parts).as('activity'))
    .select('activity.*')
    .offset(offset);
  return addNamesVersion(limitToNewest(rows, limit), selection);
}

/** Lists rows that match the search text. Finds ids first, because many rows may be skipped. */
async function searchRows(
  log: LogSnapshot,
  selection: ActivitySelection,
  position: ActivityPosition,
): Promise<VersionedActivity[]> {
  const { knex } = log;
  const { limit, offset = 0, beforeId } = position;
  const parts = await createPartSearches(log, selection, { beforeId });
  if (!parts) {
    return listRows(knex, selection, position);
  }
  const newestIds: string[] = [];
  for (const part of parts) {
    newestIds.push(...(await part.findNewestIds(limit + offset)));
  }
  const ids = newestIds
    .sort()
    .reverse()
    .slice(offset, offset + limit);
  const rows = knex('activity')
    .select(activityColumns)
    .whereRaw(...inListSql(knex, 'activity.id', ids))
    .orderBy('activity.id', 'desc');
  return addNamesVersion(rows, selection);
}

/**
 * Converts a row of the log to an API response.
 *
 * @param reader - `showsOriginOnlyOf`: only rows of this user show IP address and request id;
 * undefined: all rows show them. `pseudonymiser`: hides names.
 */
export function toActivityResponse(
  row: StoredActivity,
  {
    showsOriginOnlyOf,
    pseudonymiser,
  }: Pick<ActivitySelection, 'showsOriginOnlyOf' | 'pseudonymiser'>,
): Activity {
  const showsOrigin =
    showsOriginOnlyOf === undefined || row.user_id === showsOriginOnlyOf;
  const activity: Activity = {
    ...row,
    ...(showsOrigin ? {} : { ip: null, request_id: null }),
    metadata: row.metadata === null ? null : readJson(row.metadata),
    changes: readJson(row.changes),
    created_at: readInstant(row.created_at),
  };
  return pseudonymiser
    ? pseudonymiser.pseudonymiseActivity(activity)
    : activity;
}
