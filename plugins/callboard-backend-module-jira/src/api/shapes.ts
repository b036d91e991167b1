import { z } from 'zod';

/** A time as Jira writes it, `2026-01-17T12:34:00.000+0000`, converted to ISO 8601 in UTC. */
export const jiraTime = z.string().transform((text, context) => {
  const ms = Date.parse(text.replace(/([+-]\d{2})(\d{2})$/, '$1:$2'));
  if (Number.isNaN(ms)) {
    context.addIssue({ code: 'custom', message: `"${text}" is not a time` });
    return z.NEVER;
  }
  return new Date(ms).toISOString();
});

const day = z.iso.date().nullish().catch(null);

/** Jira writes most ids as strings, but the ids of sprints as numbers. */
const id = z.union([z.string().min(1), z.int()]).transform(String);

/**
 * An account. Cloud identifies accounts by `accountId`; Data Center by `key`, which survives
 * renames, and `name`, with which people sign in.
 */
const jiraUser = z.object({
  accountId: z.string().nullish(),
  key: z.string().nullish(),
  name: z.string().nullish(),
  displayName: z.string().nullish(),
  emailAddress: z.string().nullish(),
});

export type JiraUser = z.output<typeof jiraUser>;

/** Restricts a comment or worklog to a role or group. */
const visibility = z.object({}).nullish();

/** A comment. Lists have its text in `renderedBody`, issues in `renderedFields`. */
const jiraComment = z.object({
  id,
  author: jiraUser.nullish(),
  body: z.unknown(),
  renderedBody: z.string().nullish(),
  created: jiraTime,
  updated: jiraTime.nullish(),
  visibility,
  /** Whether the customer of a service project can see the comment. */
  jsdPublic: z.boolean().nullish(),
});

export type JiraComment = z.output<typeof jiraComment>;

const jiraWorklog = z.object({
  id,
  author: jiraUser.nullish(),
  comment: z.unknown(),
  started: jiraTime,
  updated: jiraTime,
  timeSpentSeconds: z.number(),
  visibility,
});

export type JiraWorklog = z.output<typeof jiraWorklog>;

/** A page of the comments of an issue. */
export const jiraComments = z.object({
  comments: z.array(jiraComment),
  total: z.int(),
});

/** A page of the worklogs of an issue. */
export const jiraWorklogs = z.object({
  worklogs: z.array(jiraWorklog),
  total: z.int(),
});

export const jiraVersion = z.object({
  id,
  name: z.string(),
  description: z.string().nullish(),
  archived: z.boolean().nullish(),
  released: z.boolean().nullish(),
  startDate: day,
  releaseDate: day,
});

export type JiraVersion = z.output<typeof jiraVersion>;

export const jiraSprint = z.object({
  id,
  name: z.string(),
  state: z
    .string()
    .transform(text => text.toLowerCase())
    .nullish(),
  goal: z.string().nullish(),
  startDate: z.string().nullish(),
  endDate: z.string().nullish(),
  completeDate: z.string().nullish(),
});

export type JiraSprint = z.output<typeof jiraSprint>;

/**
 * An issue, as searches and single requests of both products return it. Custom fields have names
 * such as `customfield_10020`.
 *
 * @see https://developer.atlassian.com/cloud/jira/platform/rest/v3/api-group-issue-search
 * @see https://docs.atlassian.com/software/jira/docs/api/REST/latest
 */
export const jiraIssue = z.object({
  id,
  key: z.string().regex(/^[A-Z][A-Z0-9_]+-\d+$/i),
  fields: z.looseObject({
    summary: z.string().nullish(),
    project: z.object({ key: z.string() }),
    status: z.object({
      name: z.string(),
      statusCategory: z.object({ key: z.string() }).nullish(),
    }),
    priority: z.object({ name: z.string().nullish() }).nullish(),
    resolution: z.object({ name: z.string().nullish() }).nullish(),
    resolutiondate: jiraTime.nullish(),
    labels: z.array(z.string()).nullish(),
    assignee: jiraUser.nullish(),
    reporter: jiraUser.nullish(),
    creator: jiraUser.nullish(),
    created: jiraTime,
    updated: jiraTime,
    duedate: day,
    parent: z.object({ id }).nullish(),
    fixVersions: z.array(jiraVersion).nullish(),
    timeoriginalestimate: z.number().nullish(),
    /** The security level, which restricts who can see the issue. */
    security: z.object({}).nullish(),
    comment: jiraComments.nullish(),
    worklog: jiraWorklogs.nullish(),
  }),
  renderedFields: z
    .object({
      description: z.string().nullish(),
      comment: z
        .object({
          comments: z.array(z.object({ id, body: z.string().nullish() })),
        })
        .nullish(),
      worklog: z
        .object({
          worklogs: z.array(z.object({ id, comment: z.string().nullish() })),
        })
        .nullish(),
    })
    .nullish(),
});

export type JiraIssue = z.output<typeof jiraIssue>;

/** A page of a search: Cloud states the token of the next page, Data Center the total. */
export const jiraSearchPage = z.object({
  issues: z.array(z.unknown()),
  nextPageToken: z.string().nullish(),
  total: z.int().nullish(),
});

export const jiraFields = z.array(
  z.object({
    id: z.string(),
    name: z.string(),
    schema: z
      .object({ custom: z.string().nullish(), type: z.string().nullish() })
      .nullish(),
  }),
);

export const jiraPermissionScheme = z.object({
  permissions: z
    .array(
      z.object({
        permission: z.string(),
        holder: z.object({
          type: z.string(),
          parameter: z.string().nullish(),
        }),
      }),
    )
    .nullish(),
});
