import { requireOfBackend } from '../../lib/backend.mjs';
import { activityByHand } from './activityByHand.mjs';
import { LIMIT, MOST_GROUPS } from './questions.mjs';
import { bindingsOf } from './visibilityByHand.mjs';
import { timeByHand } from './timeByHand.mjs';
import { workByHand } from './workByHand.mjs';

const { MAX_BUCKETS } = requireOfBackend('@callboard/plugin-callboard-common');

const sources = {
  work_items: workByHand,
  time: timeByHand,
  people: timeByHand,
  activity: activityByHand,
};

/** One more than are shown: the read model knows by it that it has left some out. */
const BARS = LIMIT + 1;
const GROUPS = MOST_GROUPS + 1;

/** Dates and workflows have no more. */
const MOST_BARS = 2_000;

/** The columns of the id and the name, where they have other names. */
const names = {
  people: ['user_ref', 'display_name'],
  activity_people: ['user_id', 'user_name'],
  work_items: ['id', 'title'],
};

function nameSql(table, key) {
  if (!table) return 'NULL';
  const [id, name] = names[table] ?? ['id', 'name'];
  return `(SELECT ${name} FROM ${table} t WHERE t.${id} = ${key})`;
}

/**
 * The bars, groups and totals of a question, with their names, in one statement written by
 * hand: sums are of the smallest groups,
 * and keys become text when they are few. With the visibility given, without names.
 */
export async function byHand(
  knex,
  question,
  viewer,
  { range, previous, given },
) {
  const bindings = bindingsOf(viewer, { range, previous, given });
  const {
    counted,
    before,
    names: tables,
  } = sources[question.source](question, bindings);
  const [xs, gs] = given ? [] : tables;
  const bars = question.isByValue ? BARS : MOST_BARS;
  const groups = question.group_by
    ? `, series AS (SELECT g, sum(v) AS v FROM cells GROUP BY g
        ORDER BY 2 DESC NULLS LAST, 1 LIMIT ${
          question.isGroupByValue ? GROUPS : MAX_BUCKETS + 1
        }),
      picked AS (
        SELECT c.x, c.g, c.v FROM cells c JOIN bars ON bars.x = c.x
        UNION ALL SELECT c.x, c.g, c.v FROM cells c
        WHERE c.x IS NULL AND EXISTS (SELECT 1 FROM bars WHERE bars.x IS NULL))`
    : '';
  const ofGroups = question.group_by
    ? `UNION ALL SELECT 'series', NULL, g::text, v, ${nameSql(
        gs,
        'g',
      )} FROM series
       UNION ALL SELECT 'cell', x::text, g::text, v, NULL FROM picked
       WHERE coalesce(g::text, '') IN (SELECT coalesce(g::text, '') FROM series)`
    : '';
  const answer = await knex.raw(
    `WITH ${counted},
    bars AS (SELECT x, v FROM every_bar ORDER BY v DESC NULLS LAST, x LIMIT ${bars})
    ${groups}
    SELECT 'bar' AS level, x::text AS x, NULL AS g, v, ${nameSql(
      xs,
      'x',
    )} AS name FROM bars ${ofGroups}
    UNION ALL SELECT 'total', NULL, NULL, v, NULL FROM whole
    UNION ALL SELECT 'previous', NULL, NULL, v, NULL FROM (${before}) AS b`,
    bindings,
  );
  return answer.rows;
}
