import { ok } from 'node:assert';
import { loadFeature, range } from '../lib/backend.mjs';
import { byProject, createDashboard } from '../lib/board.mjs';
import { getAuthorizationHeader } from '../lib/callboard.mjs';
import { workspace_id } from '../lib/data.mjs';
import { quarter } from '../lib/dates.mjs';
import { timeRuns } from '../lib/timing.mjs';
import { startClients } from '../lib/worker.mjs';

const { ResponseCache } = loadFeature('dashboards/numbers/ResponseCache');
const PROJECTS_OF_TEAM = 20;
const OPEN_PROJECTS = 20;
/** The times at which the response to each query was computed. */
const computedAt = new Map();
const { get } = ResponseCache.prototype;
ResponseCache.prototype.get = function recordTimes(query, compute, ...args) {
  const recordAndCompute = () => {
    const times = computedAt.get(query) ?? [];
    computedAt.set(query, [...times, performance.now()]);
    return compute();
  };
  return get.call(this, query, recordAndCompute, ...args);
};

/** Adds people to secret projects; all people of a team can see the same projects. */
async function joinTeams(knex, refs, teams, projects) {
  const starts = projects - OPEN_PROJECTS - PROJECTS_OF_TEAM;
  const values = { workspace_id, refs, teams, starts, open: OPEN_PROJECTS };
  await knex.raw(
    `INSERT INTO memberships (id, workspace_id, scope, scope_id, user_ref, sort_name, rank, version,
      created_at, updated_at)
    SELECT uuidv7(), :workspace_id, scope, scope_id, ref, upper(ref), 15, 1, now(), now() FROM (
      SELECT 'workspace' AS scope, :workspace_id::uuid AS scope_id, ref FROM unnest(:refs::text[]) AS ref
      UNION ALL SELECT 'project', bench.id(:open + nth + (n - 1) % :teams * :starts / :teams), ref
      FROM unnest(:refs::text[]) WITH ORDINALITY AS viewer (ref, n),
        generate_series(0, ${PROJECTS_OF_TEAM - 1}) AS nth
    ) AS member`,
    values,
  );
  await knex.raw('ANALYZE memberships');
}

/**
 * Measures whether viewers of a dashboard share computed responses: how soon the same query is
 * computed again. Also measures the export of a dashboard as PDF.
 */
export async function measure({ knex, sizes, figure }, callboard) {
  const { server } = callboard;
  const send = callboard.inWorkspace();
  const plain = await createDashboard(send, quarter, byProject);
  const withLog = await createDashboard(send, quarter);
  const { viewers: count, viewSeconds: seconds, projects } = sizes;
  const clients = await startClients();
  const cases = [
    ['one scope', plain, 1],
    ['one viewer per scope', plain, count],
    ['ten viewers per scope, and one widget of the log', withLog, count / 10],
    ['ten viewers per scope', plain, count / 10],
  ];
  const group = `${count} viewers of a dashboard: shortest time until a query is computed again`;
  for (const [nth, [what, dashboard, teams]] of cases.entries()) {
    const refs = range(count).map(n => `user:default/viewer.${nth}-${n}`);
    await joinTeams(knex, refs, teams, projects);
    const authorizations = refs.map(getAuthorizationHeader);
    // A person's first request changes their member, and thereby the workspace.
    for (const ref of refs) await callboard.inWorkspace(ref)('GET', '');
    const everyMs = (seconds * 1_000) / 2;
    computedAt.clear();
    const query = { server, dashboard, authorizations, everyMs, seconds };
    const requests = await clients.call('watch', query);
    ok(computedAt.size > 0, `${what}: no query was computed`);
    const intervals = [...computedAt.values()].flatMap(times =>
      times.slice(1).map((time, before) => time - times[before]),
    );
    const note = `${requests} requests, ${computedAt.size} queries`;
    // A query that is computed only once is not computed again while it is watched.
    const shortest = Math.min(seconds * 1_000, ...intervals);
    figure.atLeast([group, what], shortest, 1_000, 'ms', note);
  }
  await clients.stop();
  const path = `/dashboards/${withLog.id}/export.pdf`;
  const pdfs = await timeRuns(sizes.fewRounds, () => send('GET', path));
  figure.p95('PDF of 12 widgets, p95', pdfs, 3_000);
}
