import type {
  Notification,
  NotificationPreferences,
} from '@callboard/plugin-callboard-common';
import type { Browser } from './Browser';
import type { BrowserChoice } from './BrowserChoice';
import { isQuiet } from './isQuiet';
import type { OneTab } from './OneTab';

/** It speaks at most once in this time, in milliseconds. */
export const PAUSE = 10_000;

/** How the person wants to hear of what is new. */
export interface DesktopPreferences {
  choice: BrowserChoice;
  /** As they are now: another tab may have changed them. */
  preferences: () => Promise<NotificationPreferences | undefined>;
  /** What is said of several at once. */
  severalText: (count: number) => string;
  /** Opens one of them, or the page with all. */
  open: (item: Notification | undefined) => void;
}

/**
 * Shows notifications of the browser and plays the sound, for those who want it:
 * in one tab, and not in quiet hours. What comes soon after something that was told
 * is told later, together.
 */
export class Speaker {
  readonly #browser: Browser;
  readonly #tab: Pick<OneTab, 'speaks'>;
  readonly #readPreferences: () => DesktopPreferences;
  #waiting: Notification[] = [];
  #quietUntil = -Infinity;
  #cancel: (() => void) | undefined;
  #isStopped = false;

  /** @param wishes - those of the moment: they change while something waits */
  constructor(
    browser: Browser,
    tab: Pick<OneTab, 'speaks'>,
    readPreferences: () => DesktopPreferences,
  ) {
    this.#browser = browser;
    this.#tab = tab;
    this.#readPreferences = readPreferences;
  }

  /** Lets the person know of what is new. */
  async hear(news: readonly Notification[]): Promise<void> {
    const [first] = news;
    if (!first || !(await this.#tab.speaks(`${first.id} ${first.count}`))) {
      return;
    }
    const preferences = await this.#readPreferences().preferences();
    if (
      this.#isStopped ||
      !preferences ||
      isQuiet(preferences, new Date(this.#browser.now()))
    ) {
      return;
    }
    const spoken = new Set(
      preferences.types
        .filter(({ channels }) => channels.browser)
        .map(({ type }) => type),
    );
    const selected = news.filter(({ type }) => spoken.has(type));
    if (selected.length > 0) {
      this.#waiting.push(...selected);
      this.#speakSoon();
    }
  }

  /** Forgets what has not been told yet. */
  stop(): void {
    this.#isStopped = true;
    this.#cancel?.();
    this.#cancel = undefined;
    this.#waiting = [];
  }

  #speakSoon(): void {
    if (!this.#cancel) {
      const wait = Math.max(0, this.#quietUntil - this.#browser.now());
      this.#cancel = this.#browser.after(wait, () => this.#speak());
    }
  }

  #speak(): void {
    const { choice, severalText, open } = this.#readPreferences();
    const items = this.#waiting;
    this.#waiting = [];
    this.#cancel = undefined;
    this.#quietUntil = this.#browser.now() + PAUSE;
    if (choice.notifications && this.#browser.permission() === 'granted') {
      const [one] = items.length === 1 ? items : [];
      this.#browser.show({
        title: one?.title ?? severalText(items.length),
        body: one?.body ?? undefined,
        tag: one?.id ?? 'callboard',
        onClick: () => open(one),
      });
    }
    if (choice.sound) {
      this.#browser.playSound();
    }
  }
}
