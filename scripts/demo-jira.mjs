/**
 * `npm run demo:jira`: starts a small Jira on this machine and lets the running portal load the
 * project `ROUTE`, which belongs to the demo's component `route-planner`. Then it changes issues
 * until you press Ctrl+C. Press Enter to make Jira unreachable, and again to make it reachable.
 * `PORT` sets the port of the portal.
 */
import { createHmac } from 'node:crypto';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import fakeJira from './lib/fakeJira/FakeJira.cjs';
import { NotRunningError, PortalClient } from './lib/PortalClient.mjs';
import { fail, say } from './lib/say.mjs';

/** The address and the webhook secret of app-config.yaml. */
const JIRA_PORT = 7090;
const SECRET = 'callboard-demo';
const WEB_URL = 'https://jira.lantern.example';

const ENTITY = 'component/default/route-planner';
const PAGE = 'default/component/route-planner';
const WORKSPACE = '/api/callboard/workspaces/default';

const DAY_MS = 24 * 60 * 60_000;
const LOAD_TIMEOUT_MS = 60_000;
const CHANGE_EVERY_MS = 5_000;

const STATUSES = [
  ['Backlog', 'new'],
  ['To Do', 'new'],
  ['In Progress', 'indeterminate'],
  ['In Review', 'indeterminate'],
  ['Done', 'done'],
];

const STORIES = [
  ['Avoid hills for cargo bikes', 'High', 5],
  ['Show the planned stops on a map', 'Medium', 8],
  ['Plan around school streets', 'Medium', 3],
  ['Respect the opening hours of receivers', 'Highest', 5],
  ['Explain why a stop comes first', 'Low', 2],
  ['Replan after a missed delivery', 'High', 8],
  ['Take the ferry only on weekdays', 'Lowest', 1],
  ['Load heavy lamps first', 'Medium', 3],
  ['Print the route without a map', 'Low', 2],
  ['Warn about routes longer than a shift', 'High', 3],
  ['Count left turns', 'Lowest', 1],
  ['Import closed roads every morning', 'Medium', 5],
];

/** Fills the project with an epic and its stories, in two sprints and two versions. */
function addIssues(jira) {
  const now = jira.now();
  const formatTime = days => new Date(now + days * DAY_MS).toISOString();
  for (const [name, displayName] of [
    ['max.member', 'Max Member'],
    ['mona.manager', 'Mona Manager'],
  ]) {
    jira.addUser(name, displayName, { email: `${name}@example.com` });
  }
  jira.addUser('robin', 'Robin of the agency');
  jira.addProject('ROUTE', { name: 'Route planner' });
  const released = jira.addVersion('ROUTE', '0.9', {
    released: true,
    releaseDate: formatTime(-20).slice(0, 10),
  });
  const next = jira.addVersion('ROUTE', '1.0', {
    releaseDate: formatTime(25).slice(0, 10),
  });
  const past = jira.putSprint({
    name: 'ROUTE Sprint 1',
    state: 'closed',
    startDate: formatTime(-19),
    endDate: formatTime(-6),
    completeDate: formatTime(-6),
  });
  const current = jira.putSprint({
    name: 'ROUTE Sprint 2',
    goal: 'Drivers trust the order of their stops',
    startDate: formatTime(-5),
    endDate: formatTime(8),
  });
  const epic = jira.addIssue('ROUTE', {
    summary: 'Routes that drivers trust',
    html: '<p>Drivers follow a route only if they <b>understand</b> it.</p>',
    status: 'In Progress',
    category: 'indeterminate',
    reporter: 'mona.manager',
    created: now - 30 * DAY_MS,
    updated: now - DAY_MS,
  });
  STORIES.forEach(([summary, priority, points], index) => {
    const [status, category] = STATUSES[(index * 2) % STATUSES.length];
    const isDone = category === 'done';
    // Later than the changes of earlier runs: the portal ignores older versions of an issue.
    const updated = now - (STORIES.length - index) * 1_000;
    const started = now - (STORIES.length - index) * 60 * 60_000;
    const { id } = jira.addIssue('ROUTE', {
      summary,
      priority,
      points,
      status,
      category,
      html: `<p>As a driver, I expect this:</p><ul><li>${summary}</li><li>It works offline</li></ul>`,
      resolution: isDone ? 'Done' : null,
      resolved: isDone ? started : undefined,
      parent: epic.id,
      isSubtask: false,
      reporter: 'mona.manager',
      assignee: ['max.member', 'robin', null][index % 3],
      labels: index % 2 ? ['map'] : ['rules'],
      versions: [isDone ? released.id : next.id],
      sprints: status === 'Backlog' ? [] : [isDone ? past.id : current.id],
      estimateSeconds: points * 60 * 60,
      created: now - (20 - index) * DAY_MS,
      updated,
    });
    if (index % 3 === 0) {
      jira.addComment(id, 'robin', '<p>Tested it in the hills. Works.</p>', {
        created: started,
        updated: started,
      });
      jira.addWorklog(id, 'max.member', 30 * 60, {
        html: '<p>First draft</p>',
        started,
        updated,
      });
    }
  });
}

