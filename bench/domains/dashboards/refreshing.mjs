import { loadBackend } from '../../lib/backend.mjs';
import { makeBoard } from '../../lib/board.mjs';
import { idOf, workspace_id } from '../../lib/data.mjs';
import { quarter } from '../../lib/dates.mjs';
import { atLeast, atMost } from '../../lib/figures.mjs';
import { disconnect, workspaceRequester } from '../../lib/http.mjs';
import { p95, times } from '../../lib/timing.mjs';
import { startWorker } from '../../lib/worker.mjs';

const { insertMany } = loadBackend('database/bulk');
const { newId } = loadBackend('database/ids');
const { authorizationOf } = loadBackend('__testUtils__/startCallboard');

const SAME_FOR_MS = 1_000;
const PROJECTS_OF_TEAM = 20;
const OPEN_PROJECTS = 20;
const PDFS = 5;

const url = name => new URL(name, import.meta.url);

/**
 * Makes people who log no time members of secret projects, in teams: everybody in a team
 * has access to the same.
 */
async function joinTeams(knex, { first, teams, count, projects }) {
  const now = new Date();
  const starts = projects - OPEN_PROJECTS - PROJECTS_OF_TEAM;
  const member = (user_ref, scope, scope_id) => ({
    ...{ id: newId(now.getTime()), workspace_id, scope, scope_id, user_ref },
    ...{ sort_name: user_ref.toUpperCase(), rank: 15 },
    ...{ version: 1, created_at: now, updated_at: now },
  });
  const refs = Array.from(
    { length: count },
    (_, n) => `user:default/viewer.${first + n}`,
  );
  const rows = refs.flatMap((user_ref, n) => {
    const start = OPEN_PROJECTS + Math.floor(((n % teams) * starts) / teams);
    return [
      member(user_ref, 'workspace', workspace_id),
      ...Array.from({ length: PROJECTS_OF_TEAM }, (_, nth) =>
        member(user_ref, 'project', idOf('projects', start + nth)),
      ),
    ];
  });
  await insertMany(knex, 'memberships', rows);
  await knex.raw('ANALYZE memberships');
  return refs;
}

/** Many who look at a dashboard share what is computed; and a dashboard as PDF. */
export async function measureRefreshing({ database, sizes, figure }) {
  const backend = await startWorker(url('server.mjs'), {
    input: { connectionString: database.connectionString },
  });
  try {
    const server = await backend.call('address');
    const send = workspaceRequester(server, authorizationOf('superAdmin'));
    const plain = await makeBoard(send, quarter, { hasLog: false });
    const withLog = await makeBoard(send, quarter);
    const count = sizes.viewers;
    const cases = [
      ['one scope', plain, 1],
      ['ten viewers a scope', plain, count / 10],
      ['one viewer a scope', plain, count],
      ['ten viewers a scope, and one widget of the log', withLog, count / 10],
    ];
    for (const [nth, [what, board, teams]] of cases.entries()) {
      const refs = await joinTeams(database.knex, {
        ...{ first: 1_000 * nth, teams, count, projects: sizes.projects },
      });
      const viewers = await startWorker(url('viewers.mjs'), {
        input: {
          ...{ server, board, authorizations: refs.map(authorizationOf) },
          everyMs: (sizes.viewSeconds * 1_000) / 3,
          seconds: sizes.viewSeconds,
        },
      });
      await backend.call('computed');
      const requests = await viewers.call();
      const { answers, computations, shortestPause } = await backend.call(
        'computed',
      );
      await viewers.stop();
      figure.group(
        `${count} viewers of a dashboard: the same computed again, the soonest`,
      )(
        what,
        shortestPause,
        atLeast(SAME_FOR_MS, 'ms'),
        `${requests} requests, ${answers} answers, ${computations} computations`,
      );
    }
    const path = `/dashboards/${withLog.id}/export.pdf`;
    const pdf = await times(PDFS, () => send('GET', path), 1);
    figure('PDF of 12 widgets, p95', p95(pdf), atMost(3_000, 'ms'));
  } finally {
    disconnect();
    await backend.stop();
  }
}
