import { Knex } from 'knex';
import { range } from 'lodash';
import { GroupByDimension } from '@callboard/plugin-callboard-common';
import { Arrival, getArrivalBinding } from '../../../database/arrivals';
import { divideSql, epochMsSql } from '../../../database/dialect';
import { IS_SHARED, visibilityCodes } from '../../../changes/ActivityLog';
import { ActivitySelection } from '../selectActivity';
import { TEXT_ROWS_TABLE, TEXTS_TABLE } from '../texts/textTables';
import { NEWEST_NAMES_TABLE, storeNewestNames } from './readNewestNames';

/** SQL for the id of a shared row's audience: the id of the workspace or of the project. */
const SCOPE_ID_SQL = `CASE visibility WHEN ${visibilityCodes.workspace} THEN workspace_id ELSE project_id END`;

const QUARTER_HOUR_MS = 900_000;

const DAY_MS = 86_400_000;

/** Returns the number of an instant's UTC day, counted from 1970. */
export function toDayNumber(ms: number): number {
  return Math.floor(ms / DAY_MS);
}

/** Flags of the columns by which counts are broken down; a breakdown is a sum of flags. */
export const BY_ACTION = 1;

export const BY_ENTITY_TYPE = 2;

export const breakdowns: readonly number[] = [
  0,
  BY_ACTION,
  BY_ENTITY_TYPE,
  BY_ACTION + BY_ENTITY_TYPE,
];

/** The lengths of spans of time, in milliseconds, by the column that numbers the spans. */
const spanLengths = { quarter_hour: QUARTER_HOUR_MS, day: DAY_MS };

/** A table of counts by spans of time. */
interface Rollup {
  table: string;
  /** The column that numbers the spans, counted from 1970. */
  span: keyof typeof spanLengths;
  spanMs: number;
  /** The columns of the primary key. */
  key: readonly string[];
}

function defineRollup(
  table: string,
  span: Rollup['span'],
  columns: readonly string[] = [],
): Rollup {
  return {
    table,
    span,
    spanMs: spanLengths[span],
    key: [
      'breakdown',
      'action',
      'entity_type',
      span,
      ...columns,
      'workspace_id',
    ],
  };
}

/** The audience columns of a shared row: the workspace or a project. */
const AUDIENCE_COLUMNS = ['visibility', 'scope_id'];

/** Counts of all people by UTC day, for queries that do not depend on a zone's days. */
export const dayRollup = defineRollup('activity_days', 'day');

/** Counts of all people by quarter hour, which fits the days of every zone. */
const quarterHourRollup = defineRollup(
  'activity_quarter_hours',
  'quarter_hour',
);

const personDayRollup = defineRollup('activity_person_days', 'day', [
  'user_id',
]);

/** Like the tables above, but these tables count only shared rows, by audience. */
const sharedDayRollup = defineRollup(
  'activity_shared_days',
  'day',
  AUDIENCE_COLUMNS,
);
const sharedQuarterHourRollup = defineRollup(
  'activity_shared_quarter_hours',
  'quarter_hour',
  AUDIENCE_COLUMNS,
);
const sharedPersonDayRollup = defineRollup(
  'activity_shared_person_days',
  'day',
  ['user_id', ...AUDIENCE_COLUMNS],
);

export const rollups: readonly Rollup[] = [
  dayRollup,
  quarterHourRollup,
  personDayRollup,
  sharedDayRollup,
  sharedQuarterHourRollup,
  sharedPersonDayRollup,
];

/** The tables that are derived from the log and can be rebuilt. */
export const derivedTables: readonly string[] = [
  ...rollups.map(({ table }) => table),
  NEWEST_NAMES_TABLE,
  TEXTS_TABLE,
  TEXT_ROWS_TABLE,
];

export type ChosenRollup = Rollup & { breakdown: number };

/** The properties of a part of the log that decide which tables of counts cover the part. */
export interface CountedPart {
  /** Whether all rows are shared with the workspace or a project. */
  isShared: boolean;
  isOfPerson: boolean;
}

/**
 * Returns the tables of counts that can group a selection by some dimensions, longest spans first.
 * Returns none if the selection filters by text, entity or other values that only the log has.
 *
 * @param hasUtcDays - whether days in the selection's zone equal UTC days
 */
