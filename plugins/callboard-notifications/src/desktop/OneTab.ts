import type { Browser, TabChannel } from './Browser';

const NAME = 'callboard.notifications.speaker';

/** Within what time tabs hear of the same notification, in milliseconds. */
const GATHER = 400;

/** Lower than what any tab draws: it has been spoken of. */
const TAKEN = -1;

/** What of the browser lets tabs agree. */
type Tabs = Pick<Browser, 'locks' | 'openChannel' | 'random' | 'after'>;

interface Claim {
  key: string;
  rank: number;
}

/**
 * Sees to it that of all tabs of the portal one speaks. With locks that is the one
 * that holds the lock, until it is closed. Without, tabs draw lots for each
 * notification. Where tabs cannot talk to each other at all, each speaks.
 */
export class OneTab {
  readonly #browser: Tabs;
  readonly #end = new AbortController();
  /** The lowest rank that any tab has drawn, by what it is to speak of. */
  readonly #ranks = new Map<string, number>();
  #channel: TabChannel | undefined;
  #isHolder = false;

  constructor(browser: Tabs) {
    this.#browser = browser;
  }

  /** Begins to take part. */
  start(): void {
    const { locks, openChannel } = this.#browser;
    const { signal } = this.#end;
    if (locks) {
      const hold = () => {
        this.#isHolder = true;
        return new Promise<void>(release =>
          signal.addEventListener('abort', () => release()),
        );
      };
      // It is waited for until the tab that has it is closed.
      locks.request(NAME, { signal }, hold).catch(() => {});
    } else if (openChannel) {
      this.#channel = openChannel(NAME);
      this.#channel.onmessage = ({ data }) => this.#hear(data as Claim);
    }
  }

  /** Lets the other tabs speak. */
  stop(): void {
    this.#end.abort();
    this.#isHolder = false;
    this.#channel?.close();
  }

  /** Whether this is the tab that speaks of something. */
  async speaks(key: string): Promise<boolean> {
    if (this.#browser.locks) {
      return this.#isHolder;
    }
    if (!this.#channel) {
      return true;
    }
    if (this.#ranks.has(key)) {
      return false;
    }
    const rank = this.#browser.random();
    this.#ranks.set(key, rank);
    this.#channel.postMessage({ key, rank });
    await new Promise<void>(resolve => this.#browser.after(GATHER, resolve));
    const wins = this.#ranks.get(key) === rank;
    if (wins) {
      this.#ranks.set(key, TAKEN);
    }
    return wins;
  }

  #hear({ key, rank }: Claim): void {
    const own = this.#ranks.get(key);
    if (own === undefined || own > rank) {
      // A lower one than ours, or another tab has heard of it before us.
      this.#ranks.set(key, rank);
    } else if (rank !== TAKEN) {
      this.#channel?.postMessage({ key, rank: own });
    }
  }
}
