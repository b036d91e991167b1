import type { Browser, TabChannel } from './Browser';

const NAME = 'callboard.notifications.speaker';

/**
 * How long a tab waits for the ranks of other tabs, which receive the notification within this
 * time.
 */
const GATHER_MS = 400;

/** The rank of a notification that a tab has shown. It is lower than any drawn rank. */
const SHOWN_RANK = -1;

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
 * Ensures that only one tab of the portal shows a notification. With the Web Locks API, the tab
 * with the lock shows all notifications, until it closes. Otherwise, each tab draws a random rank
 * for each notification, and the lowest rank wins. If tabs cannot communicate, every tab shows the
 * notification.
 */
export class TabCoordinator {
  readonly #abort = new AbortController();
  /** The lowest rank that any tab has drawn, by notification. */
  readonly #ranks = new Map<string, number>();
  #channel: TabChannel | undefined;
  #hasLock = false;

  constructor(private readonly browser: TabApis) {}

  start(): void {
    const { locks, openChannel } = this.browser;
    const { signal } = this.#abort;
    if (locks) {
      const onGranted = () => {
        this.#hasLock = true;
        // The browser releases the lock when this promise resolves.
        return new Promise<void>(release =>
          signal.addEventListener('abort', () => release()),
        );
      };
      // The browser grants the lock when the tab that has it closes.
      locks.request(NAME, { signal }, onGranted).catch(() => {});
    } else if (openChannel) {
      this.#channel = openChannel(NAME);
      this.#channel.onmessage = ({ data }) => this.#receive(data as Claim);
    }
  }

  stop(): void {
    this.#abort.abort();
    this.#hasLock = false;
    this.#channel?.close();
  }

  async shouldShow(key: string): Promise<boolean> {
    if (this.browser.locks) {
      return this.#hasLock;
    }
    if (!this.#channel) {
      return true;
    }
    if (this.#ranks.has(key)) {
      return false;
    }
    const rank = this.browser.getRandom();
    this.#ranks.set(key, rank);
    this.#channel.postMessage({ key, rank });
    await new Promise<void>(resolve =>
      this.browser.schedule(GATHER_MS, resolve),
    );
    const isLowest = this.#ranks.get(key) === rank;
    if (isLowest) {
      this.#ranks.set(key, SHOWN_RANK);
    }
    return isLowest;
  }

  #receive({ key, rank }: Claim): void {
    const lowest = this.#ranks.get(key);
    if (lowest === undefined || lowest > rank) {
      // The other tab has drawn a lower rank, or received the notification first.
      this.#ranks.set(key, rank);
    } else if (rank !== SHOWN_RANK) {
      // The other tab may not have received the lowest rank.
      this.#channel?.postMessage({ key, rank: lowest });
    }
  }
}
