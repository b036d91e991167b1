import { common, loadFeature, mapKeys } from '../lib/backend.mjs';
import { workspace_id } from '../lib/data.mjs';
import { DAY_MS } from '../lib/dates.mjs';

const { MAX_BUCKETS, numberAxes } = common;
const { MAX_GROUPS } = loadFeature('dashboards/numbers/NumberReadModel');
export const MAX_BARS = 200;

const ALL = `SELECT p.id FROM projects p WHERE p.workspace_id = :workspace AND p.deleted_at IS NULL`;
const OWNED = `EXISTS (SELECT 1 FROM project_owners o WHERE o.project_id = p.id AND (o.owner_ref = :me
  OR o.owner_ref IN (SELECT owner_ref FROM ownership_refs WHERE user_ref = :me)))`;
const [GUEST, MEMBER] = [0, 15].map(
  rank => `EXISTS (SELECT 1 FROM memberships m WHERE m.scope_id = p.id
  AND m.user_ref = :me AND m.deleted_at IS NULL AND m.rank >= ${rank})`,
);

/** The projects that a viewer has access to, and those that they are a member of. */
const VISIBLE = `${ALL} AND (p.access = 'open' OR ${GUEST} OR ${OWNED})`;
const JOINED = `${ALL} AND (${MEMBER} OR ${OWNED})`;

export async function readVisibility(knex, { caller: { user_ref: me } }) {
  const bindings = { workspace: workspace_id, me };
  const queryIds = async select =>
    (await knex.raw(select, bindings)).rows.map(({ id }) => id);
  const [visible, joined] = [await queryIds(VISIBLE), await queryIds(JOINED)];
  const elsewhere = visible.filter(id => !joined.includes(id));
  return { visible, joined, elsewhere };
}

/**
 * SQL for projects, by bound ids or by a query. The query becomes an array, so that PostgreSQL does
 * not read the whole workspace.
 */
const buildAnySql = (name, select, { hasBoundIds }) =>
  hasBoundIds ? `ANY (:${name}::uuid[])` : `ANY (ARRAY(${select}))`;

/** The axes by source: the SQL expression, the table of names, and the table of values. */
const axes = {
  work_items: {
    STATES: ['i.state_id', 'work_states'],
    STATE_GROUPS: ['s."group"'],
    CYCLES: ['i.cycle_id', 'work_cycles'],
    PRIORITY: ['i.priority'],
    MODULES: ['i.module_id', 'work_modules'],
    ESTIMATE_POINTS: ['i.estimate_points'],
    START_DATE: ['i.start_date'],
    TARGET_DATE: ['i.target_date'],
    CREATED_AT: ["(i.created_at AT TIME ZONE 'UTC')::date"],
    COMPLETED_AT: ["(i.completed_at AT TIME ZONE 'UTC')::date"],
    CREATED_BY: ['i.created_by', 'people'],
    SOURCE: ['i.source'],
    PROJECT: ['i.project_id', 'projects'],
    LABELS: ['label_id', 'work_labels', 'work_item_labels'],
    ASSIGNEES: ['user_ref', 'people', 'work_item_assignees'],
  },
  time: {
    PROJECT: ['project_id', 'projects'],
    DEPARTMENT: ['department_id', 'departments'],
    MEMBER: ['logged_by', 'people'],
    LOGGED_AT: ['logged_at'],
    WORK_ITEM: ['work_item_id', 'work_items'],
    ACTIVITY_TYPE: ['activity_type'],
    BILLABLE: ['is_billable'],
  },
  activity: {
    ACTION: ['action'],
    ENTITY_TYPE: ["nullif(entity_type, '')"],
    USER: ['user_id', 'activity_people'],
    DAY: ['day'],
  },
};
axes.people = axes.time;

const toColumn = (axis, name) => `${axis?.[0] ?? 'NULL::int'} AS ${name}`;

const SUMS = `every_bar AS (SELECT x, sum(v) AS v FROM cells GROUP BY x),
  whole AS (SELECT sum(v) AS v FROM cells)`;

