/** What the database holds after it all, read once and looked at from all sides. */
import { readFileSync } from 'node:fs';

/** The things that have traces: their tables, and the field that names them. */
export const kinds = {
  work_item: { table: 'work_items', nameField: 'title' },
  department: { table: 'departments', nameField: 'name' },
  staff: { table: 'staff', nameField: 'last_name' },
};

const groupBy = (rows, keyOf) => {
  const groups = new Map();
  for (const row of rows) {
    const key = keyOf(row);
    const group = groups.get(key);
    if (group) group.push(row);
    else groups.set(key, [row]);
  }
  return groups;
};

export class Log {
  static async read(fleet) {
    const { knex, members } = fleet;
    const log = new Log();
    const rows = await knex('activity').select(
      'id',
      'source',
      'action',
      'entity_type',
      'entity_id',
      'changes',
      'is_detail',
      'project_id',
      'workspace_id',
    );
    log.shown = rows.filter(({ is_detail }) => !is_detail).length;
    log.traces = rows.filter(({ source }) => source !== 'frontend');
    log.traceById = new Map(log.traces.map(trace => [trace.id, trace]));
    log.events = groupBy(
      rows.filter(({ action }) => action === 'chaos_post'),
      ({ entity_id }) => entity_id,
    );
    log.byWord = groupBy(
      log.traces.flatMap(trace =>
        trace.changes.map(({ field, new_value }) => ({
          ...trace,
          key: `${trace.entity_type}.${field}=${new_value}`,
        })),
      ),
      ({ key }) => key,
    );
    log.byEntity = groupBy(log.traces, ({ entity_id }) => entity_id);
    log.seen = await knex('chaos_seen')
      .select('change_id', 'entity_key', 'changes')
      .orderBy('position');
    log.told = members
      .flatMap(({ told }) => readFileSync(told, 'utf8').trim().split('\n'))
      .map(line => line.split(' '))
      .sort(([a], [b]) => Number(a) - Number(b))
      .map(([, id]) => id);
    log.things = {};
    for (const [kind, { table, nameField }] of Object.entries(kinds)) {
      const found = await knex(table).select(
        'id',
        'version',
        `${nameField} as name`,
        'deleted_at',
      );
      log.things[kind] = new Map(found.map(row => [row.id, row]));
    }
    log.transfers = await knex('staff_transfers').select(
      'staff_member_id',
      'to_department_id',
      'effective_date',
    );
    log.links = await knex('department_links').select('id', 'deleted_at');
    await log.#readTelling(knex);
    log.mails = await knex('mails').select(
      ...['id', 'user_ref', 'kind', 'about', 'status', 'last_error'],
    );
    await log.#readTime(knex);
    const [{ count }] = await knex('outbox').count({ count: '*' });
    log.waiting = Number(count);
    log.runs = await knex('chaos_runs').orderBy('began_at');
    const { rows: tasks } = await knex.raw(
      "SELECT id FROM backstage_backend_tasks__tasks WHERE id LIKE 'callboard-%'",
    );
    log.tasks = tasks.map(({ id }) => id);
    const now = await knex.raw('SELECT clock_timestamp() AS now');
    log.now = now.rows[0].now;
    return log;
  }

  async #readTime(knex) {
    this.entries = await knex('worklogs')
      .whereNull('deleted_at')
      .select('logged_by', 'logged_at', 'duration_minutes', 'description');
    this.timers = await knex('timers').select('description');
    const steps = knex('time_period_steps')
      .distinctOn('period_id')
      .select('period_id', 'content')
      .orderBy([{ column: 'period_id' }, { column: 'id', order: 'desc' }])
      .as('steps');
    const periods = await knex('time_periods')
      .join(steps, 'steps.period_id', 'time_periods.id')
      .select('member_id', 'week_start', 'week_end', 'status', 'content');
    this.periods = periods.map(({ content, ...period }) => ({
      ...period,
      total_minutes: content.reduce((sum, [, , minutes]) => sum + minutes, 0),
    }));
  }

  async #readTelling(knex) {
    this.notices = groupBy(
      await knex('notices').select('id', 'title'),
      ({ title }) => title,
    );
    const rows = await knex('notifications')
      .leftJoin(
        'unread_notifications',
        'unread_notifications.id',
        'notifications.id',
      )
      .select(
        ...['id', 'notice_id', 'user_ref', 'type', 'count', 'project_id'].map(
          column => `notifications.${column}`,
        ),
        'unread_notifications.dedupe_key',
      );
    this.notifications = groupBy(rows, ({ user_ref }) => user_ref);
    this.copies = new Map();
    this.counted = new Map();
    for (const { notice_id, user_ref, dedupe_key, count } of rows) {
      const copies = this.copies.get(notice_id) ?? new Map();
      copies.set(user_ref, (copies.get(user_ref) ?? 0) + 1);
      this.copies.set(notice_id, copies);
      if (dedupe_key !== null) {
        const pair = `${user_ref} ${dedupe_key}`;
        this.counted.set(pair, (this.counted.get(pair) ?? 0) + count);
      }
    }
    this.jobs = await knex('jobs')
      .select('queue', 'state')
      .count({ count: '*' })
      .groupBy('queue', 'state');
    this.deliveries = await knex('webhook_deliveries')
      .select('status')
      .count({ count: '*' })
      .groupBy('status');
  }

  /** The traces that gave a field of a kind of things this value. */
  tracesOf(kind, field, word) {
    return this.byWord.get(`${kind}.${field}=${word}`) ?? [];
  }

  /** The traces that made things of a kind by this name. */
  makingOf(kind, word) {
    return this.tracesOf(kind, kinds[kind].nameField, word).filter(
      ({ action }) => action === 'create',
    );
  }

  /** The traces of one thing by what was done to it. */
  tracesAbout(id, action) {
    return (this.byEntity.get(id) ?? []).filter(
      trace => trace.action === action,
    );
  }

  /** The things of a kind that are there. */
  live(kind) {
    return [...this.things[kind].values()].filter(
      ({ deleted_at }) => deleted_at === null,
    );
  }
}
