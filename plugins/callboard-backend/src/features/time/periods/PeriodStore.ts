import { PeriodAct } from '@callboard/plugin-callboard-common';
import { Knex } from 'knex';
import { writeJson } from '../../../database/dialect';
import { newId } from '../../../database/ids';
import { timeOnItems } from '../people/timeOnItems';
import { PeriodSpan } from '../rules/periods';
import { Approver, wherePeriodVisible } from './Approver';
import { PeriodRow } from './PeriodRow';
import { PeriodViewer, readPeriod, withTotals } from './selectPeriods';

/** The minutes of an item on a day, as a step keeps them. */
export type PeriodCell = [work_item_id: string, date: string, minutes: number];

/** Something that happens to a period. */
export interface NewStep {
  action: PeriodAct;
  actor_ref: string;
  reason: string | null;
  /** What was in it then. */
  content: readonly PeriodCell[];
}

/** The tables of periods and of what happened to them. */
export class PeriodStore {
  /** A period, if somebody may see it. */
  async find(
    knex: Knex,
    approver: Approver,
    id: string,
  ): Promise<PeriodRow | undefined> {
    const query = withTotals(knex, knex('time_periods'), approver).where(
      'time_periods.id',
      id,
    );
    const row = await wherePeriodVisible(knex, query, approver).first();
    return row && readPeriod(row);
  }

  /** The viewer's own period of exactly these days, if it was submitted once. */
  async findOwn(
    knex: Knex,
    viewer: PeriodViewer,
    { week_start, week_end }: PeriodSpan,
  ): Promise<PeriodRow | undefined> {
    const row = await withTotals(knex, knex('time_periods'), viewer)
      .where('time_periods.workspace_id', viewer.workspace_id)
      .where('time_periods.member_id', viewer.user_ref)
      .where('time_periods.week_start', week_start)
      .where('time_periods.week_end', week_end)
      .first();
    return row && readPeriod(row);
  }

  /** What is in a period. */
  async contentOf(
    knex: Knex,
    period: Pick<PeriodRow, 'workspace_id' | 'member_id'> & PeriodSpan,
  ): Promise<PeriodCell[]> {
    const { workspace_id, member_id, week_start, week_end } = period;
    const times = await timeOnItems(
      knex,
      { workspace_id, user_ref: member_id },
      { from: week_start, to: week_end },
    );
    return times.map(({ work_item_id, date, minutes }) => [
      work_item_id,
      date,
      minutes,
    ]);
  }

  /** Stores a period, and what has just happened to it. */
  async save(
    tx: Knex.Transaction,
    period: PeriodRow,
    { content, ...step }: NewStep,
  ): Promise<void> {
    await tx('time_periods').insert(toColumns(period)).onConflict('id').merge();
    const now = Date.parse(period.updated_at);
    await tx('time_period_steps').insert({
      ...step,
      id: newId(now),
      period_id: period.id,
      content: writeJson(content),
      created_at: new Date(now),
    });
  }
}

function toColumns(period: PeriodRow) {
  const instant = (value: string | null) => value && new Date(value);
  return {
    id: period.id,
    workspace_id: period.workspace_id,
    member_id: period.member_id,
    week_start: period.week_start,
    week_end: period.week_end,
    status: period.status,
    submitted_at: instant(period.submitted_at),
    decided_by: period.decided_by,
    decided_at: instant(period.decided_at),
    reason: period.reason,
    version: period.version,
    created_at: instant(period.created_at),
    updated_at: instant(period.updated_at),
  };
}
