import { setImmediate as nextTurn } from 'timers/promises';
import { isRefusal } from '../../database/dialect';
import { databaseError } from '../../http/databaseErrors';
import { OverloadedError } from '../../http/errors';

/** How much may be committed together, and how much may wait for it. */
export interface GroupCommitLimits {
  /** The most that one commit takes; an item that is larger goes alone. */
  maxTogether: number;
  /** How many commits may be under way, where one alone does not take all. */
  maxAtOnce: number;
  /** The most that waits for its turn; what comes beyond is refused. */
  maxWaiting: number;
  /** How long an item may take, from coming in until it is stored. */
  maxWaitMs: number;
}

/** An item, and who wants to know how it went. */
interface Entry<Item, Result> {
  item: Item;
  size: number;
  resolve(result: Result): void;
  reject(error: unknown): void;
  /** Gives up. */
  timer: NodeJS.Timeout;
  isGivenUp: boolean;
}

/**
 * Commits what comes in while a commit is under way together, in the next one:
 * under load many share a commit, and without load nobody waits.
 */
export class GroupCommit<Item, Result> {
  #waiting: Entry<Item, Result>[] = [];
  #waitingSize = 0;
  readonly #underWay = new Set<Promise<void>>();
  #isClosed = false;
  #turn: NodeJS.Immediate | undefined;

  /**
   * @param commit - stores items, all or none, and says of each how it went, in
   * their order. It takes them, once, when it can store them: who has given up
   * by then is not among them, which may leave none
   */
  constructor(
    private readonly commit: (takeItems: () => Item[]) => Promise<Result[]>,
    private readonly limits: GroupCommitLimits,
  ) {}

  /**
   * Stores an item, together with others; where these are refused, alone.
   *
   * @param size - what it counts against the limits
   * @returns what `commit` said of it, once it is committed
   * @throws OverloadedError when too much is waiting, or when it took too long;
   * in the latter case it may still come to be stored
   * @throws DatabaseAwayError when it may have been stored or not
   * @throws DatabaseFailureError when it cannot be stored
   */
  async add(item: Item, size: number): Promise<Result> {
    if (this.#isClosed) {
      throw new OverloadedError('The server is going down; please try again');
    }
    if (this.#waitingSize + size > this.limits.maxWaiting) {
      throw new OverloadedError(
        'More is waiting to be stored than there is room for; please try again',
      );
    }
    return new Promise<Result>((resolve, reject) => {
      const entry: Entry<Item, Result> = {
        item,
        size,
        resolve,
        reject,
        timer: setTimeout(() => this.giveUp(entry), this.limits.maxWaitMs),
        isGivenUp: false,
      };
      entry.timer.unref();
      this.#waiting.push(entry);
      this.#waitingSize += size;
      this.schedule();
    });
  }

  /** Takes nothing more, and waits until all that was taken is settled. */
  async close(): Promise<void> {
    this.#isClosed = true;
    while (this.#waiting.length > 0 || this.#underWay.size > 0) {
      await Promise.all(this.#underWay);
      await nextTurn();
    }
  }

  /** Events that arrive in the same turn of the event loop share the commit. */
  private schedule(): void {
    this.#turn ??= setImmediate(() => {
      this.#turn = undefined;
      this.begin();
    });
  }

  private begin(): void {
    const { maxAtOnce, maxTogether } = this.limits;
    while (
      this.#waiting.length > 0 &&
      (this.#underWay.size === 0 ||
        (this.#underWay.size < maxAtOnce && this.#waitingSize >= maxTogether))
    ) {
      const committing = this.completeBatch(this.take()).finally(() => {
        this.#underWay.delete(committing);
        this.schedule();
      });
      this.#underWay.add(committing);
    }
  }

  /** As many of those who wait as fit together, first come, first served. */
  private take(): Entry<Item, Result>[] {
    let count = 0;
    let size = 0;
    for (const entry of this.#waiting) {
      if (count > 0 && size + entry.size > this.limits.maxTogether) {
        break;
      }
      count += 1;
      size += entry.size;
    }
    this.#waitingSize -= size;
    return this.#waiting.splice(0, count);
  }

  /** Never fails itself. */
  private async completeBatch(entries: Entry<Item, Result>[]): Promise<void> {
    const taken: Entry<Item, Result>[] = [];
    try {
      const results = await this.commit(() => {
        taken.push(...entries.filter(({ isGivenUp }) => !isGivenUp));
        return taken.map(({ item }) => item);
      });
      taken.forEach(({ timer, resolve }, index) => {
        clearTimeout(timer);
        resolve(results[index]);
      });
    } catch (error) {
      // Unless it was refused, what was sent may be stored already, and whoever
      // still can tell is asked to try again.
      if (taken.length > 1 && isRefusal(error)) {
        await this.completeEach(taken);
        return;
      }
      entries.forEach(({ timer, reject }) => {
        clearTimeout(timer);
        reject(databaseError(error));
      });
    }
  }

  private async completeEach(entries: Entry<Item, Result>[]): Promise<void> {
    for (const entry of entries) {
      if (!entry.isGivenUp) {
        await this.completeBatch([entry]);
      }
    }
  }

  private giveUp(entry: Entry<Item, Result>): void {
    const index = this.#waiting.indexOf(entry);
    if (index >= 0) {
      this.#waiting.splice(index, 1);
      this.#waitingSize -= entry.size;
    }
    entry.isGivenUp = true;
    entry.reject(
      new OverloadedError('It could not be stored in time; please try again'),
    );
  }
}
