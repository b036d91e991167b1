import { z } from 'zod';

const user = z.object({ login: z.string() });

const time = z.iso.datetime({ offset: true });

/**
 * A label. GitHub provides neither its creation nor its change time.
 *
 * @see https://docs.github.com/en/webhooks/webhook-events-and-payloads#label
 */
export const githubLabel = z.object({
  id: z.int().optional(),
  name: z.string().nullish(),
  /** Six hexadecimal digits. */
  color: z.string().nullish(),
});

export type GithubLabel = z.output<typeof githubLabel>;

/**
 * A milestone.
 *
 * @see https://docs.github.com/en/webhooks/webhook-events-and-payloads#milestone
 */
export const githubMilestone = z.object({
  id: z.int().optional(),
  title: z.string(),
  description: z.string().nullish(),
  due_on: time.nullish(),
  closed_at: time.nullish(),
  updated_at: time.nullish(),
});

export type GithubMilestone = z.output<typeof githubMilestone>;

/**
 * The parsed fields of an issue. A pull request is an issue with a `pull_request`. Webhooks and the
 * REST API use the same format; optional fields are missing in some sample payloads that GitHub
 * publishes.
 *
 * @see https://docs.github.com/en/webhooks/webhook-events-and-payloads#issues
 * @see https://docs.github.com/en/rest/issues/issues#list-repository-issues
 */
export const githubIssue = z.object({
  id: z.int(),
  node_id: z.string().min(1),
  number: z.int(),
  title: z.string(),
  body: z.string().nullish(),
  html_url: z.string(),
  state: z.enum(['open', 'closed']),
  state_reason: z.string().nullish(),
  user: user.nullish(),
  assignees: z.array(user).nullish(),
  labels: z.array(z.union([z.string(), githubLabel])).nullish(),
  milestone: githubMilestone.nullish(),
  created_at: time,
  updated_at: time,
  closed_at: time.nullish(),
  pull_request: z.object({ merged_at: time.nullish() }).nullish(),
});

/** An issue or a pull request. */
export type GithubIssue = z.output<typeof githubIssue>;
