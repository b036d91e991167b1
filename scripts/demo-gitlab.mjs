/**
 * `npm run demo:gitlab`: starts a small GitLab and lets the running portal import its issues. Then
 * it closes one issue, and GitLab's webhook reports this to the portal. `PORT` sets the port of the
 * portal. `CALLBOARD_GITLAB_PORT` sets the port of GitLab; set it for the portal, too.
 */
import { createRequire } from 'node:module';
import { NotRunningError, PortalClient } from './lib/PortalClient.mjs';
import { fail, say } from './lib/say.mjs';
import { waitFor } from './lib/waitFor.mjs';

const { FakeGitlab } = createRequire(import.meta.url)('./lib/fakeGitlab.cjs');

/** The values in app-config.yaml. */
const HOST = 'gitlab.lantern.example';
const SECRET = 'callboard-demo';
const PORT = Number(process.env.CALLBOARD_GITLAB_PORT ?? 7018);

/** The annotation `gitlab.com/project-slug` of a demo component. */
const PATH = 'lantern/picking-app';
const ENTITY = 'component/default/picking-app';

const WORKSPACE = '/api/callboard/workspaces/default';

const HOUR = 60 * 60 * 1_000;
const DAY = 24 * HOUR;

const LABELS = { bug: '#d9534f', usability: '#5bc0de', offline: '#6699cc' };

/** Title, labels, assignee, estimate in hours, days since it was opened, comments. */
const ISSUES = [
  [
    'The shortest way skips aisle 14',
    ['bug'],
    'max.member',
    4,
    40,
    ['Only after the stock count.'],
  ],
  ['Scan two parcels at once', ['usability'], 'mona.manager', 16, 34, []],
  [
    'Keep the list when the connection drops',
    ['offline'],
    'max.member',
    12,
    30,
    ['The cold store has no Wi-Fi.', 'Ten minutes are enough for now.'],
  ],
  [
    'Gloves miss the confirm button',
    ['usability', 'bug'],
    'alex.admin',
    3,
    21,
    ['Twice the height helps.'],
  ],
  ['Say the next shelf aloud', ['usability'], null, 20, 18, []],
  ['The badge counts picked parcels twice', ['bug'], 'max.member', 2, 12, []],
  ['Warn about heavy parcels', [], 'mona.manager', 6, 9, ['Above 20 kg.']],
  ['Remember the last trolley', [], null, 0, 5, []],
  [
    'Battery empty after half a shift',
    ['bug', 'offline'],
    'max.member',
    8,
    2,
    ['The camera stays on.'],
  ],
];

/**
 * Fills GitLab with a project. Each run creates the same ids, so a second run changes the same work
 * items.
 */
async function fill(gitlab) {
  const now = Date.now();
  gitlab.addProject(PATH);
  for (const username of ['alex.admin', 'mona.manager', 'max.member']) {
    gitlab.addUser(username, username.split('.')[0]);
  }
  gitlab.addUser('casey', 'Casey of the carrier');
  const labels = new Map(
    Object.entries(LABELS).map(([name, color]) => [
      name,
      gitlab.addSetting(PATH, 'labels', { name, color }).id,
    ]),
  );
  const milestone = gitlab.addSetting(PATH, 'milestones', {
    title: 'Winter rush',
    due_date: new Date(now + 20 * DAY).toISOString().slice(0, 10),
  });
  for (const [title, names, assignee, hours, age, notes] of ISSUES) {
    const opened = new Date(now - age * DAY).toISOString();
    const { iid } = await gitlab.openIssue(PATH, {
      title,
      author: 'casey',
      labels: names.map(name => labels.get(name)),
      assignees: assignee ? [assignee] : [],
      milestone: milestone.id,
      time_estimate: hours * 3_600,
      created_at: opened,
    });
    for (const body of notes) {
      await gitlab.addNote(PATH, iid, { body, author: assignee ?? 'casey' });
    }
  }
}

const client = PortalClient.find();
const gitlab = new FakeGitlab({ token: SECRET, webUrl: `https://${HOST}` });
try {
  const token = await client.requestToken('alex.admin');
  const request = (method, path, body) =>
    client.request(token, method, `${WORKSPACE}/${path}`, body);
  await fill(gitlab);
  await gitlab.start(PORT);
  const { id } = await request('PUT', `projects/by-entity/${ENTITY}`);
  const listItems = async () => {
    const query = 'source=gitlab&limit=200';
    const { items } = await request(
      'GET',
      `projects/${id}/work-items?${query}`,
    );
    return items;
  };
  const findItem = async title =>
    (await listItems()).find(item => item.title === title);

  gitlab.webhook = {
    url: `${client.url}/api/events/http/gitlab`,
    secret: SECRET,
  };
  const { ok, status } = await gitlab.send(
    'Issue Hook',
    gitlab.createIssueEvent(PATH, 1, 'open'),
  );
  if (!ok) {
    throw new Error(`the portal returned ${status} to the webhook`);
  }
  const readRun = async () => {
    const { items } = await request('GET', `projects/${id}/sources`);
    const { projects } = items.find(({ source }) => source === 'gitlab');
    const [{ started_at, is_running, done, error }] = projects;
    return { started_at, is_running, done, error };
  };
  // A synchronisation that began before this GitLab started may still be running. The portal
  // accepts a new request only after it has ended.
  const { started_at } = await waitFor(
    'the last synchronisation ends',
    readRun,
    run => !run.is_running,
  );
  await request('POST', `projects/${id}/sources/gitlab/sync`);
  const { error } = await waitFor(
    'the issues are imported',
    readRun,
    run => run.started_at !== started_at && !run.is_running,
  );
  if (error) {
    throw new Error(error);
  }
  const imported = await listItems();
  say(`Imported ${imported.length} issues of ${PATH}:`);
  say(`${client.url}/catalog/default/component/picking-app/work`);

  const [[title]] = ISSUES;
  const since = Date.now();
  await gitlab.changeIssue(PATH, 1, { state: 'closed' });
  const closed = await waitFor(
    'the closed issue is completed',
    () => findItem(title),
    item => item.state_group === 'completed',
  );
  const seconds = ((Date.now() - since) / 1_000).toFixed(1);
  say(
    `Closed "${title}" in GitLab. ${closed.identifier} was completed ${seconds} s later.`,
  );
} catch (error) {
  fail(
    error instanceof NotRunningError
      ? `${error.message}. Start it with npm start.`
      : `The demo failed: ${error.message}`,
  );
} finally {
  await gitlab.stop();
}
