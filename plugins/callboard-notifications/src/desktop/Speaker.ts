import type {
  Notification,
  NotificationPreferences,
} from '@callboard/plugin-callboard-common';
import type { Browser } from './Browser';
import type { BrowserChoice } from './BrowserChoice';
import { isQuiet } from './isQuiet';
import type { OneTab } from './OneTab';

/** The minimum time between notifications, in milliseconds. */
export const PAUSE = 10_000;

/** The person's preferences for desktop notifications. */
export interface SpeakerOptions {
  choice: BrowserChoice;
  /** The current preferences: another tab may have changed them. */
  preferences: () => Promise<NotificationPreferences | undefined>;
  /** The text for several notifications at once. */
  severalText: (count: number) => string;
  /** Opens a notification, or the page with all. */
  open: (item: Notification | undefined) => void;
}

/**
 * Shows browser notifications and plays the sound, if the person wants them: in one tab, and not in
 * quiet hours. Notifications that follow soon after another are shown later, together.
 */
export class Speaker {
  readonly #browser: Browser;
  readonly #tab: Pick<OneTab, 'shouldShow'>;
  readonly #getOptions: () => SpeakerOptions;
  #waiting: Notification[] = [];
  #quietUntil = -Infinity;
  #cancel: (() => void) | undefined;
  #isStopped = false;

  /** @param getOptions - called for each batch: preferences may change while notifications wait */
  constructor(
    browser: Browser,
    tab: Pick<OneTab, 'shouldShow'>,
    getOptions: () => SpeakerOptions,
  ) {
    this.#browser = browser;
    this.#tab = tab;
    this.#getOptions = getOptions;
  }

  /** Notifies the person of new notifications. */
  async hear(news: readonly Notification[]): Promise<void> {
    const [first] = news;
    if (!first || !(await this.#tab.shouldShow(`${first.id} ${first.count}`))) {
      return;
    }
    const preferences = await this.#getOptions().preferences();
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

  /** Drops pending notifications. */
  stop(): void {
    this.#isStopped = true;
    this.#cancel?.();
    this.#cancel = undefined;
    this.#waiting = [];
  }

  #speakSoon(): void {
    if (!this.#cancel) {
      const wait = Math.max(0, this.#quietUntil - this.#browser.now());
      this.#cancel = this.#browser.schedule(wait, () => this.#speak());
    }
  }

  #speak(): void {
    const { choice, severalText, open } = this.#getOptions();
    const items = this.#waiting;
    this.#waiting = [];
    this.#cancel = undefined;
    this.#quietUntil = this.#browser.now() + PAUSE;
    if (choice.notifications && this.#browser.getPermission() === 'granted') {
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
