import { elsewhereOf, joinedOf } from './visibilityByHand.mjs';

const axes = {
  PROJECT: ['project_id', 'projects'],
  DEPARTMENT: ['department_id', 'departments'],
  MEMBER: ['logged_by', 'people'],
  WORK_ITEM: ['work_item_id', 'work_items'],
  LOGGED_AT: ['logged_at'],
  ACTIVITY_TYPE: ['activity_type'],
  BILLABLE: ['is_billable'],
};

/**
 * The rows that are counted: those of the projects a viewer is a member of, and
 * their own elsewhere, each by the index that has them.
 */
function rows(columns, visibility, when) {
  const [from, to] =
    when === 'now' ? [':start', ':end'] : [':start_before', ':end_before'];
  const entries = `SELECT ${columns} FROM worklogs
    WHERE workspace_id = :workspace AND deleted_at IS NULL
      AND logged_at >= ${from} AND logged_at <= ${to}`;
  return visibility.seesAll
    ? `(${entries}) AS e`
    : `(${entries} AND project_id = ${joinedOf(visibility)} UNION ALL
       ${entries} AND logged_by = :me AND ${elsewhereOf(visibility)}) AS e`;
}

/** The bars of time, or of the people who logged it, as `byHand` completes them. */
export function timeByHand({ x_axis, group_by, metric }, visibility) {
  const key = axis => (axis ? axes[axis][0] : 'NULL::int');
  const columns = [x_axis, group_by].flatMap(axis => axis && axes[axis][0]);
  const names = [x_axis, group_by].map(axis => axis && axes[axis][1]);
  const measured = metric === 'people' ? 'logged_by' : 'duration_minutes';
  const wanted = [...new Set([...columns, measured])].filter(Boolean).join();
  const keys = `${key(x_axis)} AS x, ${key(group_by)} AS g`;
  const now = rows(wanted, visibility, 'now');
  const before = rows(measured, visibility, 'before');
  if (metric === 'people') {
    return {
      counted: `each AS MATERIALIZED (
        SELECT ${keys}, logged_by FROM ${now} GROUP BY 1, 2, 3),
      cells AS (SELECT x, g, count(*) AS v FROM each GROUP BY x, g),
      every_bar AS (SELECT x, count(DISTINCT logged_by) AS v FROM each GROUP BY x),
      whole AS (SELECT count(DISTINCT logged_by) AS v FROM each)`,
      before: `SELECT count(*) AS v FROM (SELECT 1 FROM ${before} GROUP BY logged_by) AS p`,
      names,
    };
  }
  return {
    counted: `cells AS MATERIALIZED (
      SELECT ${keys}, sum(duration_minutes) AS v FROM ${now} GROUP BY 1, 2),
    every_bar AS (SELECT x, sum(v) AS v FROM cells GROUP BY x),
    whole AS (SELECT sum(v) AS v FROM cells)`,
    before: `SELECT sum(duration_minutes) AS v FROM ${before}`,
    names,
  };
}
