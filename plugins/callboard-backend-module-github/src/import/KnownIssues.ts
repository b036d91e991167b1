import { LRUCache } from 'lru-cache';
import { getExternalId, GithubIssue } from '../mapping/githubIssue';

/**
 * The external ids of recently stored issues, by their URL. GitHub's list of
 * comments has the URLs of issues but not their ids. This cache saves fetching each
 * issue.
 */
export class KnownIssues {
  readonly #ids = new LRUCache<string, string>({ max: 50_000 });

  add(issue: GithubIssue): void {
    this.#ids.set(issue.html_url, getExternalId(issue));
  }

  /** The external id of an issue, if it is known. */
  find(html_url: string): string | undefined {
    return this.#ids.get(html_url);
  }

  forget(html_url: string): void {
    this.#ids.delete(html_url);
  }
}
