import { Knex } from 'knex';
import { max, min, sumBy } from 'lodash';
import { selectHiddenProjects } from '../../../access/visibility/whereProjectVisible';
import { insertTogether, inListSql } from '../../../database/bulk';
import { createId } from '../../../database/ids';
import { sumTimeOnItems } from '../worklogs/WorklogRow';
import { PeriodSpan } from '../rules/periods';
import { Approver, wherePeriodVisible } from './Approver';
import {
  PeriodRow,
  PeriodViewer,
  readPeriod,
  joinPeriodColumns,
  periodTable,
} from './PeriodRow';
import { PeriodStepInput } from './PeriodStep';

/** The minutes logged on an item on a day, as stored with a step. */
export type PeriodCell = [work_item_id: string, date: string, minutes: number];

interface NewStep extends PeriodStepInput {
  period: PeriodRow;
  actor_ref: string;
  /** The content of the period when the action was taken. */
  content: readonly PeriodCell[];
}

/** Finds a period that the approver may see. */
export async function findPeriod(
  knex: Knex,
  approver: Approver,
  id: string,
): Promise<PeriodRow | undefined> {
  const query = joinPeriodColumns(knex, knex('time_periods'), approver).where(
    'time_periods.id',
    id,
  );
  const row = await wherePeriodVisible(knex, query, approver).first();
  return row && readPeriod(row);
}

/** Finds the viewer's own stored periods with exactly these spans. */
export async function findOwnPeriods(
  knex: Knex,
  viewer: PeriodViewer,
  spans: readonly PeriodSpan[],
): Promise<PeriodRow[]> {
  const rows = await joinPeriodColumns(knex, knex('time_periods'), viewer)
    .where('time_periods.workspace_id', viewer.workspace_id)
    .where('time_periods.member_id', viewer.user_ref)
    .whereIn(
      ['time_periods.week_start', 'time_periods.week_end'],
      spans.map(({ week_start, week_end }) => [week_start, week_end]),
    );
  return rows.map(readPeriod);
}

/** Reads the contents of one person's periods, in one query. */
export async function readContents(
  knex: Knex,
  periods: ReadonlyArray<
    Pick<PeriodRow, 'workspace_id' | 'member_id'> & PeriodSpan
  >,
): Promise<PeriodCell[][]> {
  const [{ workspace_id, member_id }] = periods;
  const times = await sumTimeOnItems(
    knex,
    { workspace_id, user_ref: member_id },
    {
      from: min(periods.map(({ week_start }) => week_start))!,
      to: max(periods.map(({ week_end }) => week_end))!,
    },
  );
  return periods.map(({ week_start, week_end }) =>
    times
      .filter(({ date }) => week_start <= date && date <= week_end)
      .map(({ work_item_id, date, minutes }) => [work_item_id, date, minutes]),
  );
}

/** Stores steps, and stores each period as it is after its last step. */
export async function savePeriodSteps(
  tx: Knex.Transaction,
  steps: readonly NewStep[],
): Promise<void> {
  const lastStates = new Map(
    steps.map(({ period }) => [period.id, periodTable.toColumns(period)]),
  );
  const periods = [...lastStates.values()];
  const assignments = Object.keys(periods[0]).map(
    column => `${column} = excluded.${column}`,
  );
  await insertTogether(tx, [
    {
      table: 'time_periods',
      rows: periods,
      onConflict: `(id) DO UPDATE SET ${assignments.join(', ')}`,
    },
    {
      table: 'time_period_steps',
      rows: steps.map(({ period, content, ...step }) => {
        const now = Date.parse(period.updated_at);
        return {
          ...step,
          id: createId(now),
          period_id: period.id,
          member_id: period.member_id,
          content: [...content],
          created_at: new Date(now),
        };
      }),
    },
  ]);
}

/**
 * Adds the period's person to steps without one: replicas of version 1.0.0 store such steps while
 * replicas are upgraded one by one. The index of `member_id` finds them.
 */
export async function addMissingStepMembers(knex: Knex): Promise<void> {
  await knex('time_period_steps')
    .whereNull('member_id')
    .update({
      member_id: knex('time_periods')
        .select('member_id')
        .whereRaw('time_periods.id = time_period_steps.period_id'),
    });
}

/**
 * Sums the minutes of each content of a person's periods, in at most one query. Excludes the time
 * in projects that are hidden from the viewer, unless the time is the viewer's own.
 */
export async function sumVisibleMinutes(
  knex: Knex,
  { member_id }: Pick<PeriodRow, 'member_id'>,
  contents: ReadonlyArray<readonly PeriodCell[]>,
  viewer: PeriodViewer,
): Promise<number[]> {
  const hiddenItemIds = new Set<string>(
    viewer.sees_all || viewer.user_ref === member_id
      ? []
      : await knex('work_items')
          .whereIn(
            'project_id',
            selectHiddenProjects(knex, viewer.workspace_id, viewer),
          )
          .whereRaw(
            ...inListSql(knex, 'id', [
              ...new Set(contents.flat().map(([work_item_id]) => work_item_id)),
            ]),
          )
          .pluck('id'),
  );
  return contents.map(content =>
    sumBy(content, ([work_item_id, , minutes]) =>
      hiddenItemIds.has(work_item_id) ? 0 : minutes,
    ),
  );
}
