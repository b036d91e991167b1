import { all, joined, visible } from './visibilityByHand.mjs';

const axes = {
  ACTION: ['action'],
  ENTITY_TYPE: ["nullif(entity_type, '')"],
  USER: ['user_id', 'activity_people'],
  DAY: ['day'],
};

/** The rows that are shared with a viewer, by their visibility. */
const shared = project => `(visibility = 1
  OR (visibility = 2 AND ${project} NOT IN (${all} EXCEPT (${visible})))
  OR (visibility = 3 AND ${project} IN (${joined})))`;

/** The columns of the log, as the counts have them. */
const inLog = {
  day: "(created_at AT TIME ZONE 'UTC')::date - date '1970-01-01'",
};

const columnOf = {
  ACTION: 'action',
  ENTITY_TYPE: 'entity_type',
  USER: 'user_id',
  DAY: 'day',
};

const spans = {
  now: [':first_day', ':last_day', ':from', ':to'],
  before: [
    ':first_day_before',
    ':last_day_before',
    ':from_before',
    ':to_before',
  ],
};

/** The rows that were counted, and those that are not yet. */
function rows(used, { seesAll }, when) {
  const [first, last, from, to] = spans[when];
  const columns = used.map(axis => columnOf[axis]);
  const breakdown =
    (used.includes('ACTION') ? 1 : 0) + (used.includes('ENTITY_TYPE') ? 2 : 0);
  const isAll = ['action', 'entity_type'].filter(
    name => !columns.includes(name),
  );
  const counts = (table, sign = '') =>
    `SELECT ${[...columns, `${sign}count AS n`].join(', ')} FROM ${table}
      WHERE breakdown = ${breakdown} AND workspace_id = :workspace
      AND day BETWEEN ${first}::int AND ${last}::int
      ${isAll.map(name => `AND ${name} = ''`).join(' ')}`;
  const log = (join = '') =>
    `SELECT ${[...columns.map(name => inLog[name] ?? name), '1'].join(', ')}
      FROM activity ${join} WHERE workspace_id = :workspace AND NOT is_detail
      AND created_at >= ${from} AND created_at < ${to}`;
  const late = `${log()}
    AND arrival >= (SELECT arrival FROM activity_rollup_mark)`;
  const isByPerson = used.includes('USER');
  if (seesAll) {
    const table = isByPerson ? 'activity_person_days' : 'activity_days';
    return `${counts(table)} UNION ALL ${late}`;
  }
  const table = isByPerson
    ? 'activity_shared_person_days'
    : 'activity_shared_days';
  return [
    `${counts(table)} AND ${shared('scope_id')}`,
    `${counts('activity_person_days')} AND user_id = :me`,
    `${counts('activity_shared_person_days', '-')} AND user_id = :me
      AND ${shared('scope_id')}`,
    `${late} AND (user_id = :me OR ${shared('project_id')})`,
    `${log('JOIN activity_readers r ON r.activity_id = id')}
      AND r.user_ref = :me AND visibility = 4 AND user_id <> :me`,
  ].join(' UNION ALL ');
}

/** The bars of the log, from its counts, as `byHand` completes them. */
export function activityByHand(question, visibility) {
  const { x_axis, group_by } = question;
  const key = axis => (axis ? axes[axis][0] : 'NULL::int');
  const used = [x_axis, group_by].filter(Boolean);
  return {
    counted: `cells AS MATERIALIZED (
      SELECT ${key(x_axis)} AS x, ${key(group_by)} AS g, sum(n) AS v
      FROM (${rows(used, visibility, 'now')}) AS counted
      GROUP BY 1, 2 HAVING sum(n) > 0),
    every_bar AS (SELECT x, sum(v) AS v FROM cells GROUP BY x),
    whole AS (SELECT sum(v) AS v FROM cells)`,
    before: `SELECT sum(n) AS v FROM (${rows(
      [],
      visibility,
      'before',
    )}) AS counted`,
    names: [x_axis, group_by].map(axis => axis && axes[axis][1]),
  };
}
