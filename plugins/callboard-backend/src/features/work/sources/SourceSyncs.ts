import { LoggerService, SchedulerService } from '@backstage/backend-plugin-api';
import { ConflictError } from '@backstage/errors';
import {
  findTextProblem,
  SourceProblem,
} from '@callboard/plugin-callboard-common';
import {
  PAUSE_CURSOR,
  readPauseEnd,
  SourceRateLimitError,
  SourceSync,
  SyncedProject,
  SyncRun,
} from '@callboard/plugin-callboard-node';
import { Knex } from 'knex';
import { WorkspaceRow } from '../../../access/Caller';
import { WorkspaceDirectory } from '../../../core/workspaces/WorkspaceDirectory';
import { formatErrorText } from '../../../database/formatErrorText';
import { cutText } from '../../../database/text';
import { toClientError } from '../../../http/translateErrors';
import { Clock } from '../../../kernel/clock';
import { SourceKey } from '../ingest/readSnapshots';
import { SourceCursorStore } from './SourceCursorStore';
import { SourceProjectStore } from './SourceProjectStore';

/** The prefix distinguishes the cursors of projects from the source's other cursors. */
const getCursorName = ({ name }: SyncedProject) => `sync:${name}`;

/** The maximum number of problems per project. */
const MAX_PROBLEMS = 50;

const MAX_TEXT_LENGTH = 500;

/** The maximum length of a project's name. The name of the project's cursor contains it. */
const MAX_NAME_LENGTH = 240;

const MAX_URL_LENGTH = 2_048;

/** Runs the synchronisations of sources: on schedule and on request, on one replica at a time. */
export class SourceSyncs {
  readonly #scheduled = new Set<string>();

  constructor(
    private readonly deps: {
      knex: Knex;
      clock: Clock;
      logger: LoggerService;
      scheduler: SchedulerService;
      workspaces: WorkspaceDirectory;
      cursors: SourceCursorStore;
      projects: SourceProjectStore;
    },
  ) {}

  async schedule(source: string, sync: SourceSync): Promise<void> {
    const id = getTaskId(source, sync.workspace);
    this.#scheduled.add(id);
    await this.deps.scheduler.scheduleTask({
      id,
      ...sync.schedule,
      // One replica at a time: sources discourage concurrent requests.
      scope: 'global',
      fn: signal => this.run(source, sync, signal),
    });
  }

  isScheduled(source: string, { slug }: WorkspaceRow): boolean {
    return this.#scheduled.has(getTaskId(source, slug));
  }

  /** Starts the synchronisation within seconds, unless it runs already. */
  async trigger(source: string, { slug }: WorkspaceRow): Promise<void> {
    try {
      await this.deps.scheduler.triggerTask(getTaskId(source, slug));
    } catch (error) {
      if (!(error instanceof ConflictError)) {
        throw error;
      }
    }
  }

  /** Lists when the current rate limits of sources end, by source. */
  async listPauseEnds(workspace_id: string): Promise<Map<string, Date>> {
    const values = await this.deps.cursors.findAll(workspace_id, PAUSE_CURSOR);
    const now = this.deps.clock.now();
    return new Map(
      [...values].flatMap(([source, value]) => {
        const until = readPauseEnd(value, now);
        return until ? [[source, until] as const] : [];
      }),
    );
  }

