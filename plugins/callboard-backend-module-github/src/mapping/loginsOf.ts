import { GithubIssue } from './githubIssue';

/** The people an issue names. */
export function loginsOf({ user, assignees }: GithubIssue): string[] {
  return [...(user ? [user] : []), ...(assignees ?? [])].map(
    ({ login }) => login,
  );
}
