-- The data that suites share. Names with a colon are filled in by data.mjs.
CREATE SCHEMA bench;
-- The id of a row, which is unique in its table. Ids of workspaces differ from those of projects.
CREATE FUNCTION bench.id(n numeric) RETURNS uuid IMMUTABLE LANGUAGE sql
RETURN ('00000000-0000-7000-8000-' || lpad(to_hex(n::bigint), 12, '0'))::uuid;
CREATE FUNCTION bench.workspace(n numeric) RETURNS uuid IMMUTABLE LANGUAGE sql
RETURN bench.id(1000000000000 + n);
CREATE FUNCTION bench.id7(ms bigint, n integer) RETURNS uuid IMMUTABLE LANGUAGE sql
RETURN (lpad(to_hex(ms), 12, '0') || '7' || right(md5(n || 'a'), 3) || '8' || right(md5(n || 'b'), 15))::uuid;
CREATE FUNCTION bench.mix(n integer) RETURNS integer IMMUTABLE LANGUAGE sql
RETURN ((n::bigint * 7919 + 104729) % 1000003)::integer;
CREATE FUNCTION bench.pick(texts text[], n integer) RETURNS text IMMUTABLE LANGUAGE sql
RETURN texts[1 + n % cardinality(texts)];
CREATE FUNCTION bench.at(ms bigint, days numeric DEFAULT 0) RETURNS timestamptz IMMUTABLE LANGUAGE sql
RETURN to_timestamp((ms + days * 86400000) / 1000.0);
CREATE FUNCTION bench.normalise(value text) RETURNS text IMMUTABLE LANGUAGE sql
RETURN translate(upper(value), 'ÖÜŻÓŁÔ', 'OUZOLO');

INSERT INTO people (user_ref, display_name, search_text, is_in_catalog, updated_at)
SELECT 'user:default/p' || n, 'Person ' || n, upper('Person ' || n || E'\nuser:default/p' || n), true, now()
FROM generate_series(0, :people - 1) AS n;

-- Everybody is a member of the workspace, viewers also of twenty secret projects, and people who save timesheets of one.
INSERT INTO memberships (id, workspace_id, scope, scope_id, user_ref, sort_name, rank, version, created_at, updated_at)
SELECT bench.id(row_number() OVER ()), bench.workspace(0), scope, scope_id, user_ref, upper(user_ref),
  15, 1, now(), now()
FROM (
  SELECT 'workspace' AS scope, bench.workspace(0) AS scope_id, 'user:default/p' || n AS user_ref
  FROM generate_series(0, :people - 1) AS n
  UNION SELECT 'workspace', bench.workspace(0), unnest(ARRAY[:viewers])
  UNION SELECT 'project', bench.id(20 + n), unnest(ARRAY[:viewers]) FROM generate_series(0, 19) AS n
  UNION SELECT 'project', bench.id(n), 'user:default/p' || n FROM generate_series(0, :timesheetUsers - 1) AS n
) AS member;

-- Each department has seven children.
INSERT INTO departments (id, workspace_id, name, sort_name, search_text, code, parent_id, level, manager_ref,
  sort_order, is_active, version, created_at, updated_at)
SELECT bench.id(n), bench.workspace(0), 'Department ' || n, 'DEPARTMENT ' || n,
  'DEPARTMENT ' || n || E'\nD' || n, 'D' || n, CASE WHEN n > 0 THEN bench.id((n - 1) / 7) END,
  1 + floor(ln(6 * n + 1.0) / ln(7.0) + 1e-9), CASE WHEN n % 3 = 0 THEN 'user:default/p' || n END,
  65535, true, 1, now(), now()
FROM generate_series(0, :departments - 1) AS n;

-- Five hundred people belong to the first department itself.
INSERT INTO staff (id, workspace_id, staff_id, user_ref, first_name, last_name, sort_name, search_text, email,
  phone, search_phone, department_id, employment_status, is_department_manager, version, created_at, updated_at)
SELECT bench.id(n), bench.workspace(0), 'S' || n, 'user:default/p' || n, first, last,
  bench.normalise(last || ' ' || first), bench.normalise('S' || n || E'\n' || first || ' ' || last || E'\n' || email),
  email, phone, phone,
  bench.id(CASE WHEN n >= :staff - 500 THEN 0 ELSE 1 + n % (:departments - 1) END),
  'active', false, 1, now(), now()
FROM (
  SELECT n, bench.pick('{Ada,Björn,Chloé,Elif,Fatima,Grace,Hana}', n) AS first,
    bench.pick('{Müller,Okafor,Żółkiewski,Smith,Ngô,Haddad}', n) || ' ' || (n * 7919) % 100000 AS last,
    'p' || n || '@example.org' AS email, '+49 40 ' || (n::bigint * 104729) % 10000000 AS phone
  FROM generate_series(0, :staff - 1) AS n
) AS employee;

INSERT INTO projects (id, workspace_id, entity_ref, name, sort_name, identifier, access,
  is_time_tracking_enabled, settings, version, created_at, updated_at)
