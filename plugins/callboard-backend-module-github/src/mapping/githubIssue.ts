import { z } from 'zod';

const githubUser = z.object({ login: z.string() });

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

/** @see https://docs.github.com/en/webhooks/webhook-events-and-payloads#milestone */
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
  user: githubUser.nullish(),
  assignees: z.array(githubUser).nullish(),
  labels: z.array(z.union([z.string(), githubLabel])).nullish(),
  milestone: githubMilestone.nullish(),
  created_at: time,
  updated_at: time,
  closed_at: time.nullish(),
  pull_request: z.object({ merged_at: time.nullish() }).nullish(),
  /** The type of the issue, such as `Bug`. Each organisation defines its types. */
  type: z.object({ id: z.int(), name: z.string() }).nullish(),
  /** The REST API's address of the parent. Only responses of the REST API have it. */
  parent_issue_url: z.string().nullish(),
});

export type GithubIssue = z.output<typeof githubIssue>;

/** @see https://docs.github.com/en/webhooks/webhook-events-and-payloads#issue_comment */
export const githubComment = z.object({
  id: z.int(),
  body: z.string().nullish(),
  html_url: z.string(),
  user: githubIssue.shape.user,
  created_at: githubIssue.shape.created_at,
  updated_at: githubIssue.shape.updated_at,
});

export type GithubComment = z.output<typeof githubComment>;

/**
 * The permanent id of an issue or a pull request, independent of the names of its repository and
 * owner.
 *
 * Issues use their global database id, because the format of node ids may change. A pull request
 * has two database ids, one in lists of issues and one in its own deliveries, so it uses its node
 * id, which is the same in both.
 *
 * @see https://docs.github.com/en/graphql/guides/migrating-graphql-global-node-ids
 */
export function getExternalId(issue: GithubIssue): string {
  return issue.pull_request ? issue.node_id : String(issue.id);
}

/**
 * The number of an issue's parent; null if the parent is in another repository or does not exist.
 * Undefined if GitHub does not state the parent.
 */
export function getParentNumber(
  { parent_issue_url: url }: GithubIssue,
  full_name: string,
): number | null | undefined {
  if (!url) {
    return url === undefined ? undefined : null;
  }
  const [, repository, number] =
    /\/repos\/([^/]+\/[^/]+)\/issues\/(\d+)$/.exec(url) ?? [];
  return repository?.toLowerCase() === full_name.toLowerCase()
    ? Number(number)
    : null;
}

export function getIssueLogins({ user, assignees }: GithubIssue): string[] {
  return [...(user ? [user] : []), ...(assignees ?? [])].map(
    ({ login }) => login,
  );
}

export interface CommentedIssue {
  html_url: string;
  number: number;
  is_pull_request: boolean;
}

/** Parses the issue or pull request from a comment's URL; undefined if the URL has neither. */
export function parseCommentedIssue({
  html_url: address,
}: GithubComment): CommentedIssue | undefined {
  const [html_url] = address.split('#');
  const [, kind, number] = /\/(issues|pull)\/(\d+)$/.exec(html_url) ?? [];
  return number === undefined
    ? undefined
    : { html_url, number: Number(number), is_pull_request: kind === 'pull' };
}