  /**
   * Reads the projects of a source that exactly one entity claims, each from its stored cursor. An
   * error of one project does not affect the others. A rate limit ends the run.
   */
  private async run(
    source: string,
    sync: SourceSync,
    signal: AbortSignal,
  ): Promise<void> {
    const { workspaces, cursors, projects, logger } = this.deps;
    const { id: workspace_id } = await workspaces.getBySlug(sync.workspace);
    const key = { workspace_id, source };
    const pauseEnd = (await this.listPauseEnds(workspace_id)).get(source);
    if (pauseEnd) {
      logger.info(
        `The rate limit of ${source} applies until ${pauseEnd.toISOString()}`,
      );
      return;
    }
    const all = await sync.listProjects();
    const storable = all.filter(isStorable);
    if (storable.length < all.length) {
      logger.warn(
        `Ignores ${
          all.length - storable.length
        } projects of ${source}, because their names or URLs are too long or contain invalid characters`,
      );
    }
    for (const project of await projects.replace(key, storable)) {
      if (signal.aborted) {
        return;
      }
      try {
        await this.readProject(key, sync, project, signal);
      } catch (error) {
        if (!(error instanceof SourceRateLimitError)) {
          throw error;
        }
        const until = error.retryAt.toISOString();
        await cursors.save(key, PAUSE_CURSOR, { until });
        logger.info(
          `The rate limit of ${source} is reached. The synchronisation continues at ${until}`,
        );
        return;
      }
    }
  }

  /** @throws SourceRateLimitError if the source accepts no requests for now */
  private async readProject(
    key: SourceKey,
    sync: SourceSync,
    project: SyncedProject,
    signal: AbortSignal,
  ): Promise<void> {
    const { knex, clock, cursors, projects, logger } = this.deps;
    const { entity_ref } = project;
    const cursorName = getCursorName(project);
    const problems: SourceProblem[] = [];
    const getNow = () => new Date(clock.now());
    const update = (
      patch: Parameters<SourceProjectStore['update']>[2],
      connection?: Knex,
    ) => projects.update(key, project, patch, connection);
    const stored = await projects.listByEntity(key.workspace_id, entity_ref);
    const run: SyncRun = {
      signal,
      isFirst: !stored.some(
        ({ source, name, finished_at }) =>
          source === key.source && name === project.name && finished_at,
      ),
      isArchived: await this.isArchived(key, project),
      readCursor: () => cursors.find(key, cursorName),
      save: (cursor, { done, total }) =>
        knex.transaction(async tx => {
          await cursors.save(key, cursorName, cursor, tx);
          await update(
            { done, total: total ?? null, problems, active_at: getNow() },
            tx,
          );
        }),
      report({ external_id, url, reason }) {
        problems.unshift({
          external_id: cutText(external_id, MAX_TEXT_LENGTH),
          url: url ?? null,
          reason: cutText(reason, MAX_TEXT_LENGTH),
        });
        problems.splice(MAX_PROBLEMS);
      },
    };
    await update({ started_at: getNow(), active_at: getNow(), error: null });
    try {
      await sync.readProject(project, run);
      await update({ problems, finished_at: getNow(), active_at: null });
    } catch (error) {
      const isExpected =
        signal.aborted || error instanceof SourceRateLimitError;
      await update({
        problems,
        active_at: null,
        error: isExpected ? null : formatErrorText(toClientError(error)),
      });
      if (error instanceof SourceRateLimitError) {
        throw error;
      }
      if (!isExpected) {
        logger.error(
          `${project.name} of ${key.source} could not be read; the next run retries it`,
          error as Error,
        );
      }
    }
  }

  private async isArchived(
    { workspace_id }: SourceKey,
    { entity_ref }: SyncedProject,
  ): Promise<boolean> {
    const archived = await this.deps
      .knex('projects')
      .where({ workspace_id, entity_ref })
      .whereNotNull('archived_at')
      .first('id');
    return archived !== undefined;
  }
}

/** Whether a project can be stored. Annotations of the catalog can name anything. */
function isStorable({ entity_ref, name, url = '' }: SyncedProject): boolean {
  return (
    entity_ref.length <= 255 &&
    name.length <= MAX_NAME_LENGTH &&
    url.length <= MAX_URL_LENGTH &&
    !findTextProblem(`${entity_ref}${name}${url}`)
  );
}

function getTaskId(source: string, slug: string): string {
  return `callboard-sync-${source}-${slug}`;
}
