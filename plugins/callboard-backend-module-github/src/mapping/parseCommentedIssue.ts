import { GithubComment } from './githubComment';

/** The issue or pull request of a comment. */
export interface CommentedIssue {
  /** The same URL as in the issue. */
  html_url: string;
  number: number;
  is_pull_request: boolean;
}

/** Parses the issue or pull request from a comment's URL; undefined if it has neither. */
export function parseCommentedIssue({
  html_url: address,
}: GithubComment): CommentedIssue | undefined {
  const [html_url] = address.split('#');
  const [, kind, number] = /\/(issues|pull)\/(\d+)$/.exec(html_url) ?? [];
  return number === undefined
    ? undefined
    : { html_url, number: Number(number), is_pull_request: kind === 'pull' };
}
