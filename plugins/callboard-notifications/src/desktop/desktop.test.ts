import type {
  Notification,
  NotificationPreferences,
} from '@callboard/plugin-callboard-common';
import { createExampleNotification } from '../__testUtils__/NotificationServer';
import type { Browser, DesktopNotification, TabChannel } from './Browser';
import { TabCoordinator } from './TabCoordinator';
import {
  MIN_PAUSE_MS,
  DesktopNotifier,
  type DesktopNotifierOptions,
  isQuiet,
} from './DesktopNotifier';

describe('active tab for desktop notifications', () => {
  type TabApis = Pick<
    Browser,
    'locks' | 'openChannel' | 'getRandom' | 'schedule'
  >;

  /** Runs callbacks after the messages of the other tabs, regardless of the requested delay. */
  const schedule = (_: number, run: () => void) => {
    const timer = setTimeout(run, 5);
    return () => clearTimeout(timer);
  };

  /** Locks that all tabs share: one tab has the lock, and the other tabs wait. */
  function createSharedLocks(): NonNullable<Browser['locks']> {
    let free = Promise.resolve();
    return {
      request(_name, _options, callback) {
        const turn = free.then(callback);
        free = turn.then(() => {});
        return turn;
      },
    };
  }

  /** A channel that delivers each message to the other tabs. */
  function createSharedChannel(): () => TabChannel {
    const channels: TabChannel[] = [];
    return () => {
      const channel: TabChannel = {
        onmessage: null,
        postMessage: message =>
          setTimeout(() =>
            channels
              .filter(other => other !== channel)
              .forEach(other =>
                other.onmessage?.({ data: message } as MessageEvent),
              ),
          ),
        close: () => channels.splice(channels.indexOf(channel), 1),
      };
      channels.push(channel);
      return channel;
    };
  }

  function createTabs(
    count: number,
    shared: Partial<TabApis>,
  ): TabCoordinator[] {
    return Array.from({ length: count }, (_, number) => {
      const tab = new TabCoordinator({
        locks: undefined,
        openChannel: undefined,
        getRandom: () => (number + 3) / 10,
        schedule,
        ...shared,
      });
      tab.start();
      return tab;
    });
  }

  const listActiveTabs = async (tabs: TabCoordinator[], key: string) => {
    const answers = await Promise.all(tabs.map(tab => tab.shouldShow(key)));
    return answers.flatMap((isActive, number) => (isActive ? number : []));
  };

  it('selects the tab that has the lock, and another tab after that tab closes', async () => {
    const tabs = createTabs(3, { locks: createSharedLocks() });
    await new Promise(resolve => setTimeout(resolve));
    expect(await listActiveTabs(tabs, 'a')).toEqual([0]);
    tabs[0].stop();
    await new Promise(resolve => setTimeout(resolve));
    expect(await listActiveTabs(tabs, 'b')).toEqual([1]);
  });

  it('selects one tab by messages when the browser has no locks, even if another tab asks later', async () => {
    const tabs = createTabs(4, { openChannel: createSharedChannel() });
    const [late, ...first] = [...tabs].reverse();
    expect(await listActiveTabs(first, 'a')).toHaveLength(1);
    expect(await listActiveTabs([late], 'a')).toEqual([]);
    expect(await listActiveTabs(tabs, 'b')).toHaveLength(1);
    tabs.forEach(tab => tab.stop());
  });

  it('selects every tab when tabs can neither lock nor exchange messages', async () => {
    expect(await listActiveTabs(createTabs(2, {}), 'a')).toEqual([0, 1]);
  });
});

