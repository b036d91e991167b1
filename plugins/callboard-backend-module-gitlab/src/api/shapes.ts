import { z } from 'zod';

/** The parsed fields of GitLab's responses. Some are missing in older versions or cheaper plans. */

const time = z.iso.datetime({ offset: true });
const day = z.iso.date();

const gitlabAccount = z.object({
  id: z.int(),
  username: z.string(),
  name: z.string(),
});

/** @see https://docs.gitlab.com/api/labels/ */
export const gitlabLabel = z.object({
  id: z.int(),
  name: z.string(),
  /** Such as `#d9534f`; older versions also return names of colours. */
  color: z.string().nullish(),
});

export type GitlabLabel = z.output<typeof gitlabLabel>;

/** @see https://docs.gitlab.com/api/milestones/ */
export const gitlabMilestone = z.object({
  id: z.int(),
  title: z.string(),
  description: z.string().nullish(),
  start_date: day.nullish(),
  due_date: day.nullish(),
});

export type GitlabMilestone = z.output<typeof gitlabMilestone>;

/**
 * Iterations that a cadence creates have no title.
 *
 * @see https://docs.gitlab.com/api/iterations/
 */
export const gitlabIteration = gitlabMilestone.extend({
  title: z.string().nullish(),
});

export type GitlabIteration = z.output<typeof gitlabIteration>;

/** @see https://docs.gitlab.com/api/issues/ */
export const gitlabIssue = z.object({
  id: z.int(),
  iid: z.int(),
  title: z.string(),
  description: z.string().nullish(),
  state: z.enum(['opened', 'closed']),
  created_at: time,
  updated_at: time,
  closed_at: time.nullish(),
  web_url: z.string(),
  author: gitlabAccount.nullish(),
  assignees: z.array(gitlabAccount).nullish(),
  labels: z.array(z.union([z.string(), gitlabLabel])).nullish(),
  milestone: gitlabMilestone.nullish(),
  iteration: gitlabIteration.nullish(),
  due_date: day.nullish(),
  confidential: z.boolean().nullish(),
  weight: z.number().nullish(),
  time_stats: z.object({ time_estimate: z.number() }).nullish(),
  /** The global id of the issue that replaces it in another project. */
  moved_to_id: z.int().nullish(),
  user_notes_count: z.int().nullish(),
  _links: z.object({ closed_as_duplicate_of: z.string().nullish() }).nullish(),
});

export type GitlabIssue = z.output<typeof gitlabIssue>;

/** @see https://docs.gitlab.com/api/notes/ */
export const gitlabNote = z.object({
  id: z.int(),
  body: z.string(),
  author: gitlabAccount.nullish(),
  created_at: time,
  updated_at: time,
  /** Whether GitLab wrote it, for example about a changed label. */
  system: z.boolean(),
  /** Whether only members with the Reporter role can read it; formerly `confidential`. */
  internal: z.boolean().nullish(),
  confidential: z.boolean().nullish(),
});

export type GitlabNote = z.output<typeof gitlabNote>;

/** @see https://docs.gitlab.com/api/projects/ */
export const gitlabProject = z.object({
  path_with_namespace: z.string(),
  web_url: z.string(),
  visibility: z.string(),
  /** `private` if only members can read the issues of a public project. */
  issues_access_level: z.string().nullish(),
});
