/**
 * The responses of Jira Cloud and Jira Data Center about issues, as Atlassian documents them:
 * https://developer.atlassian.com/cloud/jira/platform/rest/v3/ and
 * https://docs.atlassian.com/software/jira/docs/api/REST/latest.
 */
'use strict';

/** The custom fields of the instance. Those of other instances have other numbers. */
const SPRINT_FIELD = 'customfield_10020';
const STORY_POINTS_FIELD = 'customfield_10016';
const EPIC_LINK_FIELD = 'customfield_10014';
const START_DATE_FIELD = 'customfield_10015';

/** An issue contains only its first worklogs. */
const EMBEDDED_WORKLOGS = 20;

const CATEGORIES = {
  new: { id: 2, key: 'new', colorName: 'blue-gray', name: 'To Do' },
  indeterminate: {
    id: 4,
    key: 'indeterminate',
    colorName: 'yellow',
    name: 'In Progress',
  },
  done: { id: 3, key: 'done', colorName: 'green', name: 'Done' },
};

const formatTime = ms => new Date(ms).toISOString().replace('Z', '+0000');

const listFields = isCloud => [
  {
    id: 'summary',
    name: 'Summary',
    schema: { type: 'string', system: 'summary' },
  },
  ...[
    [SPRINT_FIELD, 'Sprint', 'array', 'com.pyxis.greenhopper.jira:gh-sprint'],
    isCloud
      ? [
          STORY_POINTS_FIELD,
          'Story point estimate',
          'number',
          'com.pyxis.greenhopper.jira:jsw-story-points',
        ]
      : [
          STORY_POINTS_FIELD,
          'Story Points',
          'number',
          'com.atlassian.jira.plugin.system.customfieldtypes:float',
        ],
    [
      EPIC_LINK_FIELD,
      'Epic Link',
      'any',
      'com.pyxis.greenhopper.jira:gh-epic-link',
    ],
    [
      START_DATE_FIELD,
      'Start date',
      'date',
      'com.atlassian.jira.plugin.system.customfieldtypes:datepicker',
    ],
  ].map(([id, name, type, custom]) => ({
    id,
    name,
    custom: true,
    schema: { type, custom, customId: Number(id.split('_')[1]) },
  })),
];

function formatUser(jira, name) {
  const user = jira.users.get(name);
  if (!user) {
    return null;
  }
  const { displayName, email, active = true } = user;
  return jira.isCloud
    ? {
        self: `${jira.url}/rest/api/3/user?accountId=${name}`,
        accountId: name,
        emailAddress: email,
        displayName,
        active,
        timeZone: 'Europe/Vienna',
        accountType: 'atlassian',
      }
    : {
        self: `${jira.url}/rest/api/2/user?username=${name}`,
        name,
        key: user.key ?? name,
        emailAddress: email ?? '',
        displayName,
        active,
        timeZone: 'Europe/Vienna',
      };
}

/** Cloud returns documents of the Atlassian Document Format, Data Center wiki markup. */
function formatText(jira, html) {
  const text = html.replace(/<[^>]*>/g, '');
  return jira.isCloud
    ? {
        type: 'doc',
        version: 1,
        content: [{ type: 'paragraph', content: [{ type: 'text', text }] }],
      }
    : text;
}

function formatSprint(jira, sprint) {
  const { id, name, state, startDate, endDate, completeDate, goal } = sprint;
  if (jira.isCloud) {
    return {
      id,
      name,
      state,
      boardId: 1,
      goal,
      startDate,
      endDate,
      completeDate,
    };
  }
  const fields = {
    id,
    rapidViewId: 1,
    state: state.toUpperCase(),
    name,
    startDate,
    endDate,
    completeDate,
    sequence: id,
    goal,
  };
  const list = Object.entries(fields)
    .map(([field, value]) => `${field}=${value ?? '<null>'}`)
    .join(',');
  return `com.atlassian.greenhopper.service.sprint.Sprint@1bf75fd[${list}]`;
}

