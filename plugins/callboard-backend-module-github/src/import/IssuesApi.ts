import { GithubCredentialsProvider } from '@backstage/integration';
import { Octokit } from '@octokit/rest';
import { setTimeout as sleep } from 'timers/promises';
import { ListName, Position } from './ImportCursors';
import { isRequestError, toRateLimitError } from './requestErrors';

/** The page size, which is GitHub's maximum. */
const PER_PAGE = 100;

const RETRY_DELAYS_MS = [1_000, 4_000, 16_000];

/** One page of a repository's changed issues or comments. */
export interface ChangedPage {
  /** The least recently changed first. */
  items: unknown[];
  etag: string | null;
  isLast: boolean;
  /** The time of the response, by GitHub's clock. */
  at: number;
}

export type PagePosition = Position & { page: number };

/**
 * Reads issues and comments through GitHub's REST API, one request at a time.
 *
 * @see https://docs.github.com/en/rest/issues/issues#list-repository-issues
 * @see https://docs.github.com/en/rest/issues/comments#list-issue-comments-for-a-repository
 * @see https://docs.github.com/en/rest/using-the-rest-api/best-practices-for-using-the-rest-api
 */
export class IssuesApi {
  readonly #octokit: Octokit;

  constructor(
    private readonly deps: {
      host: string;
      baseUrl?: string;
      credentials: GithubCredentialsProvider;
      retryDelaysMs?: readonly number[];
    },
  ) {
    this.#octokit = new Octokit({
      baseUrl: deps.baseUrl,
      userAgent: 'callboard',
    });
  }

  /**
   * The entries of a list that changed since a position, including those of pull requests.
   *
   * @param full_name - `owner/name`
   * @returns undefined if nothing changed since the response with the position's ETag
   * @throws SourceRateLimitError if GitHub's rate limit is reached
   * @throws RequestError for an unexpected response; after retries, if a retry may help
   */
  async listChanges(
    list: ListName,
    full_name: string,
    { since, etag, page }: PagePosition,
    signal: AbortSignal,
  ): Promise<ChangedPage | undefined> {
    try {
      const { data, headers } = await this.get(
        full_name,
        list === 'issues' ? '/issues' : '/issues/comments',
        signal,
        {
          ...(list === 'issues' && { state: 'all' }),
          page,
          sort: 'updated',
          direction: 'asc',
          per_page: PER_PAGE,
          ...(since && { since }),
        },
        etag ? { 'if-none-match': etag } : {},
      );
      return {
        items: data,
        etag: headers.etag ?? null,
        isLast: data.length === 0 || !/rel="next"/.test(headers.link ?? ''),
        at: Date.parse(headers.date ?? ''),
      };
    } catch (error) {
      if (isRequestError(error) && error.status === 304) {
        return undefined;
      }
      throw error;
    }
  }

  /**
   * One issue or pull request.
   *
   * @returns undefined if it was deleted or is not accessible
   * @throws SourceRateLimitError and RequestError, like `listChanges`
   */
  async getIssue(
    full_name: string,
    issue_number: number,
    signal: AbortSignal,
  ): Promise<unknown> {
    try {
      const path = `/issues/${issue_number}`;
      return (await this.get(full_name, path, signal)).data;
    } catch (error) {
      if (isRequestError(error) && [404, 410].includes(error.status)) {
        return undefined;
      }
      throw error;
    }
  }

  /** @throws SourceRateLimitError and RequestError, like `listChanges` */
  async isPrivate(full_name: string, signal: AbortSignal): Promise<boolean> {
    return (await this.get(full_name, '', signal)).data.private;
  }

  /** Requests a resource of a repository, with retries if they may help. */
  private async get(
    full_name: string,
    path: string,
    signal: AbortSignal,
    query: Record<string, unknown> = {},
    additionalHeaders: Record<string, string> = {},
  ) {
    const { host, credentials, retryDelaysMs = RETRY_DELAYS_MS } = this.deps;
    const [owner, repo] = full_name.split('/');
    const { headers } = await credentials.getCredentials({
      url: `https://${host}/${full_name}`,
    });
    for (let attempts = 0; ; attempts += 1) {
      try {
        return await this.#octokit.request({
          ...query,
          method: 'GET',
          url: `/repos/{owner}/{repo}${path}`,
          owner,
          repo,
          headers: {
            ...headers,
            ...additionalHeaders,
            'x-github-api-version': '2022-11-28',
          },
          request: { signal },
        });
      } catch (error) {
        const limited = toRateLimitError(error);
        if (limited) {
          throw limited;
        }
        const status = isRequestError(error) ? error.status : 0;
        // Octokit reports a broken connection as status 500.
        const canRetryHelp = status >= 500 && !signal.aborted;
        if (!canRetryHelp || attempts >= retryDelaysMs.length) {
          throw error;
        }
        await sleep(retryDelaysMs[attempts], undefined, { signal });
      }
    }
  }
}