/** SQL for counts of work items in the queried days, and for the total of the days before. */
function buildWorkItemsSql(x, g, viewer) {
  // Filters by the first axis that is a date, or by the creation date if neither axis is a date.
  const [date] = /i\.\w+_(?:date|at)/.exec(`${x} ${g} i.created_at`);
  const isDay = date.endsWith('_date');
  const [from, to] = isDay ? [':start', '<= :end'] : [':from', '< :to'];
  const projects = viewer.seesAll
    ? `IN (${ALL})`
    : `= ${buildAnySql('visible', VISIBLE, viewer)}`;
  const buildFromSql =
    suffix => `FROM work_items i JOIN work_states s ON s.id = i.state_id
    WHERE i.project_id ${projects} AND s."group" <> 'triage' AND i.deleted_at IS NULL
      AND i.archived_at IS NULL AND NOT i.is_draft
      AND ${date} >= ${from}${suffix} AND ${date} ${to}${suffix}`;
  const before = `SELECT count(*) AS v ${buildFromSql('_before')}`;
  const keys = Object.entries({ x, g });
  const columns = keys.flatMap(([key, axis]) =>
    axis?.[2] ? [] : toColumn(axis, key),
  );
  const found = `SELECT ${['i.id', ...columns]} ${buildFromSql('')}`;
  // Labels and assignees are joined to the items in `found`.
  const buildJoinSql = ([key, axis]) => {
    const values =
      axis && `SELECT work_item_id, ${toColumn(axis, key)} FROM ${axis[2]}`;
    const on = `AS ${key}s ON ${key}s.work_item_id = found.id`;
    return axis?.[2] ? `LEFT JOIN (${values}) ${on}` : '';
  };
  if (columns.length === 2) {
    const cells = `SELECT x, g, count(*) AS v FROM (${found}) AS found GROUP BY 1, 2`;
    return { counted: `cells AS MATERIALIZED (${cells}), ${SUMS}`, before };
  }
  const bars = g?.[2]
    ? `SELECT x, count(*) AS v FROM found ${buildJoinSql(keys[0])} GROUP BY 1`
    : 'SELECT x, sum(v) AS v FROM cells GROUP BY x';
  const joins = keys.map(buildJoinSql).join(' ');
  const counted = `found AS MATERIALIZED (${found}), cells AS MATERIALIZED (
    SELECT x, g, count(*) AS v FROM found ${joins} GROUP BY 1, 2),
    every_bar AS (${bars}), whole AS (SELECT count(*) AS v FROM found)`;
  return { counted, before };
}

/**
 * SQL for the worklogs that a viewer can see: all in joined projects, and the viewer's own in other
 * visible projects. Returns SQL for the queried days, and SQL for the days before.
 */
function buildWorklogsSql(x, g, viewer, measured) {
  const joined = `project_id = ${buildAnySql('joined', JOINED, viewer)}`;
  const elsewhere = viewer.hasBoundIds
    ? 'project_id = ANY (:elsewhere::uuid[])'
    : `project_id IN (${VISIBLE}) AND project_id NOT IN (${JOINED})`;
  const buildRows = (columns, suffix) => {
    const entries = `SELECT ${columns} FROM worklogs WHERE workspace_id = :workspace
      AND deleted_at IS NULL AND logged_at >= :start${suffix} AND logged_at <= :end${suffix}`;
    const own = `${entries} AND logged_by = :me AND ${elsewhere}`;
    return viewer.seesAll
      ? `(${entries}) AS e`
      : `(${entries} AND ${joined} UNION ALL ${own}) AS e`;
  };
  const columns = [toColumn(x, 'x'), toColumn(g, 'g'), `${measured} AS m`];
  return [buildRows(columns, ''), buildRows(`${measured} AS m`, '_before')];
}

function buildTimeSql(x, g, viewer) {
  const [now, before] = buildWorklogsSql(x, g, viewer, 'duration_minutes');
  const cells = `SELECT x, g, sum(m) AS v FROM ${now} GROUP BY 1, 2`;
  const counted = `cells AS MATERIALIZED (${cells}), ${SUMS}`;
  return { counted, before: `SELECT sum(m) AS v FROM ${before}` };
}

function buildPeopleSql(x, g, viewer) {
  const [now, before] = buildWorklogsSql(x, g, viewer, 'logged_by');
  return {
    counted: `each AS MATERIALIZED (SELECT x, g, m FROM ${now} GROUP BY 1, 2, 3),
      cells AS (SELECT x, g, count(*) AS v FROM each GROUP BY x, g),
      every_bar AS (SELECT x, count(DISTINCT m) AS v FROM each GROUP BY x),
      whole AS (SELECT count(DISTINCT m) AS v FROM each)`,
    before: `SELECT count(*) AS v FROM (SELECT 1 FROM ${before} GROUP BY m) AS p`,
  };
}

const DAY = "(created_at AT TIME ZONE 'UTC')::date - date '1970-01-01' AS";

/** SQL for whether a row is visible to a viewer, by its visibility and its project. */
const buildAccess = project => `(visibility = 1
  OR (visibility = 2 AND ${project} NOT IN (${ALL} EXCEPT (${VISIBLE})))
  OR (visibility = 3 AND ${project} IN (${JOINED})))`;

