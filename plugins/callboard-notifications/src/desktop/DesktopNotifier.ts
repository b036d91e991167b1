import type {
  Notification,
  NotificationPreferences,
} from '@callboard/plugin-callboard-common';
import { useRouteRef, useTranslationRef } from '@backstage/frontend-plugin-api';
import { toCountParams } from '@callboard/plugin-callboard-react';
import { useCallback, useContext, useEffect, useRef } from 'react';
import { useNavigate } from 'react-router-dom';
import {
  openTarget,
  usePatchNotifications,
} from '../data/useNotificationActions';
import { useCurrentPreferences } from '../data/usePreferences';
import { notificationsRouteRef } from '../routes';
import { callboardNotificationsTranslationRef } from '../translation';
import { type Browser, BrowserContext } from './Browser';
import { type BrowserChoice, useBrowserChoice } from './useBrowserChoice';
import { TabCoordinator } from './TabCoordinator';

/** Formats a time of the day in a zone, `HH:MM`. */
function formatTimeOfDay(timeZone: string, now: Date): string {
  return new Intl.DateTimeFormat('en-GB', {
    timeZone,
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).format(now);
}

/** Whether a time is within the person's quiet hours, which may cross midnight. */
export function isQuiet(
  { quiet_hours, timezone }: NotificationPreferences,
  now: Date,
): boolean {
  if (!quiet_hours) {
    return false;
  }
  const { from, to } = quiet_hours;
  const time = formatTimeOfDay(timezone, now);
  return from <= to ? time >= from && time < to : time >= from || time < to;
}

/** The minimum time between desktop notifications, in milliseconds. */
export const MIN_PAUSE_MS = 10_000;

export interface DesktopNotifierOptions {
  choice: BrowserChoice;
  /** Loads the current preferences, because another tab may have changed them. */
  loadPreferences: () => Promise<NotificationPreferences | undefined>;
  getSummary: (count: number) => string;
  /** Opens a notification, or the notifications page if none is given. */
  open: (item: Notification | undefined) => void;
}

/**
 * Shows browser notifications and plays a sound, depending on what the person has turned on. Does
 * so in only one tab, and not in quiet hours. A minimum pause follows each announcement;
 * notifications that arrive during the pause are announced together at its end.
 */
export class DesktopNotifier {
  #pending: Notification[] = [];
  /** The end of the pause, in milliseconds since 1970. */
  #pausedUntil = -Infinity;
  #cancelShow: (() => void) | undefined;
  #isStopped = false;

  constructor(
    private readonly browser: Browser,
    private readonly tab: Pick<TabCoordinator, 'shouldShow'>,
    /** Called whenever options are needed, because they may change during a pause. */
    private readonly getOptions: () => DesktopNotifierOptions,
  ) {}

  /** Shows new notifications: at once, or after the minimum pause. */
  async notify(items: readonly Notification[]): Promise<void> {
    const [first] = items;
    // The key contains the count, because a repeated notification is shown again.
    if (!first || !(await this.tab.shouldShow(`${first.id} ${first.count}`))) {
      return;
    }
    const preferences = await this.getOptions().loadPreferences();
    if (
      this.#isStopped ||
      !preferences ||
      isQuiet(preferences, new Date(this.browser.now()))
    ) {
      return;
    }
    const browserTypes = new Set(
      preferences.types
        .filter(({ channels }) => channels.browser)
        .map(({ type }) => type),
    );
    const selected = items.filter(({ type }) => browserTypes.has(type));
    if (selected.length > 0) {
      this.#pending.push(...selected);
      this.#schedule();
    }
  }

  stop(): void {
    this.#isStopped = true;
    this.#cancelShow?.();
    this.#cancelShow = undefined;
    this.#pending = [];
  }

  #schedule(): void {
    if (!this.#cancelShow) {
      const waitMs = Math.max(0, this.#pausedUntil - this.browser.now());
      this.#cancelShow = this.browser.schedule(waitMs, () => this.#show());
    }
  }

  #show(): void {
    const { choice, getSummary, open } = this.getOptions();
    const items = this.#pending;
    this.#pending = [];
    this.#cancelShow = undefined;
    this.#pausedUntil = this.browser.now() + MIN_PAUSE_MS;
    if (choice.notifications && this.browser.getPermission() === 'granted') {
      const single = items.length === 1 ? items[0] : undefined;
      this.browser.show({
        title: single?.title ?? getSummary(items.length),
        body: single?.body ?? undefined,
        tag: single?.id ?? 'callboard',
        onClick: () => open(single),
      });
    }
    if (choice.sound) {
      this.browser.playSound();
    }
  }
}

export function useDesktopNotifier(): (items: readonly Notification[]) => void {
  const { t } = useTranslationRef(callboardNotificationsTranslationRef);
  const browser = useContext(BrowserContext);
  const [choice] = useBrowserChoice();
  const isOn = choice.notifications || choice.sound;
  const loadPreferences = useCurrentPreferences();
  const navigate = useNavigate();
  const getPageHref = useRouteRef(notificationsRouteRef);
  const patchNotifications = usePatchNotifications();
  const notifier = useRef<DesktopNotifier>();
  const options: DesktopNotifierOptions = {
    choice,
    loadPreferences,
    getSummary: count => t('bell.several', toCountParams(count)),
    open: item => {
      if (item) {
        void patchNotifications([item], { is_read: true }).catch(() => {});
      }
      if (!openTarget(item?.target_url, navigate) && getPageHref) {
        navigate(getPageHref());
      }
    },
  };
  const latestOptions = useRef(options);
  latestOptions.current = options;

  useEffect(() => {
    if (!isOn) {
      return undefined;
    }
    const tab = new TabCoordinator(browser);
    const newNotifier = new DesktopNotifier(
      browser,
      tab,
      () => latestOptions.current,
    );
    tab.start();
    notifier.current = newNotifier;
    return () => {
      notifier.current = undefined;
      newNotifier.stop();
      tab.stop();
    };
  }, [browser, isOn]);

  return useCallback(items => void notifier.current?.notify(items), []);
}
