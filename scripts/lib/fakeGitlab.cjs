/**
 * A GitLab for tests and the demo: the parts of its REST API that Callboard reads, and its webhooks
 * about issues and comments.
 *
 * https://docs.gitlab.com/api/issues/
 * https://docs.gitlab.com/user/project/integrations/webhook_events/
 */
'use strict';

const { createServer } = require('node:http');
const { setTimeout: sleep } = require('node:timers/promises');
const { randomUUID } = require('node:crypto');

/** GitLab sets the time of the last change of an issue at most once a minute for comments. */
const TOUCH_INTERVAL_MS = 60_000;

const VISIBILITY_LEVELS = { private: 0, internal: 10, public: 20 };

class FakeGitlab {
  #server;
  #lastId = 300;

  constructor({
    token = 'gitlab-token',
    webUrl = 'https://gitlab.example.com',
    now = Date.now,
  } = {}) {
    this.token = token;
    this.webUrl = webUrl;
    this.now = now;
    /** The projects by path, which is in lower case. */
    this.projects = new Map();
    this.users = new Map();
    /** The requests so far: the path and the query. */
    this.requests = [];
    /** Called before each response; what it returns is sent instead. */
    this.intervene = () => undefined;
    /** The time that each response takes in ms. */
    this.responseMs = 0;
    /** Whether lists lack the header with the number of the next page. */
    this.omitsNextPage = false;
    /** Where changes are sent to. */
    this.webhook = undefined;
  }

