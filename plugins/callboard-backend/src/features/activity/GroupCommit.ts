import { yieldToEventLoop } from '../../kernel/yielding';
import { isRejectedInput } from '../../database/dialect';
import { toDatabaseError } from '../../http/translateErrors';
import { OverloadedError } from '../../http/errors';

export interface GroupCommitLimits {
  /** The maximum size of a commit; a larger item is committed alone. */
  maxBatchSize: number;
  /**
   * The maximum number of concurrent commits. While one runs, another starts only if a full batch
   * waits.
   */
  maxConcurrentCommits: number;
  /** The maximum total size of waiting items; further items are rejected. */
  maxQueueSize: number;
  /** The timeout of an item, from its arrival until it is stored. */
  maxWaitMs: number;
}

interface QueuedItem<Item, Result> {
  item: Item;
  size: number;
  resolve(result: Result): void;
  reject(error: unknown): void;
  /** Rejects the item after the timeout. */
  timer: NodeJS.Timeout;
  isTimedOut: boolean;
}

/**
 * Collects items that arrive during a commit, and commits them together afterwards. Under load,
 * many items share a commit. Without load, each item is committed at once.
 */
export class GroupCommit<Item, Result> {
  #waiting: QueuedItem<Item, Result>[] = [];
  #waitingSize = 0;
  readonly #running = new Set<Promise<void>>();
  #isClosed = false;
  #scheduled: NodeJS.Immediate | undefined;

  /**
   * @param commit - stores items in one transaction and returns their results, in order. It calls
   *   `takeItems` once, when it can store the items. Items that have timed out are excluded, so the
   *   list may be empty
   */
  constructor(
    private readonly commit: (takeItems: () => Item[]) => Promise<Result[]>,
    private readonly limits: GroupCommitLimits,
  ) {}

  /**
   * Stores an item in one commit with other items. If the database rejects the commit, stores each
   * item alone.
   *
   * @param size - counts against the limits
   * @returns the item's result of `commit`, once the item is committed
   * @throws OverloadedError when too many items are waiting, after `close`, or on timeout; after a
   *   timeout the item may still be stored
   * @throws DatabaseUnavailableError when it is unknown whether the item was stored
   * @throws DatabaseFailureError when the item cannot be stored
   */
  async add(item: Item, size: number): Promise<Result> {
    if (this.#isClosed) {
      throw new OverloadedError(
        'The server is shutting down. Try again in a few seconds',
      );
    }
    if (this.#waitingSize + size > this.limits.maxQueueSize) {
      throw new OverloadedError(
        'The server is overloaded, and the activity was not stored. Try again in a few seconds',
      );
    }
    return new Promise<Result>((resolve, reject) => {
      const queuedItem: QueuedItem<Item, Result> = {
        item,
        size,
        resolve,
        reject,
        timer: setTimeout(
          () => this.rejectTimedOut(queuedItem),
          this.limits.maxWaitMs,
        ),
        isTimedOut: false,
      };
      queuedItem.timer.unref();
      this.#waiting.push(queuedItem);
      this.#waitingSize += size;
      this.schedule();
    });
  }

  /** Rejects further items, and waits until all others are stored or rejected. */
  async close(): Promise<void> {
    this.#isClosed = true;
    while (this.#waiting.length > 0 || this.#running.size > 0) {
      await Promise.all(this.#running);
      await yieldToEventLoop();
    }
  }

  /** Starts commits later, so that items of the same event-loop turn share a commit. */
  private schedule(): void {
    this.#scheduled ??= setImmediate(() => {
      this.#scheduled = undefined;
      this.startCommits();
    });
  }

  private startCommits(): void {
    const { maxConcurrentCommits, maxBatchSize } = this.limits;
    while (
      this.#waiting.length > 0 &&
      (this.#running.size === 0 ||
        (this.#running.size < maxConcurrentCommits &&
          this.#waitingSize >= maxBatchSize))
    ) {
      const committing = this.completeBatch(this.takeBatch()).finally(() => {
        this.#running.delete(committing);
        this.schedule();
      });
      this.#running.add(committing);
    }
  }

  /** Removes the waiting items that fit into one commit, in order of arrival. */
  private takeBatch(): QueuedItem<Item, Result>[] {
    let count = 0;
    let size = 0;
    for (const queuedItem of this.#waiting) {
      if (count > 0 && size + queuedItem.size > this.limits.maxBatchSize) {
        break;
      }
      count += 1;
      size += queuedItem.size;
    }
    this.#waitingSize -= size;
    return this.#waiting.splice(0, count);
  }

  /** Commits items and informs their callers. Never rejects. */
  private async completeBatch(
    queuedItems: QueuedItem<Item, Result>[],
  ): Promise<void> {
    const taken: QueuedItem<Item, Result>[] = [];
    try {
      const results = await this.commit(() => {
        taken.push(...queuedItems.filter(({ isTimedOut }) => !isTimedOut));
        return taken.map(({ item }) => item);
      });
      taken.forEach(({ timer, resolve }, index) => {
        clearTimeout(timer);
        resolve(results[index]);
      });
    } catch (error) {
      // Commits items again only if the database rejected them. Otherwise, they may be stored
      // already.
      if (taken.length > 1 && isRejectedInput(error)) {
        for (const queuedItem of taken) {
          if (!queuedItem.isTimedOut) {
            await this.completeBatch([queuedItem]);
          }
        }
        return;
      }
      queuedItems.forEach(({ timer, reject }) => {
        clearTimeout(timer);
        reject(toDatabaseError(error));
      });
    }
  }

  private rejectTimedOut(queuedItem: QueuedItem<Item, Result>): void {
    const index = this.#waiting.indexOf(queuedItem);
    if (index >= 0) {
      this.#waiting.splice(index, 1);
      this.#waitingSize -= queuedItem.size;
    }
    queuedItem.isTimedOut = true;
    queuedItem.reject(
      new OverloadedError(
        'The activity could not be stored in time. Try again in a few seconds',
      ),
    );
  }
}