export function chooseRollups(
  { scope, filter, anyOf, asOf }: ActivitySelection,
  dimensions: readonly GroupByDimension[],
  hasUtcDays: boolean,
  { isShared, isOfPerson }: CountedPart,
): ChosenRollup[] {
  const requiresLog =
    filter.details ||
    asOf !== undefined ||
    filter.id !== undefined ||
    filter.q !== undefined ||
    filter.entity_id !== undefined ||
    filter.about !== undefined ||
    anyOf?.id !== undefined ||
    anyOf?.project_id !== undefined ||
    filter.batch_id !== undefined;
  if (requiresLog) {
    return [];
  }
  const hasField = (name: 'action' | 'entity_type') =>
    filter[name] !== undefined ||
    anyOf?.[name] !== undefined ||
    dimensions.includes(name);
  const breakdown =
    (hasField('action') || filter.views === false ? BY_ACTION : 0) +
    (hasField('entity_type') ? BY_ENTITY_TYPE : 0);
  const isByPerson =
    isOfPerson ||
    scope.kind === 'person' ||
    filter.user_id !== undefined ||
    anyOf?.user_id !== undefined ||
    anyOf?.selected_user_id !== undefined ||
    anyOf?.not_user_id !== undefined ||
    dimensions.includes('user');
  const isByLocalDay =
    !hasUtcDays && (dimensions.includes('date') || dimensions.includes('week'));
  const unrestricted = isByPerson
    ? [personDayRollup]
    : [dayRollup, quarterHourRollup];
  const shared = isByPerson
    ? [sharedPersonDayRollup]
    : [sharedDayRollup, sharedQuarterHourRollup];
  return (isShared ? shared : unrestricted)
    .filter(({ spanMs }) => !isByLocalDay || spanMs < dayRollup.spanMs)
    .map(rollup => ({ ...rollup, breakdown }));
}

/**
 * Counts the rows that arrived from `from` up to, but not including, `to`, and stores the newest
 * names of their people.
 */
export async function addCounts(
  tx: Knex,
  from: Arrival,
  to: Arrival,
): Promise<void> {
  const bound = getArrivalBinding(tx);
  const arrived = `arrival >= ${bound} AND arrival < ${bound}`;
  for (const rollup of rollups) {
    const counts = countsSql(tx, rollup, arrived);
    await addSelectedCounts(tx, rollup, counts, [from, to]);
  }
  await storeNewestNames(tx, arrived, [from, to]);
}

/**
 * Adds counts to a table.
 *
 * @param counts - SQL that selects the columns of the table's key, and the count
 */
export async function addSelectedCounts(
  tx: Knex,
  { table, key }: Rollup,
  counts: string,
  bindings: readonly Knex.RawBinding[],
): Promise<void> {
  const names = key.join(', ');
  await tx.raw(
    `INSERT INTO ${table} (${names}, count)
     ${counts}
     ON CONFLICT (${names})
     DO UPDATE SET count = ${table}.count + excluded.count`,
    [...bindings],
  );
}

/**
 * SQL for the counts of a part of the log, with the columns of a table of counts, sorted by the
 * table's key.
 *
 * @param condition - the condition that selects the part
 */
export function countsSql(
  knex: Knex,
  { span, spanMs, key }: Rollup,
  condition: string,
): string {
  const spanNumber = divideSql(epochMsSql(knex, 'created_at'), spanMs);
  const isByAudience = key.includes('scope_id');
  const person = key.includes('user_id') ? 'user_id, ' : '';
  const audience = isByAudience ? 'visibility, scope_id, ' : '';
  const groupColumns = `${person}${audience}workspace_id`;
  const from = isByAudience
    ? `(SELECT *, ${SCOPE_ID_SQL} AS scope_id FROM activity WHERE ${IS_SHARED}) AS shared`
    : 'activity';
  const breakdownsSql = breakdowns
    .map(breakdown => `SELECT ${breakdown} AS breakdown`)
    .join(' UNION ALL ');
  const breakdownColumnSql = (column: string, flag: number) =>
    `CASE WHEN breakdown & ${flag} > 0 THEN ${column} ELSE '' END`;
  const action = breakdownColumnSql('kinds.action', BY_ACTION);
  const entityType = breakdownColumnSql('kinds.entity_type', BY_ENTITY_TYPE);
  // Numbers instead of names, because names could be ambiguous.
  const [innerColumns, allColumns] = [key.length - 1, key.length].map(count =>
    range(1, count + 1).join(', '),
  );
  return `SELECT breakdown, ${action} AS action, ${entityType} AS entity_type,
      ${span}, ${groupColumns}, sum(times) AS count
    FROM (
      SELECT action, coalesce(entity_type, '') AS entity_type,
        ${spanNumber} AS ${span}, ${groupColumns}, count(*) AS times
      FROM ${from} WHERE ${condition} AND NOT is_detail
      GROUP BY ${innerColumns}
    ) AS kinds CROSS JOIN (${breakdownsSql}) AS breakdowns
    GROUP BY ${allColumns} ORDER BY ${allColumns}`;
}
