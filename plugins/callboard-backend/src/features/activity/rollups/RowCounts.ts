import { Knex } from 'knex';
import { union } from 'lodash';
import { Arrival, arrivalBinding } from '../../../changes/log/arrivals';
import { isOneOf, rowsGiven } from '../../../database/bulk';
import {
  forgetTexts,
  forgetUnused,
  forgetUnusedLabels,
} from '../texts/forgetTexts';
import { forgetLabelsOf, noteTextsOf } from '../texts/noteTexts';
import { awaitMark } from './rollupMark';
import { countsSql, logCounts, Rollup } from './rollups';

/** The counts that people are told apart in. */
const byPeople = logCounts.rollups.filter(({ key }) => key.includes('user_id'));

/** A condition with its bindings. */
interface Condition {
  sql: string;
  bindings: Knex.RawBinding[];
}

/**
 * Keeps the counts and the texts of the log right when some of its rows go or are
 * rewritten.
 */
export class RowCounts {
  /**
   * Runs a change of rows, and has the counts follow in the same transaction.
   *
   * @param ids - of the rows, which are in the log before it
   * @param change - what removes or rewrites them; it keeps their times
   */
  async whileChanging(
    tx: Knex.Transaction,
    ids: readonly string[],
    change: () => Promise<void>,
  ): Promise<void> {
    const mark = await awaitMark(tx);
    const counted = countedAmong(tx, ids, mark);
    const before = await peopleIn(tx, counted);
    const things = await thingsIn(tx, counted);
    await addCountsOf(tx, counted, -1);
    await removeZeros(tx, counted);
    await change();
    await addCountsOf(tx, counted, 1);
    await nameAgain(tx, union(before, await peopleIn(tx, counted)), mark);
    await noteTextsOf(tx, counted.sql, counted.bindings);
    await forgetTexts(tx, [...before, ...things]);
  }

  /**
   * The same where nothing changes that others are counted by than people: much faster.
   * The names of somebody whose rows become another's are forgotten with the last of them.
   *
   * @param relabelled - the entities whose labels or ids change
   */
  async whileRenaming(
    tx: Knex.Transaction,
    ids: readonly string[],
    relabelled: readonly string[],
    change: () => Promise<void>,
  ): Promise<void> {
    const mark = await awaitMark(tx);
    const counted = countedAmong(tx, ids, mark);
    const before = await peopleIn(tx, counted);
    const [isOne, bindings] = isOneOf(tx, 'id', ids);
    const renamed = await peopleIn(tx, { sql: isOne, bindings });
    await addCountsOf(tx, counted, -1, byPeople);
    await removeZeros(tx, counted, byPeople);
    await forgetLabelsOf(tx, counted.sql, counted.bindings);
    await change();
    await addCountsOf(tx, counted, 1, byPeople);
    await nameAgain(tx, union(before, await peopleIn(tx, counted)), mark);
    await noteTextsOf(tx, counted.sql, counted.bindings);
    await forgetUnusedLabels(tx, renamed);
    const gone = await withoutRows(tx, renamed);
    await forgetUnused(tx, [...relabelled, ...gone]);
  }
}

/** The rows that are counted already. */
function countedAmong(
  tx: Knex,
  ids: readonly string[],
  mark: Arrival,
): Condition {
  const [isOne, bindings] = isOneOf(tx, 'id', ids);
  return {
    sql: `${isOne} AND arrival < ${arrivalBinding(tx)}`,
    bindings: [...bindings, mark],
  };
}

async function peopleIn(
  tx: Knex,
  { sql, bindings }: Condition,
): Promise<string[]> {
  return tx('activity').whereRaw(sql, bindings).distinct().pluck('user_id');
}

/** Those of some people of whom the log has nothing. */
async function withoutRows(
  tx: Knex,
  people: readonly string[],
): Promise<string[]> {
  const given = rowsGiven(
    tx,
    'given',
    people.map(user_id => ({ user_id })),
    ['user_id'],
  );
  return tx
    .from(given)
    .whereRaw(
      'NOT EXISTS (SELECT 1 FROM activity WHERE activity.user_id = given.user_id)',
    )
    .pluck('given.user_id');
}

async function thingsIn(
  tx: Knex,
  { sql, bindings }: Condition,
): Promise<string[]> {
  return tx('activity')
    .whereRaw(sql, bindings)
    .whereNotNull('entity_id')
    .distinct()
    .pluck('entity_id');
}

async function addCountsOf(
  tx: Knex,
  { sql, bindings }: Condition,
  sign: 1 | -1,
  rollups: readonly Rollup[] = logCounts.rollups,
): Promise<void> {
  for (const rollup of rollups) {
    const { table, key } = rollup;
    const names = key.join(', ');
    await tx.raw(
      `INSERT INTO ${table} (${names}, count)
       SELECT ${names}, ${sign} * count FROM (${countsSql(tx, rollup, sql)})
         AS counted WHERE true
       ON CONFLICT (${names})
       DO UPDATE SET count = ${table}.count + excluded.count`,
      bindings,
    );
  }
}

/** Whoever counts anew finds no group without rows. */
async function removeZeros(
  tx: Knex,
  { sql, bindings }: Condition,
  rollups: readonly Rollup[] = logCounts.rollups,
): Promise<void> {
  for (const rollup of rollups) {
    const { table, key } = rollup;
    const names = key.join(', ');
    await tx.raw(
      `DELETE FROM ${table} WHERE count = 0 AND (${names}) IN (
         SELECT ${names} FROM (${countsSql(tx, rollup, sql)}) AS counted
       )`,
      bindings,
    );
  }
}

/** Notes the newest names of people again, among what is counted. */
async function nameAgain(
  tx: Knex,
  people: readonly string[],
  mark: Arrival,
): Promise<void> {
  const given = rowsGiven(
    tx,
    'given',
    people.map(user_id => ({ user_id })),
    ['user_id'],
  );
  await tx(logCounts.people)
    .whereRaw(...isOneOf(tx, 'user_id', people, 'text'))
    .delete();
  await tx.raw(
    `INSERT INTO ${logCounts.people} (user_id, last_id, user_name)
     SELECT user_id, id, user_name FROM activity WHERE id IN (
       SELECT (
         SELECT newest.id FROM activity AS newest
         WHERE newest.user_id = given.user_id
           AND newest.arrival < ${arrivalBinding(tx)}
         ORDER BY newest.id DESC LIMIT 1
       ) FROM ?
     )`,
    [mark, given],
  );
}
