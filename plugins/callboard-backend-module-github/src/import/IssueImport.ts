import { LoggerService } from '@backstage/backend-plugin-api';
import { toError } from '@backstage/errors';
import { WorkItemSink } from '@callboard/plugin-callboard-node';
import { once } from 'lodash';
import { Repositories } from '../catalog/Repositories';
import { IssueIngester, IssueState } from '../IssueIngester';
import { githubIssue } from '../mapping/githubIssue';
import { PrivateRepositories } from '../PrivateRepositories';
import { CommentImport } from './CommentImport';
import { ImportCursors } from './ImportCursors';
import { isClosed } from './isClosed';
import { isRequestError, RateLimitError } from './RateLimitError';
import { ChangedPage, IssuesApi, PagePosition } from './IssuesApi';
import { KnownIssues } from './KnownIssues';
import { getOrderInSecond } from '../mapping/OrderInSecond';
import { readChanges } from './readChanges';
import { Visit } from './Visit';

/**
 * The statuses of a repository that is deleted, has no issues, or is not accessible with these
 * credentials.
 */
const INACCESSIBLE_STATUSES = [403, 404, 410, 451];

interface Repository {
  full_name: string;
  entity_ref: string;
}

/**
 * Imports the issues and comments of all repositories with an entity: all of them at first, and in
 * later runs those that changed. This includes changes whose webhook delivery was missed.
 */
export class IssueImport {
  constructor(
    private readonly deps: {
      api: IssuesApi;
      cursors: ImportCursors;
      repositories: Repositories;
      privateRepositories: PrivateRepositories;
      issueIngester: IssueIngester;
      comments: CommentImport;
      knownIssues: KnownIssues;
      sink: WorkItemSink;
      logger: LoggerService;
      pullRequests: boolean;
    },
  ) {}

  /**
   * Continues where the last run stopped. Errors of one repository are logged, and it is retried in
   * the next run; GitHub's rate limit ends the run.
   */
  async run(signal: AbortSignal): Promise<void> {
    const { cursors, repositories, logger } = this.deps;
    const paused = await cursors.readPauseEnd(Date.now());
    if (paused) {
      logger.info(
        `The GitHub rate limit applies until ${paused.toISOString()}`,
      );
      return;
    }
    for (const repository of await repositories.listAll()) {
      if (signal.aborted) {
        return;
      }
      try {
        await this.read(repository, signal);
      } catch (error) {
        if (error instanceof RateLimitError) {
          const until = new Date(Date.now() + error.waitMs);
          await cursors.pauseUntil(until);
          logger.info(
            `The GitHub rate limit is reached. The import continues at ${until.toISOString()}`,
          );
          return;
        }
        if (!signal.aborted) {
          this.report(repository, error);
        }
      }
    }
  }

  /** Imports issues before their comments, and skips the comments if the project rejects issues. */
  private async read(
    repository: Repository,
    signal: AbortSignal,
  ): Promise<void> {
    const makeSecretIfPrivate = once(() =>
      this.makeSecretIfPrivate(repository, signal),
    );
    const visit = { ...repository, signal, makeSecretIfPrivate };
    if (await this.readIssues(visit)) {
      await this.deps.comments.read(visit);
    }
  }

  private async makeSecretIfPrivate(
    { full_name, entity_ref }: Repository,
    signal: AbortSignal,
  ): Promise<void> {
    const { api, sink, privateRepositories } = this.deps;
    const is_private = await api.isPrivate(full_name, signal);
    await privateRepositories.recordVisibility(sink, entity_ref, {
      full_name,
      is_private,
    });
  }

  private async readIssues(visit: Visit): Promise<boolean> {
    const { api, cursors } = this.deps;
    const { full_name, signal } = visit;
    const reading = {
      name: full_name,
      readPage: (position: PagePosition) =>
        api.listIssues(full_name, position, signal),
      storePage: (page: ChangedPage) => this.storePage(visit, page),
    };
    return readChanges(reading, cursors, signal);
  }

  /**
   * Stores a page.
   *
   * @returns false if the project rejects issues for now, for example because it is archived
   */
  private async storePage(
    { full_name, entity_ref, makeSecretIfPrivate }: Visit,
    page: ChangedPage,
  ): Promise<boolean> {
    const { issueIngester, knownIssues, sink } = this.deps;
    const states = this.parseIssueStates(full_name, page);
    if (states.length === 0) {
      return true;
    }
    await makeSecretIfPrivate();
    const results = await issueIngester.ingest(sink, entity_ref, states);
    results.forEach(({ id }, index) => {
      if (id !== null) {
        knownIssues.add(states[index].issue);
      }
    });
    return !isClosed(results);
  }

  private parseIssueStates(
    full_name: string,
    { items, at }: ChangedPage,
  ): IssueState[] {
    return items.flatMap(item => {
      const { data: issue, error } = githubIssue.safeParse(item);
      if (!issue) {
        const [{ path, message }] = error.issues;
        this.deps.logger.warn(
          `An issue of ${full_name} is skipped: ${path.join('.')}: ${message}`,
        );
        return [];
      }
      if (issue.pull_request && !this.deps.pullRequests) {
        return [];
      }
      return [
        {
          issue,
          orderInSecond: getOrderInSecond(issue, at),
          is_deleted: false,
        },
      ];
    });
  }

  private report({ full_name }: Repository, error: unknown): void {
    const { logger } = this.deps;
    if (isRequestError(error) && INACCESSIBLE_STATUSES.includes(error.status)) {
      logger.warn(
        `Issues or comments of ${full_name} cannot be read: GitHub returned ${error.status}`,
      );
    } else {
      logger.error(
        `Issues or comments of ${full_name} could not be read; the next run retries them`,
        toError(error),
      );
    }
  }
}
