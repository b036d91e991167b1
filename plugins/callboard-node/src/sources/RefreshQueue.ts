/**
 * Runs tasks one after another in the background. A task that is added again before it begins runs
 * once: many events about an issue need only one request. Holds a limited number of tasks, because
 * the next synchronisation makes up for omitted ones.
 *
 * @public
 */
export class RefreshQueue<Task> {
  readonly #tasks = new Map<string, Task>();
  #isRunning = false;

  constructor(
    private readonly deps: {
      maxTasks: number;
      run(task: Task): Promise<void>;
      /** Called if a task fails. Tasks that are waiting are dropped if it returns true. */
      onError(task: Task, error: unknown): boolean;
    },
  ) {}

  /**
   * @param merge - combines the task with one that is waiting under the same key
   * @returns false if the queue is full
   */
  add(key: string, task: Task, merge: (waiting: Task) => Task): boolean {
    const waiting = this.#tasks.get(key);
    if (!waiting && this.#tasks.size >= this.deps.maxTasks) {
      return false;
    }
    this.#tasks.set(key, waiting ? merge(waiting) : task);
    if (!this.#isRunning) {
      this.#isRunning = true;
      void this.runAll();
    }
    return true;
  }

  private async runAll(): Promise<void> {
    for (;;) {
      const [next] = this.#tasks;
      if (!next) {
        this.#isRunning = false;
        return;
      }
      const [key, task] = next;
      this.#tasks.delete(key);
      try {
        await this.deps.run(task);
      } catch (error) {
        if (this.deps.onError(task, error)) {
          this.#tasks.clear();
        }
      }
    }
  }
}
