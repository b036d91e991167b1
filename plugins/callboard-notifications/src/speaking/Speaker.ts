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
export interface Wishes {
  choice: BrowserChoice;
  preferences: NotificationPreferences | undefined;
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
  #waiting: Notification[] = [];
  #quietUntil = -Infinity;
  #cancel: (() => void) | undefined;

  constructor(browser: Browser, tab: Pick<OneTab, 'speaks'>) {
    this.#browser = browser;
    this.#tab = tab;
  }

  /** Lets the person know of what is new. */
  async hear(news: readonly Notification[], wishes: Wishes): Promise<void> {
    const { choice, preferences } = wishes;
    if (
      (!choice.notifications && !choice.sound) ||
      !preferences ||
      isQuiet(preferences, new Date(this.#browser.now()))
    ) {
      return;
    }
    const wanted = news.filter(
      ({ type }) =>
        preferences.types.find(known => known.type === type)?.channels
          .browser ?? true,
    );
    const [first] = wanted;
    if (first && (await this.#tab.speaks(`${first.id} ${first.count}`))) {
      this.#waiting.push(...wanted);
      this.#speakSoon(wishes);
    }
  }

  /** Forgets what has not been told yet. */
  stop(): void {
    this.#cancel?.();
    this.#cancel = undefined;
    this.#waiting = [];
  }

  #speakSoon(wishes: Wishes): void {
    if (!this.#cancel) {
      const wait = Math.max(0, this.#quietUntil - this.#browser.now());
      this.#cancel = this.#browser.after(wait, () => this.#speak(wishes));
    }
  }

  #speak({ choice, severalText, open }: Wishes): void {
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
