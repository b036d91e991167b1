/** Clients that, like browsers, have their own process. Also runs plain INSERTs for comparison. */
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { loadBackend, loadFeature } from './backend.mjs';
import { connect } from './databases.mjs';
import { bodies } from './events.mjs';
import { createWorkspaceRequester, openConnections, send } from './http.mjs';
import { p99, repeatFor, timeOnce } from './timing.mjs';
import { serve } from './worker.mjs';

const { ActivityLog } = loadBackend('changes/ActivityLog');
const { createPostingActor } = loadFeature('activity/__testUtils__/posting');
const { toActivityRow } = loadFeature('activity/storePosts');

async function post({ port, path, authorizations, people, body, ms }) {
  const dispatcher = openConnections(people);
  const statuses = {};
  const times = [];
  const seconds = await repeatFor(ms, people, async (who, n) => {
    const authorization = authorizations[who % authorizations.length];
    const query = { dispatcher, port, path, method: 'POST', authorization };
    const sendOne = () => send({ ...query, body: bodies[body](who, n) });
    const { ms: taken, value } = await timeOnce(sendOne);
    const { status, headers } = value;
    const isValid = status < 300 || headers['retry-after'];
    const key = isValid ? status : `${status} without Retry-After`;
    statuses[key] = (statuses[key] ?? 0) + 1;
    times.push(taken);
  });
  await dispatcher.destroy();
  const perSecond = times.length / seconds;
  return { perSecond, seconds, statuses, p99Ms: p99(times) };
}

/** Inserts the rows of a batch of events per transaction; returns transactions per second. */
async function insert({ connectionString, connections, workspace_id, ms }) {
  const knex = connect(connectionString);
  const log = new ActivityLog();
  let transactions = 0;
  const seconds = await repeatFor(ms, connections, async (who, n) => {
    const actor = createPostingActor(`p${who}`, { request_id: randomUUID() });
    const rows = bodies
      .batch(who, n)
      .map(event => toActivityRow({ actor, workspace_id }, event, Date.now()));
    await log.append(knex, rows);
    transactions += 1;
  });
  await knex.destroy();
  return transactions / seconds;
}

async function sendAll({ server, people }) {
  const failed = [];
  const sendEach = async ({ authorization, requests }) => {
    const request = createWorkspaceRequester(server, authorization);
    for (const args of requests) {
      await request(...args).catch(({ message }) => failed.push(message));
    }
  };
  const { ms } = await timeOnce(() => Promise.all(people.map(sendEach)));
  return { ms, failed };
}

async function watch({ server, authorizations, dashboard, everyMs, seconds }) {
  const end = performance.now() + seconds * 1_000;
  // Like the dashboard page, accepts numbers as old as half of the refresh interval, in seconds.
  const refreshQuery = `?max_age=${Math.floor(everyMs / 2_000)}`;
  let requests = 0;
  const watchWidget = async (request, id) => {
    const path = `/dashboards/${dashboard.id}/widgets/${id}/data`;
    for (let query = ''; performance.now() < end; query = refreshQuery) {
      await request('GET', path + query);
      requests += 1;
      await sleep(Math.min(everyMs, Math.max(0, end - performance.now())));
    }
  };
  const watchDashboard = async (authorization, n) => {
    await sleep((n / authorizations.length) * everyMs);
    // The number of connections that a browser opens to one server.
    const options = { dispatcher: openConnections(6) };
    const request = createWorkspaceRequester(server, authorization, options);
    await Promise.all(dashboard.widgets.map(id => watchWidget(request, id)));
    await options.dispatcher.destroy();
  };
  await Promise.all(authorizations.map(watchDashboard));
  return requests;
}

serve({ post, insert, sendAll, watch });