/** Changes one issue, and returns what happened. */
function changeIssue(jira, count) {
  const issues = [...jira.issues.values()].slice(1);
  const issue = issues[(count * 5) % issues.length];
  if (count % 3 === 2) {
    const text = `Update ${count}: seen by the drivers`;
    // Differs from the ids of comments in earlier runs.
    const id = String(jira.now());
    jira.addComment(issue.id, 'mona.manager', `<p>${text}</p>`, { id });
    return `Commented on ${issue.key}: ${text}`;
  }
  const position = STATUSES.findIndex(([name]) => name === issue.status);
  const [status, category] = STATUSES[(position + 1) % STATUSES.length];
  const isDone = category === 'done';
  jira.changeIssue(issue.id, {
    status,
    category,
    resolution: isDone ? 'Done' : null,
    resolved: isDone ? jira.now() : undefined,
  });
  return `Moved ${issue.key} "${issue.summary}" to ${status}`;
}

async function deliver(client, event) {
  const body = JSON.stringify(event);
  const signature = createHmac('sha256', SECRET).update(body).digest('hex');
  const response = await fetch(`${client.url}/api/events/http/jira`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'x-hub-signature': `sha256=${signature}`,
    },
    body,
  });
  if (!response.ok) {
    throw new Error(
      `the portal responded with ${response.status} ${await response.text()}`,
    );
  }
}

/**
 * Makes the portal read all issues. The portal learns about the project from the first event, so
 * this function changes an issue first.
 */
async function load(client, token, project, jira) {
  const [{ id }] = jira.issues.values();
  jira.changeIssue(id, {});
  const end = Date.now() + LOAD_TIMEOUT_MS;
  const items = `${WORKSPACE}/projects/${project.id}/work-items?source=jira&limit=200`;
  const sources = `${WORKSPACE}/projects/${project.id}/sources`;
  let isStarted = false;
  while (Date.now() < end) {
    await sleep(500);
    const known = await client.request(token, 'GET', sources);
    if (!isStarted && known.items.length > 0) {
      await client.request(token, 'POST', `${sources}/jira/sync`);
      isStarted = true;
    }
    const loaded = await client.request(token, 'GET', items);
    if (loaded.items.length >= jira.issues.size) {
      return;
    }
  }
  throw new Error(
    `the portal did not load the issues within ${
      LOAD_TIMEOUT_MS / 1_000
    } s; see its log`,
  );
}

const client = PortalClient.find();
const jira = new fakeJira.FakeJira({ webUrl: WEB_URL });
const deliveries = [];

const sendEvent = event => deliveries.push(deliver(client, event));

async function stopDemo(error) {
  await jira.stop();
  fail(
    error instanceof NotRunningError
      ? `${error.message}. Start it with npm start.`
      : `The demo failed: ${error.message}`,
  );
}

/** Stops Jira's server. The issues still change, but Jira sends no events. */
async function disconnect() {
  jira.onEvent = () => {};
  await jira.stop();
  say('Jira is unreachable, and its events are lost. Press Enter to end this.');
}

/** Starts Jira's server again, and lets the portal read the changes that it has missed. */
async function reconnect(project) {
  await jira.start(JIRA_PORT);
  jira.onEvent = sendEvent;
  const token = await client.requestToken('alex.admin');
  const path = `${WORKSPACE}/projects/${project.id}/sources/jira/sync`;
  await client.request(token, 'POST', path);
  say('Jira is reachable again. The portal reads all changes.');
}

try {
  const token = await client.requestToken('alex.admin');
  await jira.start(JIRA_PORT);
  addIssues(jira);
  const project = await client.request(
    token,
    'PUT',
    `${WORKSPACE}/projects/by-entity/${ENTITY}`,
  );
  say(
    `Jira is running with ${jira.issues.size} issues. The portal loads them…`,
  );
  jira.onEvent = sendEvent;
  await load(client, token, project, jira);
  say(`Loaded: ${client.url}/catalog/${PAGE}/work`);
  say('Now an issue changes every few seconds. Stop with Ctrl+C.');
  say('Press Enter to make Jira unreachable, and again to make it reachable.');
  let isReachable = true;
  createInterface({ input: process.stdin }).on('line', () => {
    isReachable = !isReachable;
    (isReachable ? reconnect(project) : disconnect()).catch(stopDemo);
  });
  for (let count = 0; ; count += 1) {
    await sleep(CHANGE_EVERY_MS);
    say(changeIssue(jira, count));
    await Promise.all(deliveries.splice(0));
  }
} catch (error) {
  await stopDemo(error);
}
