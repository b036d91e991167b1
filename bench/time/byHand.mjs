/** The conditions of a summary, as somebody would write them. */
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

/**
 * The sums of people and of items, with what they are called, each as one
 * statement written by hand.
 *
 * @returns `{ by_member, by_issue }`, as the endpoint has them
 */
export async function summaryByHand(knex, filter) {
  const { where, bindings } = conditionsOf(filter);
  const rowsOf = answer => answer.rows ?? answer;
  const by_member = rowsOf(
    await knex.raw(
      `SELECT sums.logged_by AS member_id, people.display_name, sums.total_minutes
       FROM (
         SELECT logged_by, sum(duration_minutes) AS total_minutes FROM worklogs
         WHERE deleted_at IS NULL AND ${where}
         GROUP BY logged_by ORDER BY 2 DESC, 1 LIMIT 1000
       ) sums LEFT JOIN people ON people.user_ref = sums.logged_by
       ORDER BY 3 DESC, 1`,
      bindings,
    ),
  );
  const by_issue = rowsOf(
    await knex.raw(
      `SELECT sums.work_item_id AS issue_id, work_items.title AS issue_name,
         projects.identifier, work_items.number, work_items.estimate_time,
         sums.total_minutes
       FROM (
         SELECT work_item_id, sum(duration_minutes) AS total_minutes FROM worklogs
         WHERE deleted_at IS NULL AND ${where}
         GROUP BY work_item_id ORDER BY 2 DESC, 1 LIMIT 1000
       ) sums
       JOIN work_items ON work_items.id = sums.work_item_id
       JOIN projects ON projects.id = work_items.project_id
       ORDER BY 6 DESC, 1`,
      bindings,
    ),
  );
  return { by_member, by_issue };
}