/** SQL for the stored counts of the log, and for the rows that are not counted yet. */
function buildActivitySql(x, g, { seesAll }) {
  const buildCounts = (used, suffix) => {
    const columns = used.map((axis, nth) => toColumn(axis, ['x', 'g'][nth]));
    const hasAxis = name => used.join().includes(name);
    const breakdown =
      (hasAxis('action') ? 1 : 0) + (hasAxis('entity_type') ? 2 : 0);
    const unused = ['action', 'entity_type'].filter(name => !hasAxis(name));
    const keys = columns.map(column => `${column}, `).join('');
    const counts = (table, count) => `SELECT ${keys} ${count} AS n FROM ${table}
      WHERE breakdown = ${breakdown} AND workspace_id = :workspace
        AND day BETWEEN :first_day${suffix}::int AND :last_day${suffix}::int
        ${unused.map(name => `AND ${name} = ''`).join(' ')}`;
    const logKeys = keys.replace(/\bday AS/, DAY);
    const log = (join = '') => `SELECT ${logKeys} 1 FROM activity ${join}
      WHERE workspace_id = :workspace AND NOT is_detail
        AND created_at >= :from${suffix} AND created_at < :to${suffix}`;
    const uncounted = `${log()} AND arrival >= (SELECT arrival FROM activity_rollup_watermark)`;
    const person = hasAxis('user_id') ? '_person' : '';
    const all = counts(`activity${person}_days`, 'count');
    if (seesAll) return `${all} UNION ALL ${uncounted}`;
    const scope = buildAccess('scope_id');
    return `${counts(`activity_shared${person}_days`, 'count')} AND ${scope}
      UNION ALL ${counts('activity_person_days', 'count')} AND user_id = :me
      UNION ALL ${counts('activity_shared_person_days', '-count')}
        AND user_id = :me AND ${scope}
      UNION ALL ${uncounted} AND (user_id = :me OR ${buildAccess('project_id')})
      UNION ALL ${log('JOIN activity_readers r ON r.activity_id = id')}
        AND r.user_ref = :me AND visibility = 4 AND user_id <> :me`;
  };
  const now = buildCounts([x, g].filter(Boolean), '');
  const cells = `SELECT x, ${g ? 'g' : 'NULL::int'} AS g, sum(n) AS v
    FROM (${now}) AS counted GROUP BY 1, 2 HAVING sum(n) > 0`;
  const previous = buildCounts([], '_before');
  const before = `SELECT sum(n) AS v FROM (${previous}) AS counted`;
  return { counted: `cells AS MATERIALIZED (${cells}), ${SUMS}`, before };
}

const sqlBuilders = {
  work_items: buildWorkItemsSql,
  time: buildTimeSql,
  people: buildPeopleSql,
  activity: buildActivitySql,
};

const names = {
  people: ['user_ref', 'display_name'],
  activity_people: ['user_id', 'user_name'],
  work_items: ['id', 'title'],
};

function buildNameSql(key, table, { hasBoundIds }) {
  if (!table || hasBoundIds) return 'NULL';
  const [id, name] = names[table] ?? ['id', 'name'];
  return `(SELECT ${name} FROM ${table} t WHERE t.${id} = ${key})`;
}

const toDayBindings = ({ start, end }) => ({
  start,
  end,
  from: new Date(start),
  to: new Date(Date.parse(end) + DAY_MS),
  first_day: Date.parse(start) / DAY_MS,
  last_day: Date.parse(end) / DAY_MS,
});

/**
 * Reads totals, and one more bar and one more group than are shown. `visibleIds`, the result of
 * `readVisibility`, replaces the queries for visible projects; names are then not read.
 */
export async function queryByHand(knex, testCase, user, visibleIds) {
  const { source, x_axis, group_by, range, previous } = testCase;
  const hasBoundIds = Boolean(visibleIds);
  const viewer = { seesAll: user.role === 'admin', hasBoundIds };
  const [x, g] = [axes[source][x_axis], axes[source][group_by]];
  const { counted, before } = sqlBuilders[source](x, g, viewer);
  const isByValue = axis => numberAxes[axis]?.order === 'value';
  // Axes of dates and of workflows have fewer than 2,000 bars.
  const bars = isByValue(x_axis) ? MAX_BARS + 1 : 2_000;
  const series = isByValue(group_by) ? MAX_GROUPS : MAX_BUCKETS;
  const groups = `, series AS (SELECT g, sum(v) AS v FROM cells GROUP BY g
      ORDER BY 2 DESC NULLS LAST, 1 LIMIT ${series + 1}),
    picked AS (SELECT c.x, c.g, c.v FROM cells c JOIN bars ON bars.x = c.x
      UNION ALL SELECT c.x, c.g, c.v FROM cells c
      WHERE c.x IS NULL AND EXISTS (SELECT 1 FROM bars WHERE bars.x IS NULL))`;
  const name = buildNameSql('x', x[1], viewer);
  const groupName = buildNameSql('g', g?.[1], viewer);
  const groupRows = `UNION ALL SELECT 'series', NULL, g::text, v, ${groupName} FROM series
    UNION ALL SELECT 'cell', x::text, g::text, v, NULL FROM picked
      WHERE coalesce(g::text, '') IN (SELECT coalesce(g::text, '') FROM series)`;
  const bindings = {
    workspace: workspace_id,
    me: user.caller.user_ref,
    ...mapKeys(toDayBindings(previous), (_, key) => `${key}_before`),
    ...toDayBindings(range),
    ...visibleIds,
  };
  const { rows } = await knex.raw(
    `WITH ${counted},
    bars AS (SELECT x, v FROM every_bar ORDER BY v DESC NULLS LAST, x LIMIT ${bars})
    ${g ? groups : ''}
    SELECT 'bar' AS level, x::text AS x, NULL AS g, v, ${name} AS name FROM bars
    ${g ? groupRows : ''}
    UNION ALL SELECT 'total', NULL, NULL, v, NULL FROM whole
    UNION ALL SELECT 'previous', NULL, NULL, v, NULL FROM (${before}) AS b`,
    bindings,
  );
  return rows;
}
