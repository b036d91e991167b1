import { PeriodAct } from '@callboard/plugin-callboard-common';
import { Knex } from 'knex';
import { chunk, max, min } from 'lodash';
import { writeJson } from '../../../database/dialect';
import { newId } from '../../../database/ids';
import { DayRange } from '../calendar/WorkCalendar';
import { timeOnItems } from '../people/timeOnItems';
import { PeriodSpan } from '../rules/periods';
import { Approver, wherePeriodVisible } from './Approver';
import { PeriodRow } from './PeriodRow';
import { PeriodViewer, readPeriod, withTotals } from './selectPeriods';

/** Few enough for the bindings that a statement can have. */
const ROWS_AT_ONCE = 50;

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

  /**
   * The viewer's own periods of exactly some days: one query.
   *
   * @returns in the order of the spans; undefined where nothing was submitted
   */
  async findAllOwn(
    knex: Knex,
    viewer: PeriodViewer,
    spans: readonly PeriodSpan[],
  ): Promise<Array<PeriodRow | undefined>> {
    const { from, to } = rangeOf(spans);
    const rows: any[] = await withTotals(knex, knex('time_periods'), viewer)
      .where('time_periods.workspace_id', viewer.workspace_id)
      .where('time_periods.member_id', viewer.user_ref)
      .where('time_periods.week_start', '>=', from)
      .where('time_periods.week_end', '<=', to);
    return spans.map(({ week_start, week_end }) => {
      const row = rows.find(
        each => each.week_start === week_start && each.week_end === week_end,
      );
      return row && readPeriod(row);
    });
  }

  /** What is in a period. */
  async contentOf(
    knex: Knex,
    period: Pick<PeriodRow, 'workspace_id' | 'member_id'> & PeriodSpan,
  ): Promise<PeriodCell[]> {
    const [content] = await this.contentsOf(knex, period, period.member_id, [
      period,
    ]);
    return content;
  }

  /** What is in some periods of a person: one query. */
  async contentsOf(
    knex: Knex,
    { workspace_id }: { workspace_id: string },
    user_ref: string,
    spans: readonly PeriodSpan[],
  ): Promise<PeriodCell[][]> {
    const times = await timeOnItems(
      knex,
      { workspace_id, user_ref },
      rangeOf(spans),
    );
    return spans.map(({ week_start, week_end }) =>
      times
        .filter(({ date }) => week_start <= date && date <= week_end)
        .map(({ work_item_id, date, minutes }) => [
          work_item_id,
          date,
          minutes,
        ]),
    );
  }

  /**
   * Stores what has happened to periods, in order.
   *
   * @param steps - each with the period as it left it
   */
  async saveAll(
    tx: Knex.Transaction,
    steps: ReadonlyArray<NewStep & { period: PeriodRow }>,
  ): Promise<void> {
    const latest = new Map(steps.map(({ period }) => [period.id, period]));
    for (const some of chunk([...latest.values()], ROWS_AT_ONCE)) {
      await tx('time_periods')
        .insert(some.map(toColumns))
        .onConflict('id')
        .merge();
    }
    const rows = steps.map(({ period, content, ...step }) => {
      const now = Date.parse(period.updated_at);
      return {
        ...step,
        id: newId(now),
        period_id: period.id,
        content: writeJson(content),
        created_at: new Date(now),
      };
    });
    await tx.batchInsert('time_period_steps', rows, ROWS_AT_ONCE);
  }
}

/** The days from the first of some spans to the last. */
function rangeOf(spans: readonly PeriodSpan[]): DayRange {
  return {
    from: min(spans.map(({ week_start }) => week_start))!,
    to: max(spans.map(({ week_end }) => week_end))!,
  };
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
