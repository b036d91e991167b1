import type {
  Notification,
  NotificationPreferences,
} from '@callboard/plugin-callboard-common';
import { newNotification } from '../__testUtils__/newNotification';
import type { Browser, Spoken } from './Browser';
import { PAUSE, Speaker, type Wishes } from './Speaker';

const SPOKEN = 'work_item.assigned';

/** A browser whose time stands still until a test lets it pass. */
class StoppedBrowser {
  time = Date.parse('2026-11-20T12:00:00.000Z');
  permission: ReturnType<Browser['permission']> = 'granted';
  readonly shown: Spoken[] = [];
  sounds = 0;
  #waiting: Array<{ at: number; run: () => void }> = [];

  readonly browser = {
    now: () => this.time,
    random: () => 0,
    after: (milliseconds: number, run: () => void) => {
      const one = { at: this.time + milliseconds, run };
      this.#waiting.push(one);
      return () => {
        this.#waiting = this.#waiting.filter(other => other !== one);
      };
    },
    permission: () => this.permission,
    show: (spoken: Spoken) => this.shown.push(spoken),
    playSound: () => {
      this.sounds += 1;
    },
  } as unknown as Browser;

  pass(milliseconds: number): void {
    this.time += milliseconds;
    const due = this.#waiting.filter(({ at }) => at <= this.time);
    this.#waiting = this.#waiting.filter(({ at }) => at > this.time);
    due.forEach(({ run }) => run());
  }
}

function preferencesWith(
  given: Partial<NotificationPreferences> = {},
): NotificationPreferences {
  const typeOf = (type: string, browser: boolean) => ({
    type,
    label: type,
    is_mandatory: false,
    channels: { bell: true, email: true, browser, digest: true },
  });
  return {
    types: [typeOf(SPOKEN, true), typeOf('work_item.commented', false)],
    digest: { frequency: 'off', at: '08:00', weekday: 1 },
    timezone: 'UTC',
    quiet_hours: null,
    ...given,
  };
}

function speakerWith(isTheOne = true) {
  const stopped = new StoppedBrowser();
  const opened: Array<string | undefined> = [];
  const wishes: Wishes = {
    choice: { notifications: true, sound: true },
    preferences: async () => preferencesWith(),
    severalText: count => `${count} new`,
    open: item => opened.push(item?.title),
  };
  const speaker = new Speaker(
    stopped.browser,
    { speaks: async () => isTheOne },
    () => wishes,
  );
  const hear = async (...given: Partial<Notification>[]) => {
    await speaker.hear(
      given.map(each => newNotification({ type: SPOKEN, ...each })),
    );
    stopped.pass(0);
  };
  const titles = () => stopped.shown.map(({ title }) => title);
  return { stopped, speaker, wishes, hear, titles, opened };
}

describe('the speaker', () => {
  it('shows one with its words, plays the sound, and opens it by a click', async () => {
    const { stopped, hear, opened } = speakerWith();
    await hear({ title: 'Assigned to PAY-42', body: 'Fix rounding' });
    expect(stopped.shown).toMatchObject([
      { title: 'Assigned to PAY-42', body: 'Fix rounding' },
    ]);
    expect(stopped.sounds).toBe(1);
    stopped.shown[0].onClick();
    expect(opened).toEqual(['Assigned to PAY-42']);
  });

  it('sums up what comes soon after, once the pause is over', async () => {
    const { stopped, hear, titles, opened } = speakerWith();
    await hear({ title: 'One' });
    await hear({ title: 'Two' });
    stopped.pass(PAUSE / 2);
    await hear({ title: 'Three' }, { title: 'Four' });
    expect(titles()).toEqual(['One']);
    stopped.pass(PAUSE / 2);
    expect(titles()).toEqual(['One', '3 new']);
    expect(stopped.sounds).toBe(2);
    stopped.shown[1].onClick();
    expect(opened).toEqual([undefined]);
  });

  it('leaves out the types that the person does not want there, and unknown ones', async () => {
    const { stopped, hear, titles } = speakerWith();
    await hear({ type: 'work_item.commented' }, { type: 'constructor' });
    expect(stopped.sounds).toBe(0);
    await hear({ type: 'work_item.commented' }, { title: 'Wanted' });
    expect(titles()).toEqual(['Wanted']);
  });

  it('is silent in another tab, in quiet hours, and where it is not known whether it may speak', async () => {
    const other = speakerWith(false);
    await other.hear({});
    expect(other.stopped.sounds).toBe(0);
    const { stopped, wishes, hear } = speakerWith();
    wishes.preferences = async () =>
      preferencesWith({ quiet_hours: { from: '11:00', to: '13:00' } });
    await hear({});
    wishes.preferences = async () => undefined;
    await hear({});
    expect(stopped.sounds).toBe(0);
  });

  it('does what the person wants by the time it speaks', async () => {
    const { stopped, wishes, hear, titles } = speakerWith();
    await hear({ title: 'One' });
    await hear({ title: 'Two' });
    wishes.choice = { notifications: true, sound: false };
    stopped.pass(PAUSE);
    expect(titles()).toEqual(['One', 'Two']);
    expect(stopped.sounds).toBe(1);
  });

  it('plays the sound alone where the browser blocks notifications', async () => {
    const { stopped, hear, titles } = speakerWith();
    stopped.permission = 'denied';
    await hear({});
    expect(titles()).toEqual([]);
    expect(stopped.sounds).toBe(1);
  });

  it('says nothing any more once it is stopped', async () => {
    const { stopped, speaker, wishes, hear } = speakerWith();
    await hear({ title: 'One' });
    await hear({ title: 'Two' });
    speaker.stop();
    stopped.pass(PAUSE);
    expect(stopped.shown).toHaveLength(1);
    let answer: (found: NotificationPreferences) => void = () => {};
    const late = speakerWith();
    late.wishes.preferences = () =>
      new Promise(resolve => {
        answer = resolve;
      });
    const heard = late.hear({});
    await Promise.resolve();
    await Promise.resolve();
    late.speaker.stop();
    answer((await wishes.preferences()) as NotificationPreferences);
    await heard;
    expect(late.stopped.shown).toHaveLength(0);
  });
});
