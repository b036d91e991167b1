-- Few people receive most of the notifications. One in eight is unread. The marker receives a 60th of
-- all, and one in 500 of those is unread. Twenty people receive the same notification event.
CREATE TABLE recipients AS SELECT DISTINCT ON (event, user_ref) *,
  CASE WHEN user_ref = ':marker' THEN nth % 500 <> 0 ELSE (nth::bigint * 31) % 8 <> 0 END AS is_read
FROM (
  SELECT nth, nth / 20 AS event,
    date_trunc('milliseconds', timestamptz ':until' - interval '1 year' * (1 - nth::float8 / :count)) AS at,
    CASE WHEN nth % 500 % 60 = 0 THEN ':marker' ELSE 'user:default/p' ||
      floor(:people * power((hashint8extended(nth, 42) & 2147483647) / 2147483648::float8, 2)) END AS user_ref
  FROM generate_series(0, :count - 1) AS nth
) AS received;

INSERT INTO projects (id, workspace_id, identifier, entity_ref, settings, name, sort_name, access,
  is_time_tracking_enabled, version, created_at, updated_at)
SELECT uuidv7(), ':workspace', 'P' || nth, 'system:default/p' || nth, '{}', 'P' || nth, 'p' || nth,
  CASE WHEN nth % 10 = 0 THEN 'secret' ELSE 'open' END, true, 1, now(), now()
FROM generate_series(0, 59) AS nth;

-- Everybody is a guest of the workspace, and a member of every third project; the marker is a member of all.
INSERT INTO memberships (id, workspace_id, scope, scope_id, user_ref, sort_name, rank, version,
  created_at, updated_at)
WITH users AS (SELECT nth, 'user:default/p' || nth AS ref FROM generate_series(0, :people - 1) AS nth
  UNION ALL SELECT NULL, ':marker')
SELECT uuidv7(), ':workspace', scope, scope_id, ref, ref, rank, 1, now(), now() FROM (
  SELECT 'workspace' AS scope, uuid ':workspace' AS scope_id, ref, 5 AS rank FROM users
  UNION ALL SELECT 'project', p.id, ref, 15 FROM users JOIN projects p
    ON nth IS NULL OR (nth + substr(p.identifier, 2)::int) % 3 = 0
) AS member;

-- Most notification events belong to projects, a tenth of which are secret. Some are for members only.
INSERT INTO notification_events (id, workspace_id, project_id, visibility, type, title, body, target_url,
  severity, meta, rule, reason, is_mention, is_mandatory, is_for_admins, audience, created_at)
SELECT uuidv7(at - statement_timestamp()), ':workspace', projects.id, visibility,
  'work_item.assigned', 'Notice ' || nth, 'Somebody has assigned this to you.', '/catalog', 1,
  '{}', 'work_item.assigned', 'You are assigned to it.', false, false, false, '{}', at
FROM (
  SELECT event AS nth, min(at) AS at, CASE WHEN event % 5 < 4 THEN 'P' || event % 60 END AS project,
    CASE WHEN event % 20 = 0 THEN 3 WHEN event % 20 = 4 THEN 6 WHEN event % 5 < 4 THEN 2 ELSE 4 END AS visibility
  FROM recipients GROUP BY event
) AS events LEFT JOIN projects ON projects.identifier = events.project ORDER BY nth;

INSERT INTO notifications (id, user_ref, notification_event_id, workspace_id, project_id, visibility, type,
  severity, is_archived, count, created_at, updated_at, sort_at)
SELECT uuidv7(r.at - statement_timestamp()), r.user_ref, n.id, n.workspace_id, n.project_id,
  n.visibility, n.type, 1, false, 1, r.at, r.at, r.at
FROM recipients r JOIN notification_events n ON n.title = 'Notice ' || r.event ORDER BY r.nth;

CREATE TABLE unread AS SELECT notifications.id, r.nth
FROM recipients r JOIN notification_events n ON n.title = 'Notice ' || r.event
JOIN notifications ON notifications.notification_event_id = n.id AND notifications.user_ref = r.user_ref
WHERE NOT r.is_read;

-- unread
TRUNCATE unread_notifications;

INSERT INTO unread_notifications (id, user_ref, notification_event_id, workspace_id, project_id, visibility,
  type, is_archived, sort_at, count)
SELECT id, user_ref, notification_event_id, workspace_id, project_id, visibility, type, is_archived, sort_at, count
FROM unread JOIN notifications USING (id) ORDER BY nth;

VACUUM (ANALYZE) unread_notifications;

-- portal
INSERT INTO notification (id, "user", title, description, severity, origin, link, created, read)
SELECT gen_random_uuid(), user_ref, 'Notice ' || event, 'Somebody has assigned this to you.',
  'normal', 'plugin:callboard', '/catalog', at, CASE WHEN is_read THEN at END
FROM recipients ORDER BY nth;