  /** Listens on a port of this machine; on any free one by default. */
  async start(port = 0) {
    this.#server = createServer((request, response) =>
      this.#answer(request, response),
    );
    await new Promise((resolve, reject) => {
      this.#server.once('error', reject);
      this.#server.listen(port, '127.0.0.1', resolve);
    });
    this.apiBaseUrl = `http://127.0.0.1:${this.#server.address().port}/api/v4`;
  }

  async stop() {
    this.#server.closeAllConnections();
    await new Promise(resolve => {
      this.#server.close(resolve);
    });
  }

  addProject(path, fields = {}) {
    const project = {
      id: this.#createId(),
      path_with_namespace: path,
      name: path.split('/').pop(),
      web_url: `${this.webUrl}/${path}`,
      visibility: 'public',
      issues_access_level: 'enabled',
      issues: new Map(),
      lastIid: 0,
      labels: new Map(),
      milestones: new Map(),
      iterations: new Map(),
      ...fields,
    };
    this.projects.set(path.toLowerCase(), project);
    return project;
  }

  addUser(username, name, fields = {}) {
    const user = {
      id: this.#createId(),
      username,
      name,
      state: 'active',
      web_url: `${this.webUrl}/${username}`,
      ...fields,
    };
    this.users.set(username, user);
    return user;
  }

  /** Adds a label, a milestone or an iteration to a project. */
  addSetting(path, list, fields) {
    const setting = { id: this.#createId(), ...fields };
    this.#find(path)[list].set(setting.id, setting);
    return setting;
  }

  /**
   * Opens an issue.
   *
   * @param fields its fields; people are usernames, labels and milestone are ids
   */
  async openIssue(path, fields = {}) {
    const project = this.#find(path);
    const now = this.#format(this.now());
    const iid = fields.iid ?? project.lastIid + 1;
    // Numbers of deleted issues are not used again.
    project.lastIid = Math.max(project.lastIid, iid);
    const issue = {
      id: this.#createId(),
      iid,
      title: `Issue ${iid}`,
      description: null,
      state: 'opened',
      created_at: now,
      updated_at: now,
      closed_at: null,
      author: null,
      assignees: [],
      labels: [],
      milestone: null,
      due_date: null,
      confidential: false,
      time_estimate: 0,
      moved_to_id: null,
      notes: new Map(),
      ...fields,
    };
    project.issues.set(iid, issue);
    await this.#sendIssueEvent(project, issue, 'open');
    return issue;
  }

  async changeIssue(path, iid, fields) {
    const project = this.#find(path);
    const issue = project.issues.get(iid);
    const now = this.#format(this.now());
    const isClosed = fields.state === 'closed' && issue.state === 'opened';
    Object.assign(issue, { updated_at: now }, fields);
    if (fields.state) {
      issue.closed_at = fields.state === 'closed' ? now : null;
    }
    const actions = { closed: 'close', opened: 'reopen' };
    await this.#sendIssueEvent(
      project,
      issue,
      isClosed ? 'close' : actions[fields.state] ?? 'update',
    );
    return issue;
  }

  /** Deletes an issue. GitLab sends no event about that. */
  deleteIssue(path, iid) {
    this.#find(path).issues.delete(iid);
  }

  /** Moves an issue to another project, where it is a new one. */
  async moveIssue(path, iid, otherPath) {
    const { id, iid: _, ...fields } = this.#find(path).issues.get(iid);
    const moved = await this.openIssue(otherPath, fields);
    await this.changeIssue(path, iid, {
      state: 'closed',
      moved_to_id: moved.id,
    });
    return moved;
  }

  async addNote(path, iid, fields) {
    const project = this.#find(path);
    const issue = project.issues.get(iid);
    const now = this.#format(this.now());
    const note = {
      id: this.#createId(),
      body: 'Seen',
      author: null,
      created_at: now,
      updated_at: now,
      system: false,
      internal: false,
      ...fields,
    };
    issue.notes.set(note.id, note);
    this.#touch(issue);
    await this.#sendNoteEvent(project, issue, note, 'create');
    return note;
  }

  async changeNote(path, iid, id, body) {
    const project = this.#find(path);
    const issue = project.issues.get(iid);
    const note = issue.notes.get(id);
    Object.assign(note, { body, updated_at: this.#format(this.now()) });
    this.#touch(issue);
    await this.#sendNoteEvent(project, issue, note, 'update');
  }

  /** Deletes a comment. GitLab sends no event about that. */
  deleteNote(path, iid, id) {
    const issue = this.#find(path).issues.get(iid);
    issue.notes.delete(id);
    this.#touch(issue);
  }

  /** The event about an issue, as GitLab sends it. */
  createIssueEvent(path, iid, action = 'update') {
    const project = this.#find(path);
    const issue = project.issues.get(iid);
    const labels = issue.labels.map(id => {
      const { name: title, color } = project.labels.get(id);
      return { id, title, color, project_id: project.id, type: 'ProjectLabel' };
    });
    return {
      object_kind: 'issue',
      event_type: issue.confidential ? 'confidential_issue' : 'issue',
      user: this.#toAccount(issue.author),
      project: this.#toEventProject(project),
      object_attributes: {
        ...this.#toEventIssue(project, issue),
        labels,
        action,
      },
      labels,
      changes: {},
      assignees: issue.assignees.map(name => this.#toAccount(name)),
    };
  }

  /** The event about a comment, as GitLab sends it. */
  createNoteEvent(path, iid, id, action = 'create') {
    const project = this.#find(path);
    const issue = project.issues.get(iid);
    const note = issue.notes.get(id);
    const isHidden = issue.confidential || note.internal;
    return {
      object_kind: 'note',
      event_type: isHidden ? 'confidential_note' : 'note',
      user: this.#toAccount(note.author),
      project_id: project.id,
      project: this.#toEventProject(project),
      object_attributes: {
        id: note.id,
        note: note.body,
        noteable_type: 'Issue',
        noteable_id: issue.id,
        created_at: note.created_at.replace('T', ' ').replace('Z', ' UTC'),
        updated_at: note.updated_at.replace('T', ' ').replace('Z', ' UTC'),
        project_id: project.id,
        system: note.system,
        internal: note.internal,
        action,
        url: `${this.#getIssueUrl(project, issue)}#note_${note.id}`,
      },
      issue: this.#toEventIssue(project, issue),
    };
  }

  /** Sends an event to the webhook. */
  async send(name, event) {
    const { url, secret } = this.webhook;
    return fetch(url, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'user-agent': 'GitLab/18.6.0',
        'x-gitlab-event': name,
        'x-gitlab-event-uuid': randomUUID(),
        'x-gitlab-token': secret,
      },
      body: JSON.stringify(event),
    });
  }

  async #sendIssueEvent({ path_with_namespace }, { iid }, action) {
    if (this.webhook) {
      await this.send(
        'Issue Hook',
        this.createIssueEvent(path_with_namespace, iid, action),
      );
    }
  }

  async #sendNoteEvent({ path_with_namespace }, { iid }, { id }, action) {
    if (this.webhook) {
      await this.send(
        'Note Hook',
        this.createNoteEvent(path_with_namespace, iid, id, action),
      );
    }
  }

  #toEventProject({ id, name, web_url, path_with_namespace, visibility }) {
    return {
      id,
      name,
      web_url,
      path_with_namespace,
      visibility_level: VISIBILITY_LEVELS[visibility],
    };
  }

  #toEventIssue(project, issue) {
    const { id, iid, title, description, state, confidential } = issue;
    return {
      id,
      iid,
      title,
      description,
      state,
      confidential,
      author_id: this.users.get(issue.author)?.id ?? null,
      project_id: project.id,
      milestone_id: issue.milestone,
      created_at: issue.created_at,
      updated_at: issue.updated_at,
      time_estimate: issue.time_estimate,
      url: this.#getIssueUrl(project, issue),
    };
  }

  #touch(issue) {
    const now = this.now();
    if (now - Date.parse(issue.updated_at) > TOUCH_INTERVAL_MS) {
      issue.updated_at = this.#format(now);
    }
  }

  #createId() {
    this.#lastId += 1;
    return this.#lastId;
  }

  #format(ms) {
    return new Date(ms).toISOString();
  }

  #find(path) {
    return this.projects.get(path.toLowerCase());
  }

  #getIssueUrl({ web_url }, { iid }) {
    return `${web_url}/-/issues/${iid}`;
  }

  #toAccount(username) {
    return this.users.get(username) ?? null;
  }

  async #answer(request, response) {
    const url = new URL(request.url, this.apiBaseUrl);
    const path = url.pathname.replace('/api/v4', '');
    this.requests.push(`${path}${url.search}`);
    const isKnown = request.headers.authorization === `Bearer ${this.token}`;
    const { status, headers, body } =
      this.intervene(path, url.searchParams) ??
      (isKnown
        ? this.#respond(path, url.searchParams)
        : { status: 401, body: { message: '401 Unauthorized' } });
    if (this.responseMs) {
      await sleep(this.responseMs);
    }
    response.writeHead(status ?? 200, {
      'content-type': 'application/json',
      date: new Date(this.now()).toUTCString(),
      ...headers,
    });
    response.end(JSON.stringify(body));
  }

  #respond(path, query) {
    const notFound = { status: 404, body: { message: '404 Not found' } };
    const [, projects, name, list, iid, notes, noteId] = path.split('/');
    const project =
      projects === 'projects' && this.#find(decodeURIComponent(name));
    if (!project) {
      return notFound;
    }
    if (list === undefined) {
      const { issues, labels, milestones, iterations, ...fields } = project;
      return { body: fields };
    }
    if (notes === 'notes') {
      const issue = project.issues.get(Number(iid));
      if (issue && noteId) {
        const note = issue.notes.get(Number(noteId));
        return note ? { body: this.#toNote(note) } : notFound;
      }
      return issue
        ? this.#page(
            [...issue.notes.values()].map(note => this.#toNote(note)),
            query,
          )
        : notFound;
    }
    if (list === 'issues') {
      const { body, headers } = this.#page(
        this.#selectIssues(project, query),
        query,
      );
      return {
        headers,
        body: body.map(issue => this.#toIssue(project, issue)),
      };
    }
    if (list === 'iterations' && project.iterations.size === 0) {
      return notFound;
    }
    return ['labels', 'milestones', 'iterations'].includes(list)
      ? this.#page([...project[list].values()], query)
      : notFound;
  }

  #selectIssues(project, query) {
    const order = query.get('order_by') ?? 'created_at';
    const since = query.get(order.replace('_at', '_after')) ?? '';
    const iids = query.getAll('iids[]').map(Number);
    return [...project.issues.values()]
      .filter(issue => issue[order] >= since)
      .filter(({ iid }) => iids.length === 0 || iids.includes(iid))
      .sort((one, other) => {
        if (one[order] === other[order]) {
          return one.id - other.id;
        }
        return one[order] < other[order] ? -1 : 1;
      });
  }

  #toIssue(project, { notes, time_estimate, ...issue }) {
    const comments = [...notes.values()].filter(({ system }) => !system);
    return {
      ...issue,
      project_id: project.id,
      web_url: this.#getIssueUrl(project, issue),
      author: this.#toAccount(issue.author),
      assignees: issue.assignees.map(name => this.#toAccount(name)),
      labels: issue.labels.map(id => project.labels.get(id)).filter(Boolean),
      milestone: project.milestones.get(issue.milestone) ?? null,
      ...(project.iterations.size > 0 && {
        iteration: project.iterations.get(issue.iteration) ?? null,
      }),
      time_stats: { time_estimate, total_time_spent: 0 },
      user_notes_count: comments.length,
    };
  }

  #toNote(note) {
    return { ...note, author: this.#toAccount(note.author) };
  }

  #page(items, query) {
    const size = Number(query.get('per_page') ?? 20);
    const page = Number(query.get('page') ?? 1);
    const hasNext = items.length > page * size;
    return {
      body: items.slice((page - 1) * size, page * size),
      headers: {
        'x-total': String(items.length),
        'x-next-page': hasNext && !this.omitsNextPage ? String(page + 1) : '',
      },
    };
  }
}

module.exports = { FakeGitlab };
