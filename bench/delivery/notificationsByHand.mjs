/** Whether somebody may see a row, by where they stand in its project. */
const seen = told => {
  const member = rank => `EXISTS (SELECT 1 FROM memberships m
      WHERE m.scope_id = ${told}.project_id AND m.user_ref = $1
        AND m.deleted_at IS NULL AND m.rank >= ${rank})`;
  const owner = `EXISTS (SELECT 1 FROM project_owners o
      WHERE o.project_id = ${told}.project_id AND o.owner_ref = $1)`;
  const open = `(SELECT p.access FROM projects p WHERE p.id = ${told}.project_id) = 'open'`;
  return `(${told}.visibility = 6 OR ${told}.workspace_id = ANY ($2::uuid[]) AND (
    ${told}.visibility IN (1, 4)
    OR ${told}.visibility = 2 AND (${open} OR ${member(0)} OR ${owner})
    OR ${told}.visibility = 3 AND (${member(15)} OR ${owner})))`;
};
const awake = told => `NOT ${told}.is_archived
  AND (${told}.snoozed_until IS NULL OR ${told}.snoozed_until <= now())`;

const COUNT = `
  SELECT coalesce(sum(told.size), 0)::int AS unread FROM (
    SELECT workspace_id, project_id, visibility, count(*) AS size
    FROM unread_notifications told WHERE user_ref = $1 AND ${awake(
      'told',
    )} GROUP BY 1, 2, 3
  ) told WHERE ${seen('told')}`;

const COLUMNS = `copy.id, copy.workspace_id, copy.type, copy.severity,
  copy.is_archived, copy.snoozed_until, copy.count, copy.created_at,
  copy.updated_at, copy.sort_at, w.slug, n.title, n.body, n.target_url, n.meta,
  n.actor_ref, n.rule, n.reason`;

const pageOf = (from, isRead, told) => `
  SELECT page.*, counted.unread FROM (${COUNT}) counted LEFT JOIN (
    SELECT ${COLUMNS}, ${isRead} AS is_read
    FROM ${from}
    JOIN notices n ON n.id = copy.notice_id
    JOIN workspaces w ON w.id = copy.workspace_id
    WHERE ${told}.user_ref = $1 AND ${awake(told)} AND ${seen(told)}
    ORDER BY ${told}.sort_at DESC, ${told}.id DESC LIMIT 21
  ) page ON true`;

const STATEMENTS = {
  list: pageOf(
    'notifications copy LEFT JOIN unread_notifications u ON u.id = copy.id',
    'u.id IS NULL',
    'copy',
  ),
  unread: pageOf(
    'unread_notifications told JOIN notifications copy ON copy.id = told.id',
    'false',
    'told',
  ),
  count: COUNT,
  markAll: `
  DELETE FROM unread_notifications WHERE id IN (
    SELECT told.id FROM unread_notifications told
    WHERE told.user_ref = $1 AND ${awake('told')} AND ${seen('told')}
  )`,
};

/**
 * The same as Callboard's reads and marking, as one prepared statement each with
 * the same rule of who may see what, and nothing made of the answer.
 *
 * @returns the statements, and `release`, which gives their connection back
 */
export async function handSide(knex, workspace_id) {
  const client = await knex.client.acquireConnection();
  const statements = Object.fromEntries(
    Object.entries(STATEMENTS).map(([name, text]) => [
      name,
      user =>
        client.query({
          name: `by hand: ${name}`,
          text,
          values: [user, [workspace_id]],
        }),
    ]),
  );
  return { statements, release: () => knex.client.releaseConnection(client) };
}
