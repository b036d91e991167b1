/** A fake Jira or GitLab with many issues, each with two comments. */
import { subscribe } from 'node:diagnostics_channel';
import fakeGitlab from '../../scripts/lib/fakeGitlab.cjs';
import fakeJira from '../../scripts/lib/fakeJira/FakeJira.cjs';
import { range } from '../lib/backend.mjs';
import { serve } from '../lib/worker.mjs';

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
const TEXT = 'Somebody wrote this sentence, and then another one. '.repeat(8);
const PATH = 'lantern/payments';

/** Measures the time in which at least one request waits for its response. */
let open = 0;
let openSince = 0;
let busyMs = 0;
subscribe('http.server.request.start', () => {
  if (open === 0) openSince = performance.now();
  open += 1;
});
subscribe('http.server.response.finish', () => {
  open -= 1;
  if (open === 0) busyMs += performance.now() - openSince;
});

/** Returns when the first issue changed. One issue changed per minute, the last one a day ago. */
const getFirstTime = issues => Date.now() - DAY_MS - issues * MINUTE_MS;

async function startJira(issues) {
  const jira = new fakeJira.FakeJira({ webUrl: 'https://jira.example.com' });
  const first = getFirstTime(issues);
  jira.addUser('ada', 'Ada', { email: 'ada@example.org' });
  jira.addProject('PAY');
  for (const n of range(issues)) {
    const time = { created: first - DAY_MS, updated: first + n * MINUTE_MS };
    const html = `<p>${TEXT}</p>`;
    const [status, category] = n % 2 ? ['To Do', 'new'] : ['Done', 'done'];
    const labels = [`label-${n % 10}`];
    const fields = { ...time, html, status, category, labels, reporter: 'ada' };
    const { id } = jira.addIssue('PAY', fields);
    for (let comment = 0; comment < 2; comment += 1)
      jira.addComment(id, 'ada', html, time);
    jira.issues.get(id).updated = time.updated;
  }
  await jira.start();
  const ids = [...jira.issues.keys()];
  return {
    fake: jira,
    address: { url: jira.url, ...jira.credentials },
    change: n => jira.changeIssue(ids[n], { summary: `Changed ${n}` }),
  };
}

async function startGitlab(issues) {
  const first = getFirstTime(issues);
  let now = first;
  const gitlab = new fakeGitlab.FakeGitlab({ now: () => now });
  gitlab.addProject(PATH);
  gitlab.addUser('ada', 'Ada');
  for (const n of range(issues)) {
    now = first + n * MINUTE_MS;
    const fields = { description: TEXT, author: 'ada', iid: n + 1 };
    await gitlab.openIssue(PATH, fields);
    for (let note = 0; note < 2; note += 1)
      await gitlab.addNote(PATH, n + 1, { body: TEXT, author: 'ada' });
  }
  now = Date.now();
  gitlab.now = Date.now;
  await gitlab.start();
  return {
    fake: gitlab,
    address: { url: gitlab.apiBaseUrl, token: gitlab.token },
    change: n => gitlab.changeIssue(PATH, n + 1, { title: `Changed ${n}` }),
  };
}

let started;

serve({
  /** Starts the fake; returns the URL and the credentials of its API. */
  async start({ kind, issues, responseMs }) {
    started = await (kind === 'jira' ? startJira : startGitlab)(issues);
    started.fake.responseMs = responseMs;
    return started.address;
  },
  async change(count) {
    for (const n of range(count)) await started.change(n);
  },
  /** Returns the ms in which requests waited since the last call, and the number of requests. */
  takeLoad() {
    const load = { busyMs, requests: started.fake.requests.length };
    busyMs = 0;
    started.fake.requests.length = 0;
    return load;
  },
});
