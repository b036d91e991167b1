import { GithubCredentialsProvider } from '@backstage/integration';
import { Octokit } from '@octokit/rest';
import { setTimeout as sleep } from 'timers/promises';
import { Position } from './ImportMarks';
import { isRequestError } from './isRequestError';
import { RateLimitError } from './RateLimitError';

/** GitHub's most. */
const PER_PAGE = 100;

const RETRY_DELAYS_MS = [1_000, 4_000, 16_000];

/** One page of a repository's issues. */
export interface IssuePage {
  /** The least recently changed first. */
  items: unknown[];
  etag: string | null;
  isLast: boolean;
  /** When it was read, by GitHub's clock. */
  at: number;
}

/**
 * Reads issues through GitHub's REST API, one request after the other.
 *
 * @see https://docs.github.com/en/rest/issues/issues#list-repository-issues
 * @see https://docs.github.com/en/rest/using-the-rest-api/best-practices-for-using-the-rest-api
 */
export class IssuesApi {
  readonly #octokit: Octokit;

  constructor(
    private readonly deps: {
      host: string;
      baseUrl?: string;
      credentials: GithubCredentialsProvider;
      /** How long to wait before each further try. */
      retryDelaysMs?: readonly number[];
    },
  ) {
    this.#octokit = new Octokit({
      baseUrl: deps.baseUrl,
      userAgent: 'callboard',
    });
  }

  /**
   * Issues and pull requests of a repository that changed lately.
   *
   * @param full_name - `owner/name`
   * @returns undefined when nothing changed since the answer with that ETag
   * @throws RateLimitError when GitHub wants no more requests for now
   * @throws RequestError when it answers otherwise than it should; repeatedly,
   *   where trying again may help
   */
  async page(
    full_name: string,
    { since, etag, page }: Position & { page: number },
    signal: AbortSignal,
  ): Promise<IssuePage | undefined> {
    const { host, credentials, retryDelaysMs = RETRY_DELAYS_MS } = this.deps;
    const [owner, repo] = full_name.split('/');
    const { headers } = await credentials.getCredentials({
      url: `https://${host}/${full_name}`,
    });
    for (let tries = 0; ; tries += 1) {
      try {
        const response = await this.#octokit.request(
          'GET /repos/{owner}/{repo}/issues',
          {
            owner,
            repo,
            state: 'all',
            sort: 'updated',
            direction: 'asc',
            per_page: PER_PAGE,
            page,
            ...(since && { since }),
            headers: {
              ...headers,
              'x-github-api-version': '2022-11-28',
              ...(etag && { 'if-none-match': etag }),
            },
            request: { signal },
          },
        );
        return {
          items: response.data,
          etag: response.headers.etag ?? null,
          isLast:
            response.data.length === 0 ||
            !/rel="next"/.test(response.headers.link ?? ''),
          at: Date.parse(response.headers.date ?? ''),
        };
      } catch (error) {
        const status = isRequestError(error) ? error.status : 0;
        if (status === 304) {
          return undefined;
        }
        const limited = RateLimitError.from(error);
        if (limited) {
          throw limited;
        }
        // 500 is also what octokit makes of a broken connection.
        const mayHelp = status >= 500 && !signal.aborted;
        if (!mayHelp || tries >= retryDelaysMs.length) {
          throw error;
        }
        await sleep(retryDelaysMs[tries], undefined, { signal });
      }
    }
  }
}
