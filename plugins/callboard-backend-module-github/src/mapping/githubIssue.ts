import { z } from 'zod';

const user = z.object({ login: z.string() });

/**
 * What is read of an issue. A pull request is an issue with a `pull_request`.
 * Webhooks and the REST API tell it alike; what may be missing is missing in
 * deliveries that GitHub itself has recorded.
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
  labels: z
    .array(z.union([z.string(), z.object({ name: z.string().nullish() })]))
    .nullish(),
  milestone: z.object({ title: z.string() }).nullish(),
  created_at: z.iso.datetime({ offset: true }),
  updated_at: z.iso.datetime({ offset: true }),
  closed_at: z.iso.datetime({ offset: true }).nullish(),
  pull_request: z
    .object({ merged_at: z.iso.datetime({ offset: true }).nullish() })
    .nullish(),
});

/** An issue or a pull request. */
export type GithubIssue = z.output<typeof githubIssue>;
