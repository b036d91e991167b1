import { LoggerService, SchedulerService } from '@backstage/backend-plugin-api';

type Task = (signal: AbortSignal) => Promise<void>;

/**
 * Runs tasks such as reminders every minute, on one replica. They share one scheduled task, because
 * the scheduler runs several statements for each scheduled task.
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
      fn: signal => this.run(signal),
    });
  }

  /**
   * Adds a task. The next run waits until all tasks have ended, so a long task should leave part of
   * its work for the next run.
   *
   * @param name - the task's name in failure logs
   */
  add(name: string, task: Task): void {
    this.#tasks.set(name, task);
  }

  /** Runs all tasks. A failing task does not stop the others. */
  private async run(signal: AbortSignal): Promise<void> {
    await Promise.all(
      [...this.#tasks].map(([name, task]) =>
        task(signal).catch(error =>
          this.deps.logger.error(`${name} failed`, error),
        ),
      ),
    );
  }
}
