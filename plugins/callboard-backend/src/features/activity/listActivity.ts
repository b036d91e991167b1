import { Activity } from '@callboard/plugin-callboard-common';
import { Knex } from 'knex';
import { readInstant, readJson } from '../../database/dialect';
import { ActivitySelection, selectActivityParts } from './selectActivity';

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

/** Where in the list to begin. */
export interface ActivityPosition {
  limit: number;
  /** Begin with the row before this one. */
  beforeId?: string;
  /** Or skip so many rows. */
  offset?: number;
}

/** The rows of a selection, newest first. */
export async function listActivity(
  knex: Knex,
  selection: ActivitySelection,
  { limit, offset = 0, beforeId }: ActivityPosition,
): Promise<Activity[]> {
  const newest = (query: Knex.QueryBuilder, count: number) =>
    query.orderBy('activity.id', 'desc').limit(count);
  // Each part ends at its own limit: that is what makes PostgreSQL walk an
  // index instead of sorting all of the part.
  const parts = selectActivityParts(knex, selection).map(part => {
    part.select(activityColumns.map(column => `activity.${column}`));
    if (beforeId !== undefined) {
      part.where('activity.id', '<', beforeId);
    }
    return knex.from(newest(part, limit + offset).as('part'));
  });
  const rows = await newest(
    knex.from(knex.unionAll(parts).as('activity')),
    limit,
  ).offset(offset);
  return rows.map((row: any) => activityOnWire(row, selection.originOnlyOf));
}

/**
 * A row of the log as it looks on the wire.
 *
 * @param originOnlyOf - whose rows alone say from where they came; undefined for
 * all
 */
export function activityOnWire(
  row: any,
  originOnlyOf: string | undefined,
): Activity {
  const showsOrigin =
    originOnlyOf === undefined || row.user_id === originOnlyOf;
  return {
    ...row,
    ...(showsOrigin ? {} : { ip: null, request_id: null }),
    metadata: row.metadata === null ? null : readJson(row.metadata),
    changes: readJson(row.changes),
    created_at: readInstant(row.created_at),
  };
}
