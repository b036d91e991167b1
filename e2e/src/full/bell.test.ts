import { Page } from 'playwright-core';
import {
  announce,
  bell,
  readUnreadCount,
  untilTheyHear,
} from '../harness/bell';
import { eventually } from '../harness/eventually';
import { withPortal } from '../harness/withPortal';

/** Replaces notifications and sounds in a page with records of them. */
function recordWhatIsSpoken(): void {
  const spoken: string[] = [];
  class Shown {
    static readonly permission = 'granted';
    static readonly requestPermission = async () => 'granted';
    readonly close = () => {};
    constructor(title: string) {
      spoken.push(title);
    }
  }
  class Played {
    constructor() {
      spoken.push('♪');
      throw new Error('It has been noted');
    }
  }
  Object.assign(window, { spoken, Notification: Shown, AudioContext: Played });
}

describe('notification bell', () => {
  it(
    'shows a desktop notification in one tab only, and in the next when that tab closes',
    withPortal(async session => {
      const page = await session.signInAlone('max.member', {
        path: '/my-work',
      });
      const context = page.context();
      await context.addInitScript(recordWhatIsSpoken);
      await page.goto('/notifications/preferences');
      const other = await context.newPage();
      await other.goto('/my-work');
      const tabs = [page, other];
      for (const tab of tabs) {
        await bell(tab).waitFor();
      }
      await untilTheyHear(session, tabs);
      const hear = async (title: string, listening: Page[]) => {
        const before = await readUnreadCount(listening[0]);
        await announce(session, title);
        await eventually(async () => {
          for (const tab of listening) {
            expect(await readUnreadCount(tab)).toBe(before + 1);
          }
        });
      };
      await hear('Nobody wanted this aloud', tabs);
      for (const words of [/^Desktop notifications/, /^Sound/]) {
        await page.getByRole('checkbox', { name: words }).click();
        await page
          .getByRole('checkbox', { name: words, checked: true })
          .waitFor();
      }
      await page.getByRole('status').getByText('Saved').waitFor();
      const readSpoken = () =>
        Promise.all(
          tabs.map(tab => tab.evaluate(() => (window as any).spoken)),
        );
      const title = `Aloud at ${Date.now()}`;
      await hear(title, tabs);
      await eventually(async () =>
        expect((await readSpoken()).flat().sort()).toEqual([title, '♪'].sort()),
      );
      // Portals opened later queue for the lock.
      const [first] = await readSpoken();
      const desktop = first.length > 0 ? page : other;
      await desktop.close();
      const left = tabs.filter(tab => tab !== desktop);
      const last = `Aloud once more at ${Date.now()}`;
      await hear(last, left);
      await eventually(async () =>
        expect(await left[0].evaluate(() => (window as any).spoken)).toEqual([
          last,
          '♪',
        ]),
      );
    }),
  );
});
