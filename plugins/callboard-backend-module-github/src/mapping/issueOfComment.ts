import { GithubComment } from './githubComment';

/** The issue or pull request that a comment is on. */
export interface CommentedIssue {
  /** The same URL as in the issue. */
  html_url: string;
  number: number;
  is_pull_request: boolean;
}

/**
 * Reads from a comment's URL which issue or pull request it is on; undefined if
 * neither.
 */
export function issueOfComment({
  html_url: address,
}: GithubComment): CommentedIssue | undefined {
  const [html_url] = address.split('#');
  const [, kind, number] = /\/(issues|pull)\/(\d+)$/.exec(html_url) ?? [];
  return number === undefined
    ? undefined
    : { html_url, number: Number(number), is_pull_request: kind === 'pull' };
}
