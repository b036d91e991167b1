/** Reads everything in the database and the replicas while both are idle. */
import { readFileSync } from 'node:fs';
import { requireOfBackend } from '../../../bench/lib/backend.mjs';
import { BELL } from '../fixture.mjs';

const { countBy, filter, groupBy, keyBy, mapValues, sumBy } =
  requireOfBackend('lodash');

/** The resources whose history is checked: their tables, and their name fields. */
export const kinds = {
  work_item: { table: 'work_items', nameField: 'title' },
  department: { table: 'departments', nameField: 'name' },
  staff: { table: 'staff', nameField: 'last_name' },
};

/** Whether this number of results in the database is valid for the outcome of a request. */
export const isValidCount = (outcome, count) =>
  outcome === 'done' ? count === 1 : count <= (outcome === 'refused' ? 0 : 1);

const tables = [
  ...['staff_transfers', 'department_links', 'timers', 'membership_sources'],
  ...['notification_events', 'mails', 'jobs', 'webhook_deliveries', 'outbox'],
  'activity',
];

async function readTables(knex) {
  const read = {};
  for (const table of tables) {
    read[table] = await knex(table);
  }
  read.resources = {};
  for (const [kind, { table, nameField }] of Object.entries(kinds)) {
    const rows = await knex(table).select('*', `${nameField} as name`);
    read.resources[kind] = keyBy(rows, 'id');
  }
  const periods = await knex.raw(
    `SELECT DISTINCT ON (p.id) p.*, s.content
     FROM time_periods p JOIN time_period_steps s ON s.period_id = p.id
     ORDER BY p.id, s.id DESC`,
  );
  const notifications = await knex.raw(
    `SELECT n.id, n.notification_event_id, n.user_ref, n.type, n.count, n.project_id, u.dedupe_key
     FROM notifications n LEFT JOIN unread_notifications u USING (id)`,
  );
  return {
    ...read,
    periods: periods.rows,
    notifications: notifications.rows,
    worklogs: await knex('worklogs').whereNull('deleted_at'),
    runs: await knex('chaos_runs').orderBy('began_at'),
    seen: await knex('chaos_seen').orderBy('position'),
    tasks: await knex('backstage_backend_tasks__tasks')
      .whereLike('id', 'callboard-%')
      .pluck('id'),
  };
}

const readPublished = members =>
  members
    .flatMap(({ eventsFile }) => readFileSync(eventsFile, 'utf8').split('\n'))
    .filter(Boolean)
    .sort((a, b) => parseInt(a, 10) - parseInt(b, 10))
    .map(line => line.split(' ')[1]);

/** Reads everything once, and indexes it for the checks. */
export async function readSnapshot({ knex, members }) {
  const read = await readTables(knex);
  const { activity, notifications, resources } = read;
  const changes = activity.filter(({ source }) => source !== 'frontend');
  const changesByEntity = groupBy(changes, 'entity_id');
  const values = changes.flatMap(row =>
    row.changes.map(({ field, new_value }) => ({
      row,
      value: `${row.entity_type}.${field}=${new_value}`,
    })),
  );
  const byValue = groupBy(values, 'value');
  const getKey = row => `${row.user_ref} ${row.dedupe_key}`;
  /** Returns the changes that set a field of a kind of resources to a value. */
  const findChanges = (kind, field, value) =>
    (byValue[`${kind}.${field}=${value}`] ?? []).map(({ row }) => row);
  return {
    ...read,
    changes,
    changesByEntity,
    findChanges,
    published: readPublished(members),
    /** The number of log rows that the API lists. */
    listedCount: activity.filter(({ is_detail }) => !is_detail).length,
    changeById: keyBy(changes, 'id'),
    posts: groupBy(filter(activity, { action: 'chaos_post' }), 'entity_id'),
    eventsByTitle: groupBy(read.notification_events, 'title'),
    notificationsOf: groupBy(notifications, 'user_ref'),
    /** How often each person was notified of an event, by `<event> <user>`. */
    recipients: countBy(
      notifications,
      row => `${row.notification_event_id} ${row.user_ref}`,
    ),
    /** The sum of the counts of notifications with a key, by `<user> <key>`. */
    keyCounts: mapValues(groupBy(notifications, getKey), rows =>
      sumBy(rows, 'count'),
    ),
    findCreations: (kind, name) =>
      findChanges(kind, kinds[kind].nameField, name).filter(
        row => row.action === 'create',
      ),
    countActions: (id, action) =>
      (changesByEntity[id] ?? []).filter(row => row.action === action).length,
    listExisting: kind =>
      Object.values(resources[kind]).filter(row => row.deleted_at === null),
  };
}

/** Requests the log, the work items and the notifications of all people from each replica. */
export async function readResponses({ members }, { caller, fixture, journal }) {
  const read = async replica => {
    const get = (user, path) =>
      caller.requestFromReplica(replica, 'GET', path, undefined, user);
    const getAll = async (user, path) => {
      let page = await get(user, path);
      const all = { ...page };
      while (page.next_cursor) {
        page = await get(user, `${path}&cursor=${page.next_cursor}`);
        all.items = all.items.concat(page.items);
      }
      return all;
    };
    const getBell = async user => {
      const lastVisit = journal.visits.findLast(visit => visit.user === user);
      const isInsider = fixture.getAccess(user) === 'insider';
      const bell = await getAll(user, '/notifications?limit=100');
      const maySeeSecret = isInsider || lastVisit?.to === Infinity;
      return { ...bell, user, maySeeSecret };
    };
    return {
      name: replica.name,
      listed: (await get('superAdmin', '/admin/activity?limit=1')).total,
      counted: (await get('superAdmin', '/admin/activity/summary')).total,
      items: (await getAll('superAdmin', 'work-items?limit=200')).items,
      bells: await Promise.all([...fixture.users, BELL].map(getBell)),
    };
  };
  return Promise.all(members.map(read));
}
