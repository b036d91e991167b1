import type { Browser, TabChannel } from './Browser';

/** The name of the lock and of the channel. */
const NAME = 'callboard.notifications.speaker';

/** The time, in ms, within which all tabs receive the same notification. */
const GATHER_MS = 400;

/** The rank of a notification that a tab has shown. It is lower than any drawn rank. */
const SHOWN_RANK = -1;

/** The browser APIs through which tabs coordinate. */
type TabApis = Pick<
  Browser,
  'locks' | 'openChannel' | 'getRandom' | 'schedule'
>;

/** A message to the other tabs: the rank that a tab has drawn for a notification. */
interface Claim {
  key: string;
  rank: number;
}

/**
 * Ensures that one tab of the portal shows a notification. With the Web Locks API, that is the tab
 * that holds the lock, until it closes. Without it, tabs draw lots for each notification. Where
 * tabs cannot communicate, each tab shows it.
 */
export class TabCoordinator {
  readonly #browser: TabApis;
  readonly #abort = new AbortController();
  /** The lowest rank that any tab has drawn, by notification. */
  readonly #ranks = new Map<string, number>();
  #channel: TabChannel | undefined;
  #isHolder = false;

  constructor(browser: TabApis) {
    this.#browser = browser;
  }

  /** Joins the coordination with the other tabs. */
  start(): void {
    const { locks, openChannel } = this.#browser;
    const { signal } = this.#abort;
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
      this.#channel.onmessage = ({ data }) => this.#receive(data as Claim);
    }
  }

  /** Leaves the notifications to the other tabs. */
  stop(): void {
    this.#abort.abort();
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
    await new Promise<void>(resolve =>
      this.#browser.schedule(GATHER_MS, resolve),
    );
    const wins = this.#ranks.get(key) === rank;
    if (wins) {
      this.#ranks.set(key, SHOWN_RANK);
    }
    return wins;
  }

  #receive({ key, rank }: Claim): void {
    const drawn = this.#ranks.get(key);
    if (drawn === undefined || drawn > rank) {
      // The other tab has drawn a lower rank, or received the notification first.
      this.#ranks.set(key, rank);
    } else if (rank !== SHOWN_RANK) {
      this.#channel?.postMessage({ key, rank: drawn });
    }
  }
}
