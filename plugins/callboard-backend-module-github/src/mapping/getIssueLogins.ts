import { GithubIssue } from './githubIssue';

/** The logins that an issue contains. */
export function getIssueLogins({ user, assignees }: GithubIssue): string[] {
  return [...(user ? [user] : []), ...(assignees ?? [])].map(
    ({ login }) => login,
  );
}
