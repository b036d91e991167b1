import { NotFoundError } from '@backstage/errors';
import {
  CriticalEvent,
  CriticalRuleId,
} from '@callboard/plugin-callboard-common';
import { Knex } from 'knex';
import { countRows } from '../../database/statements';
import { insertTogether, inListSql } from '../../database/bulk';
import { readInstant, readOptionalInstant } from '../../database/dialect';
import { lockForUpdate } from '../../database/locks';
import { getLowestId } from '../../database/ids';
import { Page, PageQuery, readNewestPage } from '../../database/paging';

const TABLE = 'critical_events';

export interface CriticalEventFilter {
  rule?: CriticalRuleId;
  is_acknowledged?: boolean;
  workspace_id?: string;
  /** Restricts the result to these workspaces. */
  workspaceIds?: readonly string[];
}

/** Lists a page of events, newest first, and counts all. */
export async function listCriticalEvents(
  knex: Knex,
  filter: CriticalEventFilter,
  query: PageQuery,
): Promise<Page<CriticalEvent> & { total: number }> {
  return {
    ...(await readNewestPage(query, selectEvents(knex, filter), readEvent)),
    total: await countRows(selectEvents(knex, filter)),
  };
}

/**
 * Finds and locks an event until the transaction ends.
 *
 * @param workspaceIds - the workspaces to search; by default all
 * @throws NotFoundError when none of these workspaces has the event
 */
export async function lockCriticalEvent(
  tx: Knex,
  id: string,
  workspaceIds?: readonly string[],
): Promise<CriticalEvent> {
  const row = await lockForUpdate(
    selectEvents(tx, { workspaceIds }).where({ id }),
  ).first();
  if (!row) {
    throw new NotFoundError(`Critical event ${id} not found`);
  }
  return readEvent(row);
}

/**
 * Finds the unacknowledged events that some actors caused and that last occurred at `since` or
 * later, and locks them until the transaction ends.
 */
export async function lockUnacknowledgedCriticalEvents(
  tx: Knex,
  actors: readonly string[],
  since: number,
): Promise<CriticalEvent[]> {
  const rows = await lockForUpdate(
    tx(TABLE)
      .whereRaw(...inListSql(tx, 'actor_ref', actors, 'text'))
      .whereNull('acknowledged_at')
      .where('last_at', '>=', new Date(since))
      .orderBy('id'),
  );
  return rows.map(readEvent);
}

/** Adds events or updates their counts. */
export async function saveCriticalEvents(
  tx: Knex,
  events: readonly CriticalEvent[],
): Promise<void> {
  await insertTogether(tx, [
    {
      table: TABLE,
      rows: events.map(event => ({
        ...event,
        first_at: new Date(event.first_at),
        last_at: new Date(event.last_at),
        acknowledged_at: null,
      })),
      onConflict:
        '(id) DO UPDATE SET count = excluded.count, last_at = excluded.last_at',
    },
  ]);
}

export async function acknowledgeCriticalEvent(
  tx: Knex,
  { id, acknowledged_at, acknowledged_by }: CriticalEvent,
): Promise<void> {
  await tx(TABLE)
    .where({ id })
    .update({ acknowledged_at: new Date(acknowledged_at!), acknowledged_by });
}

/**
 * Deletes a batch of events that were raised before a moment, acknowledged or not.
 *
 * @param before - milliseconds since 1970
 * @returns the number of deleted events
 */
export async function deleteCriticalEvents(
  knex: Knex,
  before: number,
  limit: number,
): Promise<number> {
  return knex(TABLE)
    .whereIn(
      'id',
      knex(TABLE)
        .select('id')
        .where('id', '<', getLowestId(before))
        .orderBy('id')
        .limit(limit),
    )
    .delete();
}

function selectEvents(
  knex: Knex,
  { rule, is_acknowledged, workspace_id, workspaceIds }: CriticalEventFilter,
): Knex.QueryBuilder {
  const query = knex(TABLE);
  if (rule !== undefined) query.where({ rule_id: rule });
  if (workspace_id !== undefined) query.where({ workspace_id });
  if (workspaceIds) {
    query.whereRaw(...inListSql(knex, 'workspace_id', workspaceIds));
  }
  if (is_acknowledged === true) query.whereNotNull('acknowledged_at');
  if (is_acknowledged === false) query.whereNull('acknowledged_at');
  return query;
}

function readEvent(row: any): CriticalEvent {
  return {
    ...row,
    first_at: readInstant(row.first_at),
    last_at: readInstant(row.last_at),
    acknowledged_at: readOptionalInstant(row.acknowledged_at),
  };
}
