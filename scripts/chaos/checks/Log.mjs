/** What the database holds after it all, read once and looked at from all sides. */
import { readFileSync } from 'node:fs';

/** The things that have traces, by their type. */
const tables = { work_item: 'work_items', department: 'departments' };

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
    );
    log.shown = rows.filter(({ is_detail }) => !is_detail).length;
    log.traces = rows.filter(({ source }) => source === 'backend');
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
    for (const [type, table] of Object.entries(tables)) {
      const name = type === 'work_item' ? 'title' : 'name';
      const found = await knex(table).select(
        'id',
        'version',
        `${name} as name`,
      );
      log.things[type] = new Map(found.map(row => [row.id, row]));
    }
    const [{ count }] = await knex('outbox').count({ count: '*' });
    log.waiting = Number(count);
    log.ticks = await knex('chaos_ticks').orderBy('began_at');
    return log;
  }

  /** The traces that gave a field of a type of things this value. */
  tracesOf(type, field, word) {
    return this.byWord.get(`${type}.${field}=${word}`) ?? [];
  }
}
