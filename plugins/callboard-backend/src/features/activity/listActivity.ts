import { Activity } from '@callboard/plugin-callboard-common';
import { Knex } from 'knex';
import { readInstant, readJson } from '../../database/dialect';
import { ActivitySelection, whereActivity } from './whereActivity';

const columns = [
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
  { limit, beforeId, offset }: ActivityPosition,
): Promise<Activity[]> {
  const query = knex('activity')
    .select(columns.map(column => `activity.${column}`))
    .orderBy('activity.id', 'desc')
    .limit(limit);
  whereActivity(query, selection);
  if (beforeId !== undefined) {
    query.where('activity.id', '<', beforeId);
  }
  if (offset) {
    query.offset(offset);
  }
  return (await query).map(toWire);
}

/** How many rows a selection has. */
export async function countActivity(
  knex: Knex,
  selection: ActivitySelection,
): Promise<number> {
  const query = knex('activity').count({ count: '*' });
  whereActivity(query, selection);
  const [row] = await query;
  return Number(row.count);
}

/** The newest row of a selection. */
export async function newestActivityId(
  knex: Knex,
  selection: ActivitySelection,
): Promise<string | undefined> {
  const query = knex('activity')
    .select('activity.id')
    .orderBy('activity.id', 'desc')
    .limit(1);
  whereActivity(query, selection);
  const [row] = await query;
  return row?.id;
}

function toWire(row: any): Activity {
  return {
    ...row,
    metadata: row.metadata === null ? null : readJson(row.metadata),
    changes: readJson(row.changes),
    created_at: readInstant(row.created_at),
  };
}
