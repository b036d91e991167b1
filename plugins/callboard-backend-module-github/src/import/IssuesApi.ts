import { GithubCredentialsProvider } from '@backstage/integration';
import { Octokit } from '@octokit/rest';
import { setTimeout as sleep } from 'timers/promises';
import { Position } from './ImportCursors';
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

/** The start of a page. */
export type PagePosition = Position & { page: number };

/** The options of every request about a repository. */
interface RequestOptions {
  owner: string;
  repo: string;
  headers: Record<string, string | undefined>;
  request: { signal: AbortSignal };
}

/** The query for changes since a position, the least recent first. */
interface ChangesOptions extends RequestOptions {
  sort: 'updated';
  direction: 'asc';
  per_page: number;
  page: number;
  since?: string;
}

interface ListResponse {
  data: unknown[];
  headers: { etag?: string; link?: string; date?: string };
}

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
      /** The delay before each retry. */
      retryDelaysMs?: readonly number[];
    },
  ) {
    this.#octokit = new Octokit({
      baseUrl: deps.baseUrl,
      userAgent: 'callboard',
    });
  }

  /**
   * Issues and pull requests of a repository that changed since a position.
   *
   * @param full_name - `owner/name`
   * @returns undefined if nothing changed since the response with the position's ETag
   * @throws SourceRateLimitError if GitHub's rate limit is reached
   * @throws RequestError for an unexpected response; after retries, if a retry may help
   */
  async listIssues(
    full_name: string,
    position: PagePosition,
    signal: AbortSignal,
  ): Promise<ChangedPage | undefined> {
    return this.listChanges(full_name, position, signal, options =>
      this.#octokit.request('GET /repos/{owner}/{repo}/issues', {
        ...options,
        state: 'all',
      }),
    );
  }

  /**
   * The comments on issues and pull requests of a repository that changed since a position.
   *
   * @returns undefined if nothing changed since the response with the position's ETag
   * @throws SourceRateLimitError and RequestError, like `listIssues`
   */
  async listComments(
    full_name: string,
    position: PagePosition,
    signal: AbortSignal,
  ): Promise<ChangedPage | undefined> {
    return this.listChanges(full_name, position, signal, options =>
      this.#octokit.request('GET /repos/{owner}/{repo}/issues/comments', {
        ...options,
      }),
    );
  }

  /**
   * One issue or pull request.
   *
   * @returns undefined if it was deleted or is not accessible
   * @throws SourceRateLimitError and RequestError, like `listIssues`
   */
  async getIssue(
    full_name: string,
    issue_number: number,
    signal: AbortSignal,
  ): Promise<unknown> {
    try {
      const { data } = await this.sendWithRetries(full_name, signal, options =>
        this.#octokit.request(
          'GET /repos/{owner}/{repo}/issues/{issue_number}',
          { ...options, issue_number },
        ),
      );
      return data;
    } catch (error) {
      if (isRequestError(error) && [404, 410].includes(error.status)) {
        return undefined;
      }
      throw error;
    }
  }

  /**
   * Whether a repository is private.
   *
   * @param full_name - `owner/name`
   * @throws SourceRateLimitError and RequestError, like `listIssues`
   */
  async isPrivate(full_name: string, signal: AbortSignal): Promise<boolean> {
    const { data } = await this.sendWithRetries(full_name, signal, options =>
      this.#octokit.request('GET /repos/{owner}/{repo}', { ...options }),
    );
    return data.private;
  }

  private async listChanges(
    full_name: string,
    { since, etag, page }: PagePosition,
    signal: AbortSignal,
    send: (options: ChangesOptions) => Promise<ListResponse>,
  ): Promise<ChangedPage | undefined> {
    try {
      const { data, headers } = await this.sendWithRetries(
        full_name,
        signal,
        options =>
          send({
            ...options,
            sort: 'updated',
            direction: 'asc',
            per_page: PER_PAGE,
            page,
            ...(since && { since }),
            headers: {
              ...options.headers,
              ...(etag && { 'if-none-match': etag }),
            },
          }),
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

  /** Sends a request about a repository, with retries if they may help. */
  private async sendWithRetries<T>(
    full_name: string,
    signal: AbortSignal,
    send: (options: RequestOptions) => Promise<T>,
  ): Promise<T> {
    const { host, credentials, retryDelaysMs = RETRY_DELAYS_MS } = this.deps;
    const [owner, repo] = full_name.split('/');
    const { headers } = await credentials.getCredentials({
      url: `https://${host}/${full_name}`,
    });
    for (let attempts = 0; ; attempts += 1) {
      try {
        return await send({
          owner,
          repo,
          headers: { ...headers, 'x-github-api-version': '2022-11-28' },
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
