/**
 * A Jira Cloud or Jira Data Center with the parts of their REST APIs that Callboard uses, for tests
 * and for `npm run demo:jira`.
 */
'use strict';

const { createServer } = require('node:http');
const { setTimeout: sleep } = require('node:timers/promises');
const { answerRequest } = require('./answerRequest.cjs');
const {
  formatComment,
  formatIssue,
  formatWorklog,
  listFields,
} = require('./formatIssue.cjs');

class FakeJira {
  users = new Map();
  projects = new Map();
  sprints = new Map();
  issues = new Map();
  /** The path and query of each request so far. */
  requests = [];
  /** Called before each response. If it returns a response, that one is sent instead. */
  intervene = () => undefined;
  /** The time in ms by Jira's clock. */
  now = () => Date.now();
  /** Called with the body of each webhook event. */
  onEvent = () => {};
  /** The time that each response takes in ms. */
  responseMs = 0;
  /** The number of issues that a page of a search has at most. */
  maxResults = 100;

  #lastId = 10_000;
  #server;

  constructor({ product = 'cloud', webUrl } = {}) {
    this.isCloud = product === 'cloud';
    this.version = this.isCloud ? 3 : 2;
    this.webUrl = webUrl;
  }

  /** The configuration with which Callboard reads this instance. */
  get credentials() {
    return {
      token: 'fake-jira-token',
      ...(this.isCloud && { email: 'portal@lantern.example' }),
    };
  }

  /** The fields of the instance as the API returns them. */
  listFields() {
    return listFields(this.isCloud);
  }

  async start(port = 0) {
    this.#server = createServer(async (request, response) => {
      this.requests.push(decodeURIComponent(request.url.replaceAll('+', ' ')));
      const { status, headers, body } =
        this.intervene(this.requests.at(-1)) ?? answerRequest(this, request);
      if (this.responseMs) {
        await sleep(this.responseMs);
      }
      response.writeHead(status, {
        'content-type': 'application/json',
        date: new Date(this.now()).toUTCString(),
        ...headers,
      });
      response.end(JSON.stringify(body));
    });
    await new Promise((resolve, reject) => {
      this.#server.once('error', reject);
      this.#server.listen(port, '127.0.0.1', resolve);
    });
    this.url = `http://127.0.0.1:${this.#server.address().port}`;
    this.webUrl ??= this.url;
    return this.url;
  }

  async stop() {
    if (!this.#server) {
      return;
    }
    this.#server.closeAllConnections();
    await new Promise(resolve => {
      this.#server.close(resolve);
    });
  }

  addUser(name, displayName, fields = {}) {
    this.users.set(name, { displayName, ...fields });
  }

  addProject(key, fields = {}) {
    this.projects.set(key, {
      id: this.#createId(),
      key,
      name: key,
      isPublic: true,
      versions: [],
      lastNumber: 0,
      ...fields,
    });
  }

  addVersion(project, name, fields = {}) {
    const version = { id: this.#createId(), name, ...fields };
    this.projects.get(project).versions.push(version);
    return version;
  }

  putSprint(fields) {
    const id = fields.id ?? Number(this.#createId());
    const sprint = { state: 'active', ...this.sprints.get(id), ...fields, id };
    this.sprints.set(id, sprint);
    this.#emit('sprint_updated', {
      sprint: { self: `${this.webUrl}/rest/agile/1.0/sprint/${id}`, ...sprint },
    });
    return sprint;
  }

  addIssue(project, fields = {}) {
    const owner = this.projects.get(project);
    owner.lastNumber += 1;
    const now = this.now();
    const issue = {
      id: this.#createId(),
      key: `${project}-${owner.lastNumber}`,
      project,
      summary: `Issue ${owner.lastNumber}`,
      status: 'To Do',
      category: 'new',
      priority: 'Medium',
      labels: [],
      versions: [],
      sprints: [],
      comments: [],
      worklogs: [],
      created: now,
      updated: now,
      ...fields,
    };
    this.issues.set(issue.id, issue);
    this.#emit('jira:issue_created', { issue: formatIssue(this, issue) });
    return issue;
  }

  changeIssue(id, fields) {
    const issue = this.issues.get(id);
    Object.assign(issue, { updated: this.now() }, fields);
    this.#emit('jira:issue_updated', { issue: formatIssue(this, issue) });
    return issue;
  }

  /** The issue as the API returns it. */
  read(id) {
    return JSON.parse(JSON.stringify(formatIssue(this, this.issues.get(id))));
  }

  /** Moves an issue to another project: its key changes, its id does not. */
  moveIssue(id, project) {
    const owner = this.projects.get(project);
    owner.lastNumber += 1;
    return this.changeIssue(id, {
      project,
      key: `${project}-${owner.lastNumber}`,
    });
  }

  deleteIssue(id) {
    const issue = this.issues.get(id);
    this.issues.delete(id);
    this.#emit('jira:issue_deleted', { issue: formatIssue(this, issue) });
  }

  addComment(issueId, author, html, fields = {}) {
    const issue = this.issues.get(issueId);
    const now = this.now();
    const comment = {
      id: this.#createId(),
      author,
      html,
      created: now,
      updated: now,
      ...fields,
    };
    issue.comments.push(comment);
    issue.updated = now;
    this.#emit('comment_created', {
      comment: formatComment(this, issue, comment),
    });
    return comment;
  }

  deleteComment(issueId, id) {
    const issue = this.issues.get(issueId);
    const comment = issue.comments.find(entry => entry.id === id);
    issue.comments = issue.comments.filter(entry => entry !== comment);
    issue.updated = this.now();
    this.#emit('comment_deleted', {
      comment: formatComment(this, issue, comment),
    });
  }

  addWorklog(issueId, author, seconds, fields = {}) {
    const issue = this.issues.get(issueId);
    const now = this.now();
    const worklog = {
      id: this.#createId(),
      author,
      seconds,
      started: now,
      updated: now,
      ...fields,
    };
    issue.worklogs.push(worklog);
    issue.updated = now;
    this.#emit('worklog_created', {
      worklog: formatWorklog(this, issue, worklog),
    });
    return worklog;
  }

  deleteWorklog(issueId, id) {
    const issue = this.issues.get(issueId);
    const worklog = issue.worklogs.find(entry => entry.id === id);
    issue.worklogs = issue.worklogs.filter(entry => entry !== worklog);
    issue.updated = this.now();
    this.#emit('worklog_deleted', {
      worklog: formatWorklog(this, issue, worklog),
    });
  }

  #createId() {
    this.#lastId += 1;
    return String(this.#lastId);
  }

  #emit(webhookEvent, resources) {
    const body = JSON.stringify({
      timestamp: this.now(),
      webhookEvent,
      ...resources,
    });
    // Events have the public address, also if Callboard uses another one.
    this.onEvent(
      JSON.parse(body.replaceAll(`${this.url}/`, `${this.webUrl}/`)),
    );
  }
}

module.exports = { FakeJira };
