/** The conditions of a summary, written by hand. */
function conditionsOf(filter) {
  const { workspace_id, date_from, date_to, project_id, member_id } = filter;
  const found = [['workspace_id = ?', workspace_id]];
  if (date_from) found.push(['logged_at >= ?', date_from]);
  if (date_to) found.push(['logged_at <= ?', date_to]);
  if (project_id) found.push(['project_id = ?', project_id]);
  if (member_id) found.push(['logged_by = ?', member_id]);
  if (filter.activity_type)
    found.push(['activity_type = ?', filter.activity_type]);
  if (filter.billable) found.push(['is_billable']);
  if (filter.department) {
    found.push([
      `department_id IN (
        WITH RECURSIVE below AS (
          SELECT id FROM departments WHERE id = ?
          UNION
          SELECT departments.id FROM departments
          JOIN below ON below.id = departments.parent_id
          WHERE departments.deleted_at IS NULL
        ) SELECT id FROM below)`,
      filter.department,
    ]);
  }
  return {
    where: found.map(([sql]) => sql).join(' AND '),
    bindings: found.flatMap(([, value]) => value ?? []),
  };
}

const PEOPLE = `SELECT 'member' AS kind, sums.logged_by AS id,
    people.display_name AS name, NULL AS identifier, NULL AS number,
    NULL AS estimate_time, sums.total_minutes
  FROM (SELECT logged_by, total_minutes FROM by_member
    ORDER BY 2 DESC, 1 LIMIT 1000) sums
  LEFT JOIN people ON people.user_ref = sums.logged_by`;

const ITEMS = `SELECT 'issue', cast(sums.work_item_id AS text), work_items.title,
    projects.identifier, work_items.number, work_items.estimate_time,
    sums.total_minutes
  FROM (SELECT work_item_id, total_minutes FROM by_issue
    ORDER BY 2 DESC, 1 LIMIT 1000) sums
  JOIN work_items ON work_items.id = sums.work_item_id
  JOIN projects ON projects.id = work_items.project_id`;

/**
 * The sums of people and of items, with what they are called, as one statement
 * written by hand.
 *
 * @returns `{ by_member, by_issue }`, as the endpoint has them
 */
export async function summaryByHand(knex, filter) {
  const { where, bindings } = conditionsOf(filter);
  const { rows } = await knex.raw(
    `WITH sums AS MATERIALIZED (
      SELECT logged_by, work_item_id, sum(duration_minutes) AS total_minutes
      FROM worklogs WHERE deleted_at IS NULL AND ${where}
      GROUP BY GROUPING SETS ((logged_by), (work_item_id))),
    by_member AS (SELECT * FROM sums WHERE logged_by IS NOT NULL),
    by_issue AS (SELECT * FROM sums WHERE work_item_id IS NOT NULL)
    SELECT * FROM (${PEOPLE} UNION ALL ${ITEMS}) AS named
    ORDER BY kind, total_minutes DESC, id`,
    bindings,
  );
  return {
    by_member: rows.filter(({ kind }) => kind === 'member'),
    by_issue: rows.filter(({ kind }) => kind === 'issue'),
  };
}
