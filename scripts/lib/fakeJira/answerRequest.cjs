/**
 * The parts of the REST APIs of Jira Cloud and Jira Data Center that Callboard uses.
 */
'use strict';

const {
  formatComment,
  formatIssue,
  formatVersion,
  formatWorklog,
} = require('./formatIssue.cjs');

const ok = body => ({ status: 200, body });

const fail = (status, message) => ({
  status,
  body: { errorMessages: [message], errors: {} },
});

function find(entries, id) {
  const entry = entries.find(candidate => candidate.id === id);
  return entry ? ok({ id }) : fail(404, 'Not found');
}

function list(name, entries, query, format) {
  const startAt = Number(query.get('startAt') ?? 0);
  const maxResults = Math.min(Number(query.get('maxResults') ?? 50), 100);
  return ok({
    startAt,
    maxResults,
    total: entries.length,
    [name]: entries.slice(startAt, startAt + maxResults).map(format),
  });
}

/** A text that orders issues by a field, then by id. */
const getSortKey = (issue, field) => `${issue[field]} ${issue.id}`;

/** Understands the queries that Callboard sends. */
function search(jira, query) {
  const jql = query.get('jql');
  const [, project] = /project = "(\w+)"/.exec(jql) ?? [];
  const [, sprint] = /sprint = (\d+)/.exec(jql) ?? [];
  const [, minutes] = /updated >= "-(\d+)m"/.exec(jql) ?? [];
  const [, order] = /ORDER BY (\w+) ASC/.exec(jql);
  if (project && !jira.projects.has(project)) {
    return fail(
      400,
      `The value '${project}' does not exist for the field 'project'.`,
    );
  }
  const found = [...jira.issues.values()]
    .filter(
      issue =>
        (!project || issue.project === project) &&
        (!sprint || issue.sprints.includes(Number(sprint))) &&
        (!minutes || issue.updated >= jira.now() - minutes * 60_000),
    )
    .sort((one, other) =>
      getSortKey(one, order) < getSortKey(other, order) ? -1 : 1,
    );
  // Cloud's token states after which issue a page begins, Data Center the position.
  const token = query.get('nextPageToken');
  const rest = token
    ? found.filter(issue => getSortKey(issue, order) > token)
    : found;
  const start = Number(query.get('startAt') ?? 0);
  const size = Math.min(Number(query.get('maxResults')), jira.maxResults);
  const end = start + size;
  const issues = rest
    .slice(start, end)
    .map(issue =>
      query.get('fields') === 'id'
        ? { id: issue.id, key: issue.key }
        : formatIssue(jira, issue),
    );
  return ok(
    jira.isCloud
      ? {
          issues,
          isLast: end >= rest.length,
          ...(end < rest.length && {
            nextPageToken: getSortKey(rest[end - 1], order),
          }),
        }
      : { startAt: start, maxResults: size, total: rest.length, issues },
  );
}

function createRoutes(jira) {
  const api = `^/rest/api/${jira.version}`;
  const route = (path, handle) => [new RegExp(`${path}$`), handle];
  const withIssue = handle => (query, id, other) => {
    const issue =
      jira.issues.get(id) ??
      [...jira.issues.values()].find(({ key }) => key === id);
    return issue
      ? handle(issue, query, other)
      : fail(
          404,
          'Issue does not exist or you do not have permission to see it.',
        );
  };
  const withProject = handle => (_, key) => {
    const project = jira.projects.get(key);
    return project
      ? handle(project)
      : fail(404, `No project could be found with key '${key}'.`);
  };
  return [
    route(`${api}/field`, () => ok(jira.listFields())),
    route(`${api}/${jira.isCloud ? 'search/jql' : 'search'}`, query =>
      search(jira, query),
    ),
    route(
      `${api}/issue/([^/]+)`,
      withIssue(issue => ok(formatIssue(jira, issue))),
    ),
    route(
      `${api}/issue/([^/]+)/comment`,
      withIssue((issue, query) =>
        list('comments', issue.comments, query, comment =>
          formatComment(jira, issue, comment, { rendered: true }),
        ),
      ),
    ),
    route(
      `${api}/issue/([^/]+)/comment/([^/]+)`,
      withIssue((issue, _, id) => find(issue.comments, id)),
    ),
    route(
      `${api}/issue/([^/]+)/worklog`,
      withIssue((issue, query) =>
        list('worklogs', issue.worklogs, query, worklog =>
          formatWorklog(jira, issue, worklog),
        ),
      ),
    ),
    route(
      `${api}/issue/([^/]+)/worklog/([^/]+)`,
      withIssue((issue, _, id) => find(issue.worklogs, id)),
    ),
    route(
      `${api}/project/([^/]+)`,
      withProject(({ id, key, name }) => ok({ id, key, name })),
    ),
    route(
      `${api}/project/([^/]+)/versions`,
      withProject(({ versions }) =>
        ok(versions.map(version => formatVersion(jira, version))),
      ),
    ),
    route(
      `${api}/project/([^/]+)/permissionscheme`,
      withProject(({ isPublic }) =>
        ok({
          id: 10_000,
          permissions: [
            {
              permission: 'BROWSE_PROJECTS',
              holder: isPublic
                ? { type: 'applicationRole' }
                : { type: 'projectRole', parameter: '10002' },
            },
          ],
        }),
      ),
    ),
    route('^/rest/agile/1.0/sprint/([0-9]+)', (_, id) => {
      const sprint = jira.sprints.get(Number(id));
      return sprint ? ok(sprint) : fail(404, 'Sprint does not exist');
    }),
  ];
}

/** Returns the response to a request. */
function answerRequest(jira, { url, headers }) {
  const { pathname, searchParams: query } = new URL(url, jira.url);
  if (pathname === '/rest/api/2/serverInfo') {
    return ok({
      baseUrl: jira.webUrl,
      version: jira.isCloud ? '1001.0.0-SNAPSHOT' : '10.3.2',
      deploymentType: jira.isCloud ? 'Cloud' : 'Server',
      serverTime: new Date(jira.now()).toISOString(),
    });
  }
  const { email, token } = jira.credentials;
  const expected = email
    ? `Basic ${Buffer.from(`${email}:${token}`).toString('base64')}`
    : `Bearer ${token}`;
  if (headers.authorization !== expected) {
    return fail(401, 'Client must be authenticated to access this resource.');
  }
  for (const [pattern, handle] of createRoutes(jira)) {
    const match = pattern.exec(pathname);
    if (match) {
      return handle(query, ...match.slice(1));
    }
  }
  return fail(404, `No resource at ${pathname}`);
}

module.exports = { answerRequest };
