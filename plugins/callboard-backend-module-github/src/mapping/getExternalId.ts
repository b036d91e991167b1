import { GithubIssue } from './githubIssue';

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