function formatComment(jira, issue, comment, { rendered = false } = {}) {
  const { id, author, html, created, updated, visibility } = comment;
  return {
    self: `${jira.url}/rest/api/${jira.version}/issue/${issue.id}/comment/${id}`,
    id,
    author: formatUser(jira, author),
    body: formatText(jira, html),
    ...(rendered && { renderedBody: html }),
    updateAuthor: formatUser(jira, author),
    created: formatTime(created),
    updated: formatTime(updated),
    ...(visibility && { visibility }),
    jsdPublic: true,
  };
}

function formatWorklog(jira, issue, worklog) {
  const { id, author, html, started, updated, seconds } = worklog;
  return {
    self: `${jira.url}/rest/api/${jira.version}/issue/${issue.id}/worklog/${id}`,
    author: formatUser(jira, author),
    updateAuthor: formatUser(jira, author),
    comment: formatText(jira, html ?? ''),
    created: formatTime(updated),
    updated: formatTime(updated),
    started: formatTime(started),
    timeSpent: `${seconds / 60}m`,
    timeSpentSeconds: seconds,
    id,
    issueId: issue.id,
  };
}

function formatVersion(jira, version) {
  return {
    self: `${jira.url}/rest/api/${jira.version}/version/${version.id}`,
    archived: false,
    released: false,
    ...version,
  };
}

function formatParent(jira, issue) {
  const parent = jira.issues.get(issue.parent);
  // Data Center has parents of sub-tasks only; other issues name their epic.
  return parent && (jira.isCloud || issue.isSubtask)
    ? { parent: { id: parent.id, key: parent.key } }
    : { [EPIC_LINK_FIELD]: parent?.key ?? null };
}

function formatIssue(jira, issue) {
  const project = jira.projects.get(issue.project);
  const { comments, worklogs } = issue;
  const embedded = worklogs.slice(0, EMBEDDED_WORKLOGS);
  const list = { startAt: 0, maxResults: comments.length };
  return {
    expand: 'renderedFields,names,schema,operations,editmeta,changelog',
    id: issue.id,
    self: `${jira.url}/rest/api/${jira.version}/issue/${issue.id}`,
    key: issue.key,
    fields: {
      summary: issue.summary,
      description: issue.html ? formatText(jira, issue.html) : null,
      project: { id: project.id, key: project.key, name: project.name },
      status: {
        id: '1',
        name: issue.status,
        statusCategory: CATEGORIES[issue.category],
      },
      priority: { id: '3', name: issue.priority },
      resolution: issue.resolution ? { id: '1', name: issue.resolution } : null,
      resolutiondate: issue.resolved ? formatTime(issue.resolved) : null,
      labels: issue.labels,
      assignee: formatUser(jira, issue.assignee),
      reporter: formatUser(jira, issue.reporter),
      creator: formatUser(jira, issue.reporter),
      created: formatTime(issue.created),
      updated: formatTime(issue.updated),
      duedate: issue.due ?? null,
      fixVersions: issue.versions.map(id =>
        formatVersion(
          jira,
          project.versions.find(version => version.id === id),
        ),
      ),
      timeoriginalestimate: issue.estimateSeconds ?? null,
      ...(issue.security && {
        security: { id: '10000', name: issue.security },
      }),
      ...formatParent(jira, issue),
      [SPRINT_FIELD]:
        issue.sprints.length > 0
          ? issue.sprints.map(id => formatSprint(jira, jira.sprints.get(id)))
          : null,
      [STORY_POINTS_FIELD]: issue.points ?? null,
      [START_DATE_FIELD]: issue.start ?? null,
      comment: {
        ...list,
        comments: comments.map(comment => formatComment(jira, issue, comment)),
        total: comments.length,
      },
      worklog: {
        startAt: 0,
        maxResults: EMBEDDED_WORKLOGS,
        total: worklogs.length,
        worklogs: embedded.map(worklog => formatWorklog(jira, issue, worklog)),
      },
    },
    renderedFields: {
      description: issue.html ?? null,
      comment: {
        ...list,
        comments: comments.map(({ id, html }) => ({ id, body: html })),
        total: comments.length,
      },
      worklog: {
        worklogs: embedded.map(({ id, html }) => ({ id, comment: html ?? '' })),
      },
    },
  };
}

module.exports = {
  formatComment,
  formatIssue,
  formatTime,
  formatVersion,
  formatWorklog,
  listFields,
};
