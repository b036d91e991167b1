import { z } from 'zod';
import { githubIssue } from './githubIssue';

/**
 * The parsed fields of a comment on an issue or a pull request.
 *
 * @see https://docs.github.com/en/webhooks/webhook-events-and-payloads#issue_comment
 */
export const githubComment = z.object({
  id: z.int(),
  body: z.string().nullish(),
  html_url: z.string(),
  user: githubIssue.shape.user,
  created_at: githubIssue.shape.created_at,
  updated_at: githubIssue.shape.updated_at,
});

/** A comment on an issue or a pull request. */
export type GithubComment = z.output<typeof githubComment>;
