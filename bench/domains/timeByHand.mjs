import { workspace_id } from '../lib/data.mjs';

const conditions = {
  date_from: 'logged_at >= :date_from',
  date_to: 'logged_at <= :date_to',
  project_id: 'project_id = :project_id',
  member_id: 'logged_by = :member_id',
  activity_type: 'activity_type = :activity_type',
  billable: 'is_billable',
  department: `department_id IN (WITH RECURSIVE below AS (
      SELECT id FROM departments WHERE id = :department
      UNION SELECT departments.id FROM departments
      JOIN below ON below.id = departments.parent_id WHERE departments.deleted_at IS NULL
    ) SELECT id FROM below)`,
};

/** The sums of people and of items with their names, as the endpoint has them. */
export async function summaryByHand(knex, { recursive: _, ...filter }) {
  const bindings = { workspace_id };
  for (const [name, value] of Object.entries(filter)) {
    [bindings[name]] = [value].flat();
  }
  const where = Object.keys(filter).map(name => `AND ${conditions[name]}`);
  const { rows } = await knex.raw(
    `WITH sums AS MATERIALIZED (
      SELECT logged_by, work_item_id, sum(duration_minutes) AS total_minutes FROM worklogs
      WHERE deleted_at IS NULL AND workspace_id = :workspace_id ${where.join(
        ' ',
      )}
      GROUP BY GROUPING SETS ((logged_by), (work_item_id))),
    by_member AS (SELECT logged_by, total_minutes FROM sums WHERE logged_by IS NOT NULL
      ORDER BY 2 DESC, 1 LIMIT 1000),
    by_issue AS (SELECT work_item_id, total_minutes FROM sums WHERE work_item_id IS NOT NULL
      ORDER BY 2 DESC, 1 LIMIT 1000)
    SELECT * FROM (
      SELECT 'member' AS kind, sums.logged_by AS id, people.display_name AS name,
        NULL AS identifier, NULL AS number, NULL AS estimate_time, sums.total_minutes
      FROM by_member sums LEFT JOIN people ON people.user_ref = sums.logged_by
      UNION ALL
      SELECT 'issue', cast(sums.work_item_id AS text), work_items.title, projects.identifier,
        work_items.number, work_items.estimate_time, sums.total_minutes
      FROM by_issue sums JOIN work_items ON work_items.id = sums.work_item_id
      JOIN projects ON projects.id = work_items.project_id
    ) AS named ORDER BY kind, total_minutes DESC, id`,
    bindings,
  );
  const ofKind = kind => rows.filter(row => row.kind === kind);
  return { by_member: ofKind('member'), by_issue: ofKind('issue') };
}
