import { loadavg } from 'node:os';

const SETTINGS = [
  'shared_buffers',
  'work_mem',
  'maintenance_work_mem',
  'max_wal_size',
  'effective_cache_size',
  'random_page_cost',
  'max_parallel_workers_per_gather',
  'jit',
  'fsync',
  'synchronous_commit',
  'autovacuum',
];

const say = count => Number(count).toLocaleString('en');

/** The load of the machine over 1, 5 and 15 minutes, and when that was. */
export function machineNow() {
  const time = new Date().toISOString().slice(11, 16);
  return `${loadavg()
    .map(n => n.toFixed(1))
    .join(', ')} at ${time} UTC`;
}

/** How much there is of what is counted, in an engine, and how it is set. */
export async function factsOf({ name, knex, connectionString }) {
  const countOf = async table => {
    const [{ rows }] = await knex(table).count({ rows: '*' });
    return rows;
  };
  const log = await knex('activity')
    .select('workspace_id')
    .count({ rows: '*' })
    .groupBy('workspace_id')
    .orderBy('rows', 'desc');
  const [first] = log;
  const all = log.reduce((sum, { rows }) => sum + Number(rows), 0);
  const counted = `${name}: ${say(await countOf('work_items'))} items and ${say(
    await countOf('worklogs'),
  )} entries of time in ${say(
    await countOf('projects'),
  )} projects of one workspace, and ${say(all)} rows of the log, ${say(
    first.rows,
  )} of them in that workspace and the others in ${log.length - 1} more`;
  if (!connectionString) return `${counted}.`;
  const settings = [];
  for (const setting of SETTINGS) {
    const { rows } = await knex.raw(`SHOW ${setting}`);
    settings.push(`${setting} ${rows[0][setting]}`);
  }
  return `${counted}; ${settings.join(', ')}.`;
}
