import { Period } from '@callboard/plugin-callboard-common';
import { parseEntityRef } from '@backstage/catalog-model';
import { Knex } from 'knex';
import { RequestContext } from '../../../access/Caller';
import {
  selectHiddenProjects,
  ProjectViewer,
  toProjectViewer,
} from '../../../access/visibility/whereProjectVisible';
import { Table } from '../../../database/Table';
import { isLocked } from '../rules/periods';

/** A stored period with its total and the display names of its person and its decider. */
export type PeriodRow = Omit<Period, 'expected_minutes' | 'can_decide'> & {
  workspace_id: string;
};

/**
 * Builds the API response of a period for a viewer who may see it. On a submitted or approved
 * period, everybody who may see it can decide, except its person.
 */
export function toPeriodResponse(
  { workspace_id: _workspace, ...period }: PeriodRow,
  expected_minutes: number,
  viewer_ref: string,
): Period {
  const { status, member_id } = period;
  return {
    ...period,
    expected_minutes,
    can_decide: isLocked(status) && member_id !== viewer_ref,
  };
}

/** The label of a period in activity entries and links. */
export function formatPeriodLabel({
  display_name,
  week_start,
  week_end,
}: Pick<Period, 'display_name' | 'week_start' | 'week_end'>): string {
  return `${display_name}, ${week_start} to ${week_end}`;
}

export type PeriodContext = RequestContext & { params: { id: string } };

export interface PeriodViewer extends ProjectViewer {
  workspace_id: string;
}

export function getPeriodViewer(context: RequestContext): PeriodViewer {
  return { workspace_id: context.workspace.id, ...toProjectViewer(context) };
}

/**
 * Adds the display names and the total that `readPeriod` needs to a query of periods.
 *
 * @param name - the alias of the periods in the query
 */
export function joinPeriodColumns(
  knex: Knex,
  periods: Knex.QueryBuilder,
  viewer: PeriodViewer,
  name = 'time_periods',
): Knex.QueryBuilder {
  return periods
    .leftJoin('people as member', 'member.user_ref', `${name}.member_id`)
    .leftJoin('people as decider', 'decider.user_ref', `${name}.decided_by`)
    .select(
      `${name}.*`,
      'member.display_name',
      'decider.display_name as decided_by_name',
      buildTotalSql(knex, name, viewer),
    );
}

/**
 * Builds SQL for the minutes logged in a period, summed from current worklogs. Unless the viewer is
 * the period's person, excludes time in projects hidden from the viewer.
 */
function buildTotalSql(
  knex: Knex,
  period: string,
  viewer: PeriodViewer,
): Knex.Raw {
  const visibleSql = viewer.sees_all
    ? knex.raw('1 = 1')
    : knex.raw('(worklogs.logged_by = ? OR worklogs.project_id NOT IN (?))', [
        viewer.user_ref,
        selectHiddenProjects(knex, viewer.workspace_id, viewer),
      ]);
  return knex.raw(
    `(
      SELECT coalesce(sum(worklogs.duration_minutes), 0) FROM worklogs
      WHERE worklogs.workspace_id = ${period}.workspace_id
        AND worklogs.logged_by = ${period}.member_id
        AND worklogs.logged_at >= ${period}.week_start
        AND worklogs.logged_at <= ${period}.week_end
        AND worklogs.deleted_at IS NULL AND ?
    ) AS total_minutes`,
    [visibleSql],
  );
}

export const periodTable = new Table<PeriodRow>('time_periods', {
  id: 'text',
  workspace_id: 'text',
  member_id: 'text',
  display_name: 'joined',
  week_start: 'text',
  week_end: 'text',
  status: 'text',
  total_minutes: 'joined',
  submitted_at: 'instant',
  decided_by: 'text',
  decided_by_name: 'joined',
  decided_at: 'instant',
  reason: 'text',
  version: 'number',
  created_at: 'instant',
  updated_at: 'instant',
});

/** Converts a row of `joinPeriodColumns`. */
export function readPeriod(row: any): PeriodRow {
  const { member_id, decided_by } = row;
  return {
    ...periodTable.read(row),
    display_name: row.display_name ?? parseEntityRef(member_id).name,
    total_minutes: Number(row.total_minutes),
    decided_by_name:
      row.decided_by_name ?? (decided_by && parseEntityRef(decided_by).name),
  };
}
