/** Whether a user has access to a row, by their role in its project. */
const visible = entry => {
  const member = rank => `EXISTS (SELECT 1 FROM memberships m
      WHERE m.scope_id = ${entry}.project_id AND m.user_ref = $1
        AND m.deleted_at IS NULL AND m.rank >= ${rank})`;
  const owner = `EXISTS (SELECT 1 FROM project_owners o
      WHERE o.project_id = ${entry}.project_id AND o.owner_ref = $1)`;
  const open = `(SELECT p.access FROM projects p WHERE p.id = ${entry}.project_id) = 'open'`;
  return `(${entry}.visibility = 6 OR ${entry}.workspace_id = ANY ($2::uuid[]) AND (
    ${entry}.visibility IN (1, 4)
    OR ${entry}.visibility = 2 AND (${open} OR ${member(0)} OR ${owner})
    OR ${entry}.visibility = 3 AND (${member(15)} OR ${owner})))`;
};
const current = entry => `NOT ${entry}.is_archived
  AND (${entry}.snoozed_until IS NULL OR ${entry}.snoozed_until <= now())`;

const COUNT = `
  SELECT coalesce(sum(entry.size), 0)::int AS unread FROM (
    SELECT workspace_id, project_id, visibility, count(*) AS size
    FROM unread_notifications entry WHERE user_ref = $1 AND ${current(
      'entry',
    )} GROUP BY 1, 2, 3
  ) entry WHERE ${visible('entry')}`;

const COLUMNS = `own.id, own.workspace_id, own.type, own.severity,
  own.is_archived, own.snoozed_until, own.count, own.created_at,
  own.updated_at, own.sort_at, w.slug, n.title, n.body, n.target_url, n.meta,
  n.actor_ref, n.rule, n.reason`;

const pageOf = (from, isRead, entry) => `
  SELECT page.*, counted.unread FROM (${COUNT}) counted LEFT JOIN (
    SELECT ${COLUMNS}, ${isRead} AS is_read
    FROM ${from}
    JOIN notices n ON n.id = own.notice_id
    JOIN workspaces w ON w.id = own.workspace_id
    WHERE ${entry}.user_ref = $1 AND ${current(entry)} AND ${visible(entry)}
    ORDER BY ${entry}.sort_at DESC, ${entry}.id DESC LIMIT 21
  ) page ON true`;

const STATEMENTS = {
  list: pageOf(
    'notifications own LEFT JOIN unread_notifications u ON u.id = own.id',
    'u.id IS NULL',
    'own',
  ),
  unread: pageOf(
    'unread_notifications entry JOIN notifications own ON own.id = entry.id',
    'false',
    'entry',
  ),
  count: COUNT,
  markAll: `
  DELETE FROM unread_notifications WHERE id IN (
    SELECT entry.id FROM unread_notifications entry
    WHERE entry.user_ref = $1 AND ${current('entry')} AND ${visible('entry')}
  )`,
};

/**
 * The same as Callboard's reads and marking, as one prepared statement each with
 * the same rule of access, and nothing made of the answer.
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