SELECT bench.id(n), bench.workspace(0), 'component:default/project-' || n, 'Project ' || n,
  'PROJECT ' || n, 'P' || n, CASE WHEN n < 20 THEN 'open' ELSE 'secret' END, true, '{}', 1, now(), now()
FROM generate_series(0, :projects - 1) AS n;

INSERT INTO project_counters (project_id, last_number) SELECT id, :each FROM projects;

INSERT INTO work_states (id, workspace_id, project_id, name, sort_name, color, "group", sequence,
  version, created_at, updated_at)
SELECT bench.id(p * 5 + n), bench.workspace(0), bench.id(p), 'State ' || n, 'STATE ' || n,
  '#57606a', bench.pick('{backlog,unstarted,started,started,completed}', n), n * 1000, 1, now(), now()
FROM generate_series(0, :projects - 1) AS p, generate_series(0, 4) AS n;

INSERT INTO work_labels (id, workspace_id, project_id, name, sort_name, color, version, created_at, updated_at)
SELECT bench.id(p * 10 + n), bench.workspace(0), bench.id(p), 'Label ' || n, 'LABEL ' || n,
  '#57606a', 1, now(), now()
FROM generate_series(0, :projects - 1) AS p, generate_series(0, 9) AS n;

INSERT INTO work_cycles (id, workspace_id, project_id, name, sort_name, start_date, end_date,
  version, created_at, updated_at)
SELECT bench.id(p * 12 + n), bench.workspace(0), bench.id(p), 'Cycle ' || n, 'CYCLE ' || n,
  to_char(bench.at(:logFrom), 'YYYY-MM-DD'), to_char(bench.at(:logTo - 1), 'YYYY-MM-DD'), 1, now(), now()
FROM generate_series(0, :projects - 1) AS p, generate_series(0, 11) AS n;

INSERT INTO work_modules (id, workspace_id, project_id, name, sort_name, version, created_at, updated_at)
SELECT bench.id(p * 5 + n), bench.workspace(0), bench.id(p), 'Module ' || n, 'MODULE ' || n,
  1, now(), now()
FROM generate_series(0, :projects - 1) AS p, generate_series(0, 4) AS n;

-- work
-- Work items, created evenly over three years in an order that no index has. A fifth of them are old.
INSERT INTO work_items (id, workspace_id, project_id, number, title, search_text, description, state_id,
  priority, estimate_points, estimate_time, cycle_id, module_id, start_date, target_date, sort_order,
  created_by, started_at, completed_at, archived_at, is_draft, source, version, created_at, updated_at)
SELECT bench.id(n), bench.workspace(0), bench.id(p), number, title, upper(title),
  'What is to be done about ' || title || ', and why.', bench.id(p * 5 + state), (n >> 4) % 5,
  CASE WHEN chance % 3 <> 0 THEN chance % 8 END, CASE WHEN chance % 4 <> 0 THEN (chance % 20) * 30 END,
  CASE WHEN chance % 3 <> 0 THEN bench.id(p * 12 + chance % 12) END,
  CASE WHEN chance % 2 = 1 THEN bench.id(p * 5 + (chance >> 2) % 5) END,
  CASE WHEN n % 2 = 1 THEN to_char(bench.at(made, n % 14), 'YYYY-MM-DD') END,
  CASE WHEN n % 3 <> 0 THEN to_char(bench.at(made, 14 + n % 45), 'YYYY-MM-DD') END,
  number * 65536, 'user:default/p' || chance % 5000,
  CASE WHEN state >= 2 THEN bench.at(made, n % 11) END,
  CASE WHEN state = 4 THEN bench.at(made, n % 11 + n % 37 + 0.3) END,
  CASE WHEN n % 50 = 0 THEN bench.at(made, 100) END,
  false, bench.pick('{callboard,github,gitlab}', n), 1, bench.at(made),
  bench.at(made, CASE WHEN is_old THEN -730 ELSE 0 END)
FROM (
  SELECT *, chance % 5 AS state, bench.pick('{Fix,Add,Remove,Speed up,Document,Test}', chance) || ' '
    || bench.pick('{rounding,checkout,refunds,the ledger,exports}', chance >> 3) || ' ' || n
    || CASE WHEN n % 50000 = 25000 THEN ' gyroscope' WHEN is_old THEN ' legacy'
      WHEN n % 100 = 0 THEN ' webhook' ELSE '' END AS title
  FROM (
    SELECT n, n / :each AS p, n % :each + 1 AS number, n / :each % 5 = 4 AS is_old, bench.mix(n) AS chance,
      (:workFrom + (n::bigint * 7919) % :items * ((:workTo - :workFrom)::numeric / :items))::bigint AS made
    FROM generate_series(0, :items - 1) AS n
  ) AS placed
) AS titled;

INSERT INTO work_item_states (work_item_id, state_id, entered_at) SELECT id, state_id, created_at FROM work_items;

