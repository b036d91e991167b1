import { all, visibleOf } from './visibilityByHand.mjs';

/** The expression of an axis, and what its values are called by. */
const axes = {
  STATES: ['i.state_id', 'work_states'],
  STATE_GROUPS: ['s."group"'],
  ESTIMATE_POINTS: ['i.estimate_points'],
  CYCLES: ['i.cycle_id', 'work_cycles'],
  MODULES: ['i.module_id', 'work_modules'],
  PRIORITY: ['i.priority'],
  START_DATE: ['i.start_date'],
  TARGET_DATE: ['i.target_date'],
  CREATED_AT: ["(i.created_at AT TIME ZONE 'UTC')::date"],
  COMPLETED_AT: ["(i.completed_at AT TIME ZONE 'UTC')::date"],
  CREATED_BY: ['i.created_by', 'people'],
  SOURCE: ['i.source'],
  PROJECT: ['i.project_id', 'projects'],
  LABELS: ['label_id', 'work_labels'],
  ASSIGNEES: ['user_ref', 'people'],
};

const tables = { LABELS: 'work_item_labels', ASSIGNEES: 'work_item_assignees' };

const dates = {
  START_DATE: ['i.start_date', 'day'],
  TARGET_DATE: ['i.target_date', 'day'],
  CREATED_AT: ['i.created_at', 'instant'],
  COMPLETED_AT: ['i.completed_at', 'instant'],
};

const days = {
  day: when =>
    when === 'now'
      ? ['>= :start', '<= :end']
      : ['>= :start_before', '<= :end_before'],
  instant: when =>
    when === 'now'
      ? ['>= :from', '< :to']
      : ['>= :from_before', '< :to_before'],
};

/** The rows that are counted, of the days that are asked about or those before. */
function rows({ x_axis, group_by }, visibility, when) {
  const [column, kind] =
    dates[[x_axis, group_by].find(axis => dates[axis])] ?? dates.CREATED_AT;
  const [from, to] = days[kind](when);
  return `FROM work_items i JOIN work_states s ON s.id = i.state_id
    WHERE i.project_id ${
      visibility.seesAll ? `IN (${all})` : `= ${visibleOf(visibility)}`
    }
      AND s."group" <> 'triage' AND i.deleted_at IS NULL
      AND i.archived_at IS NULL AND NOT i.is_draft
      AND ${column} ${from} AND ${column} ${to}`;
}

/** An axis with one value for each item is counted as it is found. */
function single(question, visibility) {
  const key = axis => (axis ? axes[axis][0] : 'NULL::int');
  return `cells AS MATERIALIZED (SELECT ${key(question.x_axis)} AS x, ${key(
    question.group_by,
  )} AS g, count(*) AS v ${rows(question, visibility, 'now')} GROUP BY 1, 2),
  every_bar AS (SELECT x, sum(v) AS v FROM cells GROUP BY x),
  whole AS (SELECT sum(v) AS v FROM cells)`;
}

/** Labels and assignees are joined to what was found. */
function several(question, visibility) {
  const { x_axis, group_by } = question;
  const found = [
    ['x', x_axis],
    ['g', group_by],
  ].flatMap(([name, axis]) =>
    axis && !tables[axis] ? [`, ${axes[axis][0]} AS ${name}`] : [],
  );
  const join = (name, axis) =>
    tables[axis]
      ? `LEFT JOIN ${tables[axis]} ${name}s ON ${name}s.work_item_id = found.id`
      : '';
  const key = (name, axis) => {
    if (!axis) return 'NULL::int';
    return tables[axis] ? `${name}s.${axes[axis][0]}` : `found.${name}`;
  };
  const bars = tables[group_by]
    ? `SELECT ${key('x', x_axis)} AS x, count(*) AS v FROM found ${join(
        'x',
        x_axis,
      )} GROUP BY 1`
    : 'SELECT x, sum(v) AS v FROM cells GROUP BY x';
  return `found AS MATERIALIZED (SELECT i.id ${found.join('')} ${rows(
    question,
    visibility,
    'now',
  )}),
  cells AS MATERIALIZED (SELECT ${key('x', x_axis)} AS x, ${key(
    'g',
    group_by,
  )} AS g, count(*) AS v FROM found ${join('x', x_axis)} ${join(
    'g',
    group_by,
  )} GROUP BY 1, 2),
  every_bar AS (${bars}),
  whole AS (SELECT count(*) AS v FROM found)`;
}

/** The bars of work items, as `byHand` completes them. */
export function workByHand(question, visibility) {
  const { x_axis, group_by } = question;
  const isMany = tables[x_axis] || tables[group_by];
  return {
    counted: (isMany ? several : single)(question, visibility),
    before: `SELECT count(*) AS v ${rows(question, visibility, 'before')}`,
    names: [x_axis, group_by].map(axis => axis && axes[axis][1]),
  };
}
