import { Page } from 'playwright-core';
import {
  announce,
  getBell,
  readUnreadCount,
  waitForLiveUpdates,
} from '../harness/bell';
import { eventually } from '../harness/eventually';
import { withPortal } from '../harness/withPortal';

/**
 * Replaces `Notification` and `AudioContext` in a page with stubs that append the title, or ♪, to
 * `window.alerts`.
 */
function recordAlerts(): void {
  const alerts: string[] = [];
  class NotificationStub {
    static readonly permission = 'granted';
    static readonly requestPermission = async () => 'granted';
    readonly close = () => {};
    constructor(title: string) {
      alerts.push(title);
    }
  }
  class AudioContextStub {
    constructor() {
      alerts.push('♪');
      throw new Error('The test plays no sound');
    }
  }
  Object.assign(window, {
    alerts,
    Notification: NotificationStub,
    AudioContext: AudioContextStub,
  });
}

describe('notification bell', () => {
  it(
    'shows desktop notifications in one tab only, and in another tab after that tab closes',
    withPortal(async session => {
      const page = await session.signInAlone('max.member', {
        path: '/my-work',
      });
      const context = page.context();
      await context.addInitScript(recordAlerts);
      await page.goto('/notifications/preferences');
      const other = await context.newPage();
      await other.goto('/my-work');
      const tabs = [page, other];
      for (const tab of tabs) {
        await getBell(tab).waitFor();
      }
      await waitForLiveUpdates(session, tabs);
      const announceAndAwait = async (title: string, listening: Page[]) => {
        const before = await readUnreadCount(listening[0]);
        await announce(session, title);
        await eventually(async () => {
          for (const tab of listening) {
            expect(await readUnreadCount(tab)).toBe(before + 1);
          }
        });
      };
      await announceAndAwait('Before the user turns alerts on', tabs);
      for (const label of [/^Desktop notifications/, /^Sound/]) {
        await page.getByRole('checkbox', { name: label }).click();
        await page
          .getByRole('checkbox', { name: label, checked: true })
          .waitFor();
      }
      await page.getByRole('status').getByText('Saved').waitFor();
      const readAlerts = () =>
        Promise.all(
          tabs.map(tab => tab.evaluate(() => (window as any).alerts)),
        );
      const title = `First alert at ${Date.now()}`;
      await announceAndAwait(title, tabs);
      await eventually(async () =>
        expect((await readAlerts()).flat().sort()).toEqual([title, '♪'].sort()),
      );
      // One tab holds the Web Lock and shows alerts. The other waits for the lock. Either tab can be the first.
      const [first] = await readAlerts();
      const alertingTab = first.length > 0 ? page : other;
      await alertingTab.close();
      const remainingTabs = tabs.filter(tab => tab !== alertingTab);
      const lastTitle = `Second alert at ${Date.now()}`;
      await announceAndAwait(lastTitle, remainingTabs);
      await eventually(async () =>
        expect(
          await remainingTabs[0].evaluate(() => (window as any).alerts),
        ).toEqual([lastTitle, '♪']),
      );
    }),
  );
});
