import { Environment } from '../Environment';
import { EventQueue } from './EventQueue';
import { SegmentStore } from './SegmentStore';

const LOCK_PREFIX = 'callboard.activity.tab/';

/** The interval at which a tab checks for abandoned events, and shows that it is alive. */
export const CHECK_INTERVAL_MS = 60_000;

// Browsers wake a hidden tab once a minute, so a tab that is silent for minutes has been closed.
const PRESUMED_CLOSED_MS = 4 * CHECK_INTERVAL_MS;

/**
 * Ensures that each waiting event belongs to exactly one tab. An open tab holds its own lock. Once
 * the lock is free, the first other tab that acquires it takes over the tab's segment. In a browser
 * without locks, a tab counts as closed after a regular close or minutes of silence.
 */
export class TabOwnership {
  #releaseLock: () => void = () => {};
  #cancelCheck: () => void = () => {};

  constructor(
    private readonly environment: Environment,
    private readonly queue: EventQueue,
    private readonly segments: SegmentStore,
  ) {}

  /** Claims this tab's own events, and takes over abandoned ones from now on. */
  claim(onAdopted: () => void): void {
    const lockReleased = new Promise<void>(resolve => {
      this.#releaseLock = resolve;
    });
    this.environment.locks
      ?.request(LOCK_PREFIX + this.queue.tabId, {}, () => lockReleased)
      .catch(() => {});
    const check = () => {
      this.#cancelCheck = this.environment.schedule(CHECK_INTERVAL_MS, check);
      if (this.queue.size > 0) {
        this.queue.save();
      }
      this.#adoptAbandoned(onAdopted);
    };
    check();
  }

  /** Lets other tabs take over unsent events. */
  release(): void {
    this.#cancelCheck();
    this.queue.abandon();
    this.#releaseLock();
  }

  #adoptAbandoned(onAdopted: () => void): void {
    for (const tabId of this.segments.listTabs()) {
      if (tabId !== this.queue.tabId) {
        this.#adopt(tabId, onAdopted);
      }
    }
  }

  #adopt(tabId: string, onAdopted: () => void): void {
    const { locks } = this.environment;
    const takeOver = () => {
      const { events } = this.segments.read(tabId);
      this.segments.remove(tabId);
      if (events.length > 0) {
        this.queue.adopt(events);
        onAdopted();
      }
    };
    if (locks) {
      locks
        .request(LOCK_PREFIX + tabId, { ifAvailable: true }, lock => {
          if (lock) {
            takeOver();
          }
        })
        .catch(() => {});
      return;
    }
    const silentFor =
      this.environment.now() - this.segments.read(tabId).aliveAt;
    if (silentFor > PRESUMED_CLOSED_MS) {
      takeOver();
    }
  }
}