INSERT INTO work_item_assignees (work_item_id, user_ref)
SELECT bench.id(n), 'user:default/p' || bench.mix(n) % 5000
FROM generate_series(0, :items - 1) AS n WHERE n % 5 <> 0;

INSERT INTO work_item_labels (work_item_id, label_id)
SELECT bench.id(n), bench.id(n / :each * 10 + bench.mix(n) % 9)
FROM generate_series(0, :items - 1) AS n WHERE n % 3 <> 0
UNION ALL SELECT bench.id(n), bench.id(n / :each * 10 + 9)
FROM generate_series(0, :items - 1) AS n WHERE (n % :each + 1) % 5 = 0;

-- Worklogs of two thousand people, evenly over the working days of three years.
INSERT INTO worklogs (id, workspace_id, project_id, work_item_id, logged_by, department_id, duration_minutes,
  description, search_text, logged_at, is_billable, activity_type, source, version, created_at, updated_at)
SELECT bench.id7((extract(epoch FROM at) * 1000)::bigint, n), bench.workspace(0), bench.id(p),
  bench.id(p * :each + (chance >> 3) % :each), 'user:default/p' || who,
  bench.id(1 + who % (:departments - 1)), 30 + (chance % 14) * 15, description,
  coalesce(upper(description), ''), to_char(at, 'YYYY-MM-DD'), chance % 4 = 0,
  bench.pick('{development,review,meeting,support,other,NULL}', chance), 'manual', 1, at, at
FROM (
  SELECT *, (who * 5 + chance % 5) % :projects AS p,
    CASE WHEN chance % 3 <> 0 THEN 'Worked on it, part ' || chance END AS description
  FROM (
    SELECT nth - 1 AS n, (nth - 1) % :perDay % 2000 AS who, bench.mix(nth::int - 1) AS chance, at
    FROM (
      SELECT (row_number() OVER (ORDER BY day))::int AS nth, day + interval '17 hours' AS at
      FROM generate_series(bench.at(:workFrom), bench.at(:workTo - 1), '1 day') AS day,
        generate_series(1, :perDay)
      WHERE extract(isodow FROM day) < 6
    ) AS dated
    WHERE nth <= :worklogs
  ) AS logged
) AS placed;

-- log
SELECT setseed(:first / :activity::float8);

-- Rows of the log, evenly over the quarter. The busiest person has 6 % of them.
INSERT INTO activity (id, workspace_id, user_id, user_name, user_email, action, entity_type, entity_id,
  entity_label, metadata, changes, created_at, is_detail, source, visibility, project_id, search_text)
SELECT bench.id7(ms, n),
  bench.workspace(CASE WHEN person % 10 < 7 THEN 0 WHEN person % 10 < 9 THEN 1 ELSE 2 END),
  'user:default/person.' || person, 'Person ' || person, 'person.' || person || '@example.com', action,
  entity_type, 'component:default/service-' || entity, 'Service ' || entity,
  json_build_object('path', '/catalog/default/component/service-' || entity),
  CASE WHEN action IN ('update', 'create', 'delete')
    THEN '[{"field":"state","old_value":"Todo","new_value":"Done"}]'::json ELSE '[]'::json END,
  bench.at(ms), random() < 0.02,
  CASE WHEN action IN ('update', 'create', 'delete') THEN 'backend' ELSE 'frontend' END,
  CASE WHEN NOT is_change THEN 5 WHEN v < 0.2 THEN 1 WHEN v < 0.8 THEN 2 ELSE 3 END,
  CASE WHEN is_change AND v >= 0.2 THEN bench.id(floor(:projects * power(w, 2))::numeric) END,
  upper('Service ' || entity || E'\ncomponent:default/service-' || entity || E'\nPerson ' || person)
FROM (
  SELECT *, action IN ('update', 'create', 'delete', 'log_time', 'comment', 'transfer') AS is_change
  FROM (
    SELECT n, (:logFrom + (n::float8 / :activity) * (:logTo - :logFrom))::bigint AS ms,
      floor(5000 * power(random(), 3))::int AS person, floor(20000 * power(random(), 3))::int AS entity,
      random() AS v, random() AS w,
      (ARRAY['page_view', 'entity_view', 'search', 'click', 'update', 'create', 'add_note', 'log_time',
        'comment', 'delete', 'transfer', 'export'])[width_bucket(random(),
        ARRAY[0, 0.44, 0.66, 0.75, 0.83, 0.89, 0.93, 0.96, 0.98, 0.99, 0.996, 0.999])] AS action,
      (ARRAY['component', 'work_item', 'system', 'api', 'user', 'group', 'worklog', 'project', 'dashboard',
        'resource'])[width_bucket(random(),
        ARRAY[0, 0.4, 0.65, 0.77, 0.85, 0.9, 0.94, 0.97, 0.99, 0.998])] AS entity_type
    FROM generate_series(:first, :last) AS n
  ) AS drawn
) AS placed;
