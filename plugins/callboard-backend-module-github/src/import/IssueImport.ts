import { LoggerService } from '@backstage/backend-plugin-api';
import { toError } from '@backstage/errors';
import { WorkItemSink } from '@callboard/plugin-callboard-node';
import { Repositories } from '../catalog/Repositories';
import { IssueIntake, IssueState } from '../IssueIntake';
import { githubIssue } from '../mapping/githubIssue';
import { Moment } from '../mapping/Moment';
import { PrivateRepositories } from '../PrivateRepositories';
import { ImportMarks } from './ImportMarks';
import { isRequestError } from './isRequestError';
import { IssuePage, IssuesApi } from './IssuesApi';
import { RateLimitError } from './RateLimitError';

/** The repository is gone, has no issues, or is not for these credentials. */
const NOT_THERE = [403, 404, 410, 451];

interface Repository {
  full_name: string;
  entity_ref: string;
}

/**
 * Reads the issues of all repositories that the catalog knows: all at first,
 * then those that changed, so that what a webhook failed to tell is made up for.
 */
export class IssueImport {
  constructor(
    private readonly deps: {
      api: IssuesApi;
      marks: ImportMarks;
      repositories: Repositories;
      privateRepositories: PrivateRepositories;
      intake: IssueIntake;
      sink: WorkItemSink;
      logger: LoggerService;
      pullRequests: boolean;
    },
  ) {}

  /**
   * Goes on where the last run stopped. What goes wrong with one repository is
   * logged and left to the next run; GitHub's rate limit ends the run.
   */
  async run(signal: AbortSignal): Promise<void> {
    const { marks, repositories, logger } = this.deps;
    const paused = await marks.pausedUntil(Date.now());
    if (paused) {
      logger.info(`GitHub wants no requests until ${paused.toISOString()}`);
      return;
    }
    for (const repository of await repositories.all()) {
      if (signal.aborted) {
        return;
      }
      try {
        await this.read(repository, signal);
      } catch (error) {
        if (error instanceof RateLimitError) {
          const until = new Date(Date.now() + error.waitMs);
          await marks.pauseUntil(until);
          logger.info(
            `GitHub wants no more requests until ${until.toISOString()}; the import goes on after that`,
          );
          return;
        }
        if (!signal.aborted) {
          this.report(repository, error);
        }
      }
    }
  }

  /**
   * Reads a repository to its end. Each page begins at the time the one before
   * ended with: pages by number would shift, and leave issues out, as issues
   * change while they are read.
   */
  private async read(
    { full_name, entity_ref }: Repository,
    signal: AbortSignal,
  ): Promise<void> {
    const { api, marks, intake, sink, privateRepositories } = this.deps;
    let position = { ...(await marks.positionIn(full_name)), page: 1 };
    let isNoted = false;
    for (;;) {
      const page = await api.page(full_name, position, signal);
      if (!page) {
        return;
      }
      const states = this.statesOf(full_name, page);
      if (states.length > 0) {
        if (!isNoted) {
          const is_private = await api.isPrivate(full_name, signal);
          await privateRepositories.note(sink, entity_ref, {
            full_name,
            is_private,
          });
          isNoted = true;
        }
        const results = await intake.take(sink, entity_ref, states);
        if (results.every(({ status }) => status === 'failed')) {
          // The project takes none, as an archived one: it may do so again.
          return;
        }
      }
      if (page.isLast) {
        // The same request next time: its ETag tells whether anything changed.
        const etag = position.page === 1 ? page.etag : null;
        await marks.reach(full_name, { since: position.since, etag });
        return;
      }
      position = next(position, page);
      await marks.reach(full_name, position);
      signal.throwIfAborted();
    }
  }

  private statesOf(full_name: string, { items, at }: IssuePage): IssueState[] {
    return items.flatMap(item => {
      const { data: issue, error } = githubIssue.safeParse(item);
      if (!issue) {
        const [{ path, message }] = error.issues;
        this.deps.logger.warn(
          `An issue of ${full_name} is passed over: ${path.join(
            '.',
          )}: ${message}`,
        );
        return [];
      }
      if (issue.pull_request && !this.deps.pullRequests) {
        return [];
      }
      // It may change again within the second it was read in.
      const isOver = at >= Date.parse(issue.updated_at) + 1_000;
      const moment = isOver ? Moment.last : Moment.some;
      return [{ issue, moment, is_deleted: false }];
    });
  }

  private report({ full_name }: Repository, error: unknown): void {
    const { logger } = this.deps;
    if (isRequestError(error) && NOT_THERE.includes(error.status)) {
      logger.warn(
        `The issues of ${full_name} cannot be read: GitHub answers ${error.status}`,
      );
    } else {
      logger.error(
        `The issues of ${full_name} could not be read; the next run tries again`,
        toError(error),
      );
    }
  }
}

/** Where the page after another begins. */
function next(
  { since, page }: { since: string | null; page: number },
  { items }: IssuePage,
) {
  const { updated_at } = items[items.length - 1] as { updated_at: string };
  return since === null || updated_at > since
    ? { since: updated_at, etag: null, page: 1 }
    : // A hundred issues and more changed in one second.
      { since, etag: null, page: page + 1 };
}
