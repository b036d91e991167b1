import { parseEntityRef } from '@backstage/catalog-model';
import {
  endpoints,
  PeriodStep,
  QueryOf,
} from '@callboard/plugin-callboard-common';
import { Knex } from 'knex';
import { inListSql } from '../../../database/bulk';
import { readInstant, readJson } from '../../../database/dialect';
import {
  DatedPosition,
  Page,
  PageQuery,
  readNewestPage,
  selectPage,
} from '../../../database/paging';
import { countRows } from '../../../database/statements';
import { Approver, whereListedPeriodVisible } from './Approver';
import {
  PeriodRow,
  PeriodViewer,
  readPeriod,
  joinPeriodColumns,
} from './PeriodRow';
import { PeriodCell, sumVisibleMinutes } from './PeriodStore';

/** The maximum number of periods that are counted. Users do not page beyond this number. */
const MAX_COUNTED = 10_000;

type PeriodFilter = Omit<
  QueryOf<typeof endpoints.listPeriods>,
  keyof PageQuery
>;

/** A step of a period and the period's content at the time of the step. */
interface StepWithContent {
  step: PeriodStep;
  content: PeriodCell[];
}

/** Lists the periods that the approver may see, the latest first. */
export async function listPeriods(
  knex: Knex,
  viewer: Approver,
  filter: PeriodFilter,
  paging: { after?: DatedPosition; limit: number },
): Promise<PeriodRow[]> {
  const page = selectPage(
    selectPeriods(knex, viewer, filter).select('time_periods.*'),
    ['time_periods.week_start', 'time_periods.id'],
    { ...paging, direction: 'desc' },
  );
  // Applies the limit before the joins, because reading the names and totals of all matching rows
  // would be slow.
  const rows: any[] = await joinPeriodColumns(
    knex,
    knex.from(page.as('page')),
    viewer,
    'page',
  ).orderByRaw('page.week_start desc, page.id desc');
  return rows.map(readPeriod);
}

/** Counts the periods that all pages of `listPeriods` contain; undefined above `MAX_COUNTED`. */
export async function countPeriods(
  knex: Knex,
  viewer: Approver,
  filter: PeriodFilter,
): Promise<number | undefined> {
  const limited = selectPeriods(knex, viewer, filter)
    .select('time_periods.id')
    .limit(MAX_COUNTED + 1);
  const count = await countRows(knex.from(limited.as('limited')));
  return count > MAX_COUNTED ? undefined : count;
}

/** Lists the steps of a period, newest first, as the viewer may see them. */
export async function listSteps(
  knex: Knex,
  viewer: PeriodViewer,
  period: PeriodRow,
  query: PageQuery,
): Promise<Page<PeriodStep>> {
  const page = await readNewestPage(
    query,
    selectSteps(knex, period.id),
    row => row,
    'time_period_steps.id',
  );
  const steps = await readSteps(knex, viewer, period, page.items);
  return { ...page, items: steps.map(({ step }) => step) };
}

/** Finds the last decision on a period and the period's content at the time of the decision. */
export async function findLastDecision(
  knex: Knex,
  viewer: PeriodViewer,
  period: PeriodRow,
): Promise<StepWithContent | undefined> {
  const query = selectSteps(knex, period.id)
    .whereNotIn('time_period_steps.action', ['submit', 'recall'])
    .orderBy('time_period_steps.id', 'desc')
    .limit(1);
  const [step] = await readSteps(knex, viewer, period, await query);
  return step;
}

async function readSteps(
  knex: Knex,
  viewer: PeriodViewer,
  period: PeriodRow,
  rows: readonly any[],
): Promise<StepWithContent[]> {
  const contents = rows.map(row => readJson<PeriodCell[]>(row.content));
  const minutes = await sumVisibleMinutes(knex, period, contents, viewer);
  return rows.map((row, index) => ({
    step: {
      id: row.id,
      action: row.action,
      actor_ref: row.actor_ref,
      actor_name: row.display_name ?? parseEntityRef(row.actor_ref).name,
      reason: row.reason,
      total_minutes: minutes[index],
      created_at: readInstant(row.created_at),
    },
    content: contents[index],
  }));
}

function selectPeriods(
  knex: Knex,
  viewer: Approver,
  filter: PeriodFilter,
): Knex.QueryBuilder {
  const { status, member_id, week, to_approve } = filter;
  const query = knex('time_periods');
  whereListedPeriodVisible(knex, query, viewer);
  if (to_approve) {
    query
      .where('time_periods.status', 'submitted')
      .whereNot('time_periods.member_id', viewer.user_ref);
  }
  if (status) query.whereIn('time_periods.status', status);
  if (member_id) {
    query.whereRaw(
      ...inListSql(knex, 'time_periods.member_id', member_id, 'text'),
    );
  }
  if (week) {
    query
      .where('time_periods.week_start', '<=', week)
      .where('time_periods.week_end', '>=', week);
  }
  return query;
}

function selectSteps(knex: Knex, period_id: string): Knex.QueryBuilder {
  return knex('time_period_steps')
    .leftJoin('people', 'people.user_ref', 'time_period_steps.actor_ref')
    .select(
      'time_period_steps.id',
      'time_period_steps.action',
      'time_period_steps.actor_ref',
      'time_period_steps.reason',
      'time_period_steps.content',
      'time_period_steps.created_at',
      'people.display_name',
    )
    .where('time_period_steps.period_id', period_id);
}
