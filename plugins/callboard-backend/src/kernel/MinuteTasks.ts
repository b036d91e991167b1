import { LoggerService, SchedulerService } from '@backstage/backend-plugin-api';

type Task = (stopping: AbortSignal) => Promise<void>;

/**
 * Runs the tasks of every minute, such as reminders, on one replica. They are one scheduled
 * task: the scheduler claims and releases each scheduled task with statements of its own.
 */
export class MinuteTasks {
  readonly #tasks = new Map<string, Task>();

  constructor(
    private readonly deps: {
      scheduler: SchedulerService;
      logger: LoggerService;
    },
  ) {}

  async start(): Promise<void> {
    await this.deps.scheduler.scheduleTask({
      id: 'callboard-every-minute',
      frequency: { minutes: 1 },
      initialDelay: { minutes: 1 },
      timeout: { minutes: 10 },
      fn: stopping => this.run(stopping),
    });
  }

  /**
   * Adds a task. The next minute waits for all of them, so a task with much to do leaves
   * the rest of it for the next time.
   *
   * @param name - as the log names it when it fails
   */
  add(name: string, task: Task): void {
    this.#tasks.set(name, task);
  }

  /** A task that fails does not keep the others from running. */
  private async run(stopping: AbortSignal): Promise<void> {
    await Promise.all(
      [...this.#tasks].map(([name, task]) =>
        task(stopping).catch(error =>
          this.deps.logger.error(`${name} failed`, error),
        ),
      ),
    );
  }
}
