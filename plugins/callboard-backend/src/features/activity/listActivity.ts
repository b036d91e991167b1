import { Activity } from '@callboard/plugin-callboard-common';
import { Knex } from 'knex';
import { isOneOf } from '../../database/bulk';
import { readInstant, readJson } from '../../database/dialect';
import { inLogSnapshot, LogSnapshot } from './rollups/inLogSnapshot';
import { ActivitySelection, selectActivityParts } from './selectActivity';
import { searchParts } from './texts/searchParts';

/** The columns that a row on the wire is made of. */
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
] as const;

const columns = activityColumns.map(column => `activity.${column}`);

/** Where in the list to begin. */
export interface ActivityPosition {
  limit: number;
  /** Begin with the row before this one. */
  beforeId?: string;
  /** Or skip so many rows. */
  offset?: number;
}

/** A row of the log as it is stored. */
export type FoundActivity = Omit<
  Activity,
  'metadata' | 'changes' | 'created_at'
> & {
  metadata: unknown;
  changes: unknown;
  created_at: Date | number | string;
};

/** The rows of a selection, newest first. */
export async function listActivity(
  knex: Knex,
  selection: ActivitySelection,
  position: ActivityPosition,
): Promise<Activity[]> {
  const [rows] = await Promise.all([
    findActivity(knex, selection, position),
    selection.mask?.ready(),
  ]);
  return rows.map(row => activityOnWire(row, selection));
}

/** The same as they are stored, whatever the reader may see of them. */
export async function findActivity(
  knex: Knex,
  selection: ActivitySelection,
  position: ActivityPosition,
): Promise<FoundActivity[]> {
  return selection.filter.q === undefined
    ? listRows(knex, selection, position)
    : inLogSnapshot(knex, log => listTexts(log, selection, position));
}

async function listRows(
  knex: Knex,
  selection: ActivitySelection,
  { limit, offset = 0, beforeId }: ActivityPosition,
): Promise<FoundActivity[]> {
  const newest = (query: Knex.QueryBuilder, count: number) =>
    query.orderBy('activity.id', 'desc').limit(count);
  // Each part ends at its own limit: that is what makes PostgreSQL walk an
  // index instead of sorting all of the part.
  const parts = selectActivityParts(knex, selection).map(({ query }) => {
    query.select(columns);
    if (beforeId !== undefined) {
      query.where('activity.id', '<', beforeId);
    }
    return knex.from(newest(query, limit + offset).as('part'));
  });
  return newest(knex.from(knex.unionAll(parts).as('activity')), limit).offset(
    offset,
  );
}

/** The rows with a text: their ids first, as what is left out may be much. */
async function listTexts(
  log: LogSnapshot,
  selection: ActivitySelection,
  position: ActivityPosition,
): Promise<FoundActivity[]> {
  const { knex } = log;
  const { limit, offset = 0, beforeId } = position;
  const parts = await searchParts(log, selection, { beforeId });
  if (!parts) {
    return listRows(knex, selection, position);
  }
  const found: string[] = [];
  for (const part of parts) {
    found.push(...(await part.newest(limit + offset)));
  }
  const ids = found
    .sort()
    .reverse()
    .slice(offset, offset + limit);
  return knex('activity')
    .select(columns)
    .whereRaw(...isOneOf(knex, 'activity.id', ids))
    .orderBy('activity.id', 'desc');
}

/**
 * A row of the log as it looks on the wire.
 *
 * @param reader - `originOnlyOf`: whose rows alone say from where they came; undefined
 * for all. `mask`: hides names.
 */
export function activityOnWire(
  row: FoundActivity,
  { originOnlyOf, mask }: Pick<ActivitySelection, 'originOnlyOf' | 'mask'>,
): Activity {
  const showsOrigin =
    originOnlyOf === undefined || row.user_id === originOnlyOf;
  const activity: Activity = {
    ...row,
    ...(showsOrigin ? {} : { ip: null, request_id: null }),
    metadata: row.metadata === null ? null : readJson(row.metadata),
    changes: readJson(row.changes),
    created_at: readInstant(row.created_at),
  };
  return mask ? mask.row(activity) : activity;
}