describe('desktop notifications', () => {
  const ENABLED_TYPE = 'work_item.assigned';

  /** A browser with a clock that tests advance. */
  class FakeBrowser {
    time = Date.parse('2026-11-20T12:00:00.000Z');
    permission: ReturnType<Browser['getPermission']> = 'granted';
    readonly shown: DesktopNotification[] = [];
    sounds = 0;
    #waiting: Array<{ at: number; run: () => void }> = [];

    readonly browser = {
      now: () => this.time,
      getRandom: () => 0,
      schedule: (milliseconds: number, run: () => void) => {
        const timer = { at: this.time + milliseconds, run };
        this.#waiting.push(timer);
        return () => {
          this.#waiting = this.#waiting.filter(waiting => waiting !== timer);
        };
      },
      getPermission: () => this.permission,
      show: (notification: DesktopNotification) =>
        this.shown.push(notification),
      playSound: () => {
        this.sounds += 1;
      },
    } as unknown as Browser;

    advance(milliseconds: number): void {
      this.time += milliseconds;
      const due = this.#waiting.filter(({ at }) => at <= this.time);
      this.#waiting = this.#waiting.filter(({ at }) => at > this.time);
      due.forEach(({ run }) => run());
    }
  }

  function createPreferences(
    overrides: Partial<NotificationPreferences> = {},
  ): NotificationPreferences {
    const createTypePreferences = (type: string, browser: boolean) => ({
      type,
      label: type,
      is_mandatory: false,
      channels: { bell: true, email: true, browser, digest: true },
    });
    return {
      types: [
        createTypePreferences(ENABLED_TYPE, true),
        createTypePreferences('work_item.commented', false),
      ],
      digest: { frequency: 'off', at: '08:00', weekday: 1 },
      timezone: 'UTC',
      quiet_hours: null,
      ...overrides,
    };
  }

  function createNotifier(isActiveTab = true) {
    const fake = new FakeBrowser();
    const opened: Array<string | undefined> = [];
    const options: DesktopNotifierOptions = {
      choice: { notifications: true, sound: true },
      loadPreferences: async () => createPreferences(),
      getSummary: count => `${count} new`,
      open: item => opened.push(item?.title),
    };
    const notifier = new DesktopNotifier(
      fake.browser,
      { shouldShow: async () => isActiveTab },
      () => options,
    );
    const notify = async (...notifications: Partial<Notification>[]) => {
      await notifier.notify(
        notifications.map(each =>
          createExampleNotification({ type: ENABLED_TYPE, ...each }),
        ),
      );
      fake.advance(0);
    };
    const listTitles = () => fake.shown.map(({ title }) => title);
    return { fake, notifier, options, notify, listTitles, opened };
  }

  it('shows title and body, plays the sound and opens the notification on click', async () => {
    const { fake, notify, opened } = createNotifier();
    await notify({ title: 'Assigned to PAY-42', body: 'Fix rounding' });
    expect(fake.shown).toMatchObject([
      { title: 'Assigned to PAY-42', body: 'Fix rounding' },
    ]);
    expect(fake.sounds).toBe(1);
    fake.shown[0].onClick();
    expect(opened).toEqual(['Assigned to PAY-42']);
  });

  it('groups notifications that arrive during the pause into one summary', async () => {
    const { fake, notify, listTitles, opened } = createNotifier();
    await notify({ title: 'One' });
    await notify({ title: 'Two' });
    fake.advance(MIN_PAUSE_MS / 2);
    await notify({ title: 'Three' }, { title: 'Four' });
    expect(listTitles()).toEqual(['One']);
    fake.advance(MIN_PAUSE_MS / 2);
    expect(listTitles()).toEqual(['One', '3 new']);
    expect(fake.sounds).toBe(2);
    fake.shown[1].onClick();
    expect(opened).toEqual([undefined]);
  });

  it('omits types that the user turned off and unknown types', async () => {
    const { fake, notify, listTitles } = createNotifier();
    await notify({ type: 'work_item.commented' }, { type: 'constructor' });
    expect(fake.sounds).toBe(0);
    await notify({ type: 'work_item.commented' }, { title: 'Wanted' });
    expect(listTitles()).toEqual(['Wanted']);
  });

  it('shows nothing in inactive tabs, in quiet hours or without loaded preferences', async () => {
    const other = createNotifier(false);
    await other.notify({});
    expect(other.fake.sounds).toBe(0);
    const { fake, options, notify } = createNotifier();
    options.loadPreferences = async () =>
      createPreferences({ quiet_hours: { from: '11:00', to: '13:00' } });
    await notify({});
    options.loadPreferences = async () => undefined;
    await notify({});
    expect(fake.sounds).toBe(0);
  });

  it('applies the preferences that are current when the pause ends', async () => {
    const { fake, options, notify, listTitles } = createNotifier();
    await notify({ title: 'One' });
    await notify({ title: 'Two' });
    options.choice = { notifications: true, sound: false };
    fake.advance(MIN_PAUSE_MS);
    expect(listTitles()).toEqual(['One', 'Two']);
    expect(fake.sounds).toBe(1);
  });

  it('plays only the sound when the browser blocks notifications', async () => {
    const { fake, notify, listTitles } = createNotifier();
    fake.permission = 'denied';
    await notify({});
    expect(listTitles()).toEqual([]);
    expect(fake.sounds).toBe(1);
  });

  it('shows nothing after it is stopped', async () => {
    const { fake, notifier, options, notify } = createNotifier();
    await notify({ title: 'One' });
    await notify({ title: 'Two' });
    notifier.stop();
    fake.advance(MIN_PAUSE_MS);
    expect(fake.shown).toHaveLength(1);
    let answer: (found: NotificationPreferences) => void = () => {};
    const late = createNotifier();
    late.options.loadPreferences = () =>
      new Promise(resolve => {
        answer = resolve;
      });
    const handled = late.notify({});
    await Promise.resolve();
    await Promise.resolve();
    late.notifier.stop();
    answer((await options.loadPreferences()) as NotificationPreferences);
    await handled;
    expect(late.fake.shown).toHaveLength(0);
  });
});

describe('isQuiet', () => {
  const createQuietHours = (from: string, to: string) => ({
    types: [],
    digest: { frequency: 'off' as const, at: '08:00', weekday: 1 },
    timezone: 'Asia/Tokyo',
    quiet_hours: { from, to },
  });

  // Tokyo is nine hours ahead of UTC.
  const toTime = (time: string) => new Date(`2026-11-20T${time}:00+09:00`);

  it.each([
    ['20:00', '07:00', '19:59', false],
    ['20:00', '07:00', '20:00', true],
    ['20:00', '07:00', '00:10', true],
    ['20:00', '07:00', '07:00', false],
    ['12:00', '13:00', '12:30', true],
    ['12:00', '13:00', '13:00', false],
  ])(
    'evaluates quiet hours from %s to %s at %s as %s',
    (from, to, time, quiet) => {
      expect(isQuiet(createQuietHours(from, to), toTime(time))).toBe(quiet);
    },
  );

  it('returns false without quiet hours', () => {
    expect(
      isQuiet({ ...createQuietHours('', ''), quiet_hours: null }, new Date()),
    ).toBe(false);
  });
});
