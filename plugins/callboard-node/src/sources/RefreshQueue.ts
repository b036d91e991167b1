import { LoggerService } from '@backstage/backend-plugin-api';
import { toError } from '@backstage/errors';
import { SourceRateLimitError, WorkItemSink } from '../workItemSources';
import { PAUSE_CURSOR, readPauseEnd } from './sourcePause';

const MAX_WAITING = 10_000;

/**
 * Fetches the issues or sprints that webhook events refer to, in the background, one at a time. A
 * task that is added again before it begins runs once: many events about an issue need only one
 * request. The next synchronisation reads everything that the queue omits. The queue therefore only
 * logs errors, and drops all waiting tasks when it or a synchronisation reaches the rate limit.
 *
 * @public
 */
export class RefreshQueue<Task> {
  readonly #tasks = new Map<string, Task>();
  #isRunning = false;

  constructor(
    private readonly deps: {
      sink: Pick<WorkItemSink, 'cursors'>;
      /** The slug of the workspace that the source synchronises. */
      workspace: string;
      logger: LoggerService;
      /** Aborted when the backend stops. */
      signal: AbortSignal;
      run(task: Task): Promise<void>;
      /** Describes a task in the log, such as `Issue 7 of group/name`. */
      describe(task: Task): string;
    },
  ) {}

  /**
   * Adds a task. Drops it if 10,000 tasks with other keys are waiting.
   *
   * @param merge - if a task with the same key is waiting, returns the task that replaces both
   */
  add(key: string, task: Task, merge: (waiting: Task) => Task): void {
    const waiting = this.#tasks.get(key);
    if (!waiting && this.#tasks.size >= MAX_WAITING) {
      return;
    }
    this.#tasks.set(key, waiting ? merge(waiting) : task);
    if (!this.#isRunning) {
      this.#isRunning = true;
      void this.runAll();
    }
  }

  private async runAll(): Promise<void> {
    for (;;) {
      const [next] = this.#tasks;
      if (!next || this.deps.signal.aborted) {
        this.#isRunning = false;
        return;
      }
      const [key, task] = next;
      this.#tasks.delete(key);
      try {
        await this.requireNoPause();
        await this.deps.run(task);
      } catch (error) {
        this.handleError(task, error);
      }
    }
  }

  /** @throws SourceRateLimitError while the rate limit of a synchronisation applies */
  private async requireNoPause(): Promise<void> {
    const { sink, workspace } = this.deps;
    const until = readPauseEnd(
      await sink.cursors.read(workspace, PAUSE_CURSOR),
      Date.now(),
    );
    if (until) {
      throw new SourceRateLimitError(until);
    }
  }

  private handleError(task: Task, error: unknown): void {
    const { logger, signal, describe } = this.deps;
    if (error instanceof SourceRateLimitError) {
      this.#tasks.clear();
      logger.info(
        `${error.message}. The next synchronisation reads the changes of dropped events`,
      );
    } else if (!signal.aborted) {
      logger.warn(
        `${describe(
          task,
        )} could not be read after an event; the next synchronisation retries it`,
        toError(error),
      );
    }
  }
}
