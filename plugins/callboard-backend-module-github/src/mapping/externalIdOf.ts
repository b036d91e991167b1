import { GithubIssue } from './githubIssue';

/**
 * What GitHub calls an issue or a pull request for ever, whatever becomes of
 * the names of its repository and owner.
 *
 * An issue goes by its number among all issues of GitHub: node ids change
 * their format some day. A pull request has two such numbers, one in lists of
 * issues and one in its own deliveries, so it goes by its node id, which is the
 * same in both.
 *
 * @see https://docs.github.com/en/graphql/guides/migrating-graphql-global-node-ids
 */
export function externalIdOf(issue: GithubIssue): string {
  return issue.pull_request ? issue.node_id : String(issue.id);
}
