import { readdirSync, readFileSync } from 'node:fs';
import { cpuOf, cpuOfEnded } from '../live/usage.mjs';

/** What a process says of itself, unless it has just ended. */
function unlessEnded(read) {
  try {
    return read();
  } catch (error) {
    // A file of a process that ends while it is read.
    if (error.code === 'ENOENT' || error.code === 'ESRCH') return undefined;
    throw error;
  }
}

const parentOf = pid =>
  unlessEnded(
    () =>
      /^PPid:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))[1],
  );

/**
 * What all processes of a PostgreSQL have used so far, in seconds: the server, its
 * connections and workers that are there, and those that have ended.
 */
export async function cpuOfPostgres(knex) {
  const { rows } = await knex.raw('SELECT pg_backend_pid() AS pid');
  const parent = parentOf(rows[0].pid);
  for (;;) {
    const ended = cpuOfEnded(parent);
    const running = readdirSync('/proc')
      .filter(pid => /^\d+$/.test(pid) && parentOf(pid) === parent)
      .map(pid => unlessEnded(() => cpuOf(pid)) ?? 0);
    // Whoever ended meanwhile was counted twice, or not at all.
    if (cpuOfEnded(parent) === ended) {
      return running.reduce((sum, used) => sum + used, cpuOf(parent) + ended);
    }
  }
}
