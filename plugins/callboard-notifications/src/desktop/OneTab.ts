import type { Browser, TabChannel } from './Browser';

const NAME = 'callboard.notifications.speaker';

/** The time within which all tabs receive the same notification, in milliseconds. */
const GATHER = 400;

/** Lower than any drawn rank: another tab has shown the notification. */
const TAKEN = -1;

/** The browser APIs through which tabs coordinate. */
type Tabs = Pick<Browser, 'locks' | 'openChannel' | 'getRandom' | 'schedule'>;

interface Claim {
  key: string;
  rank: number;
}

/**
 * Ensures that one tab of the portal shows a notification. With the Web Locks API, that is the tab
 * that holds the lock, until it closes. Without it, tabs draw lots for each notification. Where
 * tabs cannot communicate, each tab shows it.
 */
export class OneTab {
  readonly #browser: Tabs;
  readonly #end = new AbortController();
  /** The lowest rank that any tab has drawn, by notification. */
  readonly #ranks = new Map<string, number>();
  #channel: TabChannel | undefined;
  #isHolder = false;

  constructor(browser: Tabs) {
    this.#browser = browser;
  }

  /** Starts to take part. */
  start(): void {
    const { locks, openChannel } = this.#browser;
    const { signal } = this.#end;
    if (locks) {
      const onGranted = () => {
        this.#isHolder = true;
        return new Promise<void>(release =>
          signal.addEventListener('abort', () => release()),
        );
      };
      // Waits until the tab with the lock is closed.
      locks.request(NAME, { signal }, onGranted).catch(() => {});
    } else if (openChannel) {
      this.#channel = openChannel(NAME);
      this.#channel.onmessage = ({ data }) => this.#hear(data as Claim);
    }
  }

  /** Leaves the notifications to the other tabs. */
  stop(): void {
    this.#end.abort();
    this.#isHolder = false;
    this.#channel?.close();
  }

  /** Whether this tab shows a notification. */
  async shouldShow(key: string): Promise<boolean> {
    if (this.#browser.locks) {
      return this.#isHolder;
    }
    if (!this.#channel) {
      return true;
    }
    if (this.#ranks.has(key)) {
      return false;
    }
    const rank = this.#browser.getRandom();
    this.#ranks.set(key, rank);
    this.#channel.postMessage({ key, rank });
    await new Promise<void>(resolve => this.#browser.schedule(GATHER, resolve));
    const wins = this.#ranks.get(key) === rank;
    if (wins) {
      this.#ranks.set(key, TAKEN);
    }
    return wins;
  }

  #hear({ key, rank }: Claim): void {
    const own = this.#ranks.get(key);
    if (own === undefined || own > rank) {
      // It is lower than this tab's rank, or another tab received the notification first.
      this.#ranks.set(key, rank);
    } else if (rank !== TAKEN) {
      this.#channel?.postMessage({ key, rank: own });
    }
  }
}
