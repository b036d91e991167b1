import { Worklog } from '@callboard/plugin-callboard-common';
import { Knex } from 'knex';
import { parseEntityRef } from '@backstage/catalog-model';
import { readInstant, readOptionalInstant } from '../../../database/dialect';
import { formatItemIdentifier } from '../../work/items/WorkItemRow';

/** A stored worklog with the names of its item and person. */
export type WorklogRow = Omit<Worklog, 'work_item' | 'overlaps'> & {
  workspace_id: string;
  identifier: string;
  title: string;
  /** The person's department on that day. */
  department_id: string | null;
  /** The digest of the imported row; null for a worklog that was not imported. */
  external_digest: string | null;
};

/** A worklog before and after a change; null where it does not exist. */
export interface WorklogPair {
  before: WorklogRow | null;
  after: WorklogRow | null;
}

/**
 * The API response of a worklog.
 *
 * @param overlapping - the ids of overlapping worklogs; if omitted, the response flags none
 */
export function toWorklogResponse(
  row: WorklogRow,
  overlapping?: ReadonlySet<string>,
): Worklog {
  const {
    workspace_id: _workspace,
    identifier,
    title,
    department_id: _department,
    external_digest: _digest,
    ...worklog
  } = row;
  return {
    ...worklog,
    work_item: { id: worklog.work_item_id, identifier, title },
    ...(overlapping?.has(worklog.id) && { overlaps: true }),
  };
}

/**
 * SQL for the status of the period that contains a worklog; null if no period was submitted.
 * Weeks and months can overlap after a workspace has changed its period length. Submitted and
 * approved periods then take precedence.
 */
const PERIOD_STATUS_SQL = `(
  SELECT time_periods.status FROM time_periods
  WHERE time_periods.workspace_id = worklogs.workspace_id
    AND time_periods.member_id = worklogs.logged_by
    AND time_periods.week_start <= worklogs.logged_at
    AND time_periods.week_end >= worklogs.logged_at
  ORDER BY CASE WHEN time_periods.status IN ('submitted', 'approved') THEN 0 ELSE 1 END,
    time_periods.week_start DESC
  LIMIT 1
)`;

/** Selects live worklogs with the columns of joined tables. */
export function selectWorklogs(knex: Knex): Knex.QueryBuilder {
  return joinWorklogNames(knex('worklogs').whereNull('worklogs.deleted_at'));
}

/** Adds the columns of joined tables to selected worklogs. */
export function joinWorklogNames(
  worklogs: Knex.QueryBuilder,
): Knex.QueryBuilder {
  return worklogs
    .join('work_items', 'work_items.id', 'worklogs.work_item_id')
    .join('projects', 'projects.id', 'worklogs.project_id')
    .leftJoin('people', 'people.user_ref', 'worklogs.logged_by')
    .select(
      'worklogs.*',
      'work_items.number',
      'work_items.title',
      'projects.identifier as project_identifier',
      'people.display_name',
    )
    .select(worklogs.client.raw(`${PERIOD_STATUS_SQL} AS period_status`));
}

/** Converts a row of `joinWorklogNames`. */
export function readWorklog(row: any): WorklogRow {
  return {
    id: row.id,
    workspace_id: row.workspace_id,
    project_id: row.project_id,
    work_item_id: row.work_item_id,
    identifier: formatItemIdentifier(row.project_identifier, row.number),
    title: row.title,
    logged_by: row.logged_by,
    logged_by_name: row.display_name ?? parseEntityRef(row.logged_by).name,
    department_id: row.department_id,
    duration_minutes: row.duration_minutes,
    description: row.description,
    logged_at: row.logged_at,
    started_at: readOptionalInstant(row.started_at),
    is_billable: Boolean(row.is_billable),
    activity_type: row.activity_type,
    source: row.source,
    external_digest: row.external_digest,
    period_status: row.period_status ?? 'open',
    version: row.version,
    created_at: readInstant(row.created_at),
    updated_at: readInstant(row.updated_at),
  };
}
