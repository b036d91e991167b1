import { Page } from 'playwright-core';
import { eventually } from './harness/eventually';
import { onStage } from './harness/onStage';
import { Stage } from './harness/Stage';
import { makeItem, pathOf, projectWith, WORK, WORKSPACE } from './harness/work';

/** After the portal has started, the first browser waits so long for a socket. */
const SOCKET_MS = 30_000;

const bell = (page: Page) =>
  page.getByRole('button', { name: /^Notifications/ });

/** How many are unread, as the bell says. */
async function unreadOf(page: Page): Promise<number> {
  const name = await bell(page).getAttribute('aria-label');
  return Number(/\d[\d,]*/.exec(name ?? '')?.[0].replace(/,/g, '') ?? 0);
}

/** Announces something to the members of the workspace, as alex. */
async function announce(
  stage: Stage,
  title: string,
  target_url?: string,
): Promise<void> {
  const response = await stage.api('alex.admin', `${WORKSPACE}/announcements`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      title,
      target_url,
      to: { refs: ['user:default/max.member'] },
    }),
  });
  expect(response.status).toBe(202);
}

/**
 * Waits until each page hears of news. Until its socket is open, a page hears of
 * them only when it asks by itself.
 */
async function untilTheyHear(stage: Stage, pages: Page[]): Promise<void> {
  let told = 0;
  await eventually(async () => {
    const before = await Promise.all(pages.map(unreadOf));
    told += 1;
    await announce(stage, `Wake up ${told}`);
    await pages[0].waitForTimeout(1_000);
    expect(await Promise.all(pages.map(unreadOf))).toEqual(
      before.map(count => count + 1),
    );
  }, SOCKET_MS);
}

/** Notes in a page what it shows and plays instead of doing it. */
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

describe('the bell', () => {
  it(
    'shows in every tab, without a reload, what somebody else has done, and leads to it',
    onStage(async stage => {
      const project = await projectWith(stage, 'search=payments-api');
      const title = `Refunds of ${Date.now()} lose cents`;
      const item = await makeItem(stage, pathOf(project), { title });
      const page = await stage.signInAs('max.member', { path: '/catalog' });
      // The catalog is not ours: the bell is on every page of the portal.
      await bell(page).waitFor();
      expect(await bell(page).count()).toBe(1);
      const other = await page.context().newPage();
      await other.goto('/my-work');
      await bell(other).waitFor();
      await untilTheyHear(stage, [page, other]);
      const before = await unreadOf(page);
      await announce(stage, `Look at ${title}`, `${WORK}?item=${item.id}`);
      await eventually(async () => {
        expect(await unreadOf(page)).toBe(before + 1);
        expect(await unreadOf(other)).toBe(before + 1);
      }, 5_000);
      await bell(page).click();
      await page.getByRole('link', { name: `Look at ${title}` }).click();
      await page.getByRole('dialog', { name: 'Work item' }).waitFor();
      expect(page.url()).toContain(`item=${item.id}`);
      // It counts as read in the other tab, too.
      await eventually(async () => expect(await unreadOf(other)).toBe(before));
      await page.keyboard.press('Escape');
      await page.keyboard.press('g');
      await page.keyboard.press('n');
      await page
        .getByRole('row')
        .filter({ hasText: `Look at ${title}` })
        .waitFor();
    }),
  );

  it(
    'speaks in one tab of many where the person wants that, and in the next once that is closed',
    onStage(async stage => {
      const page = await stage.signInAs('max.member', { path: '/my-work' });
      const context = page.context();
      await context.addInitScript(recordWhatIsSpoken);
      await page.goto('/notifications/preferences');
      const other = await context.newPage();
      await other.goto('/my-work');
      const tabs = [page, other];
      for (const tab of tabs) {
        await bell(tab).waitFor();
      }
      await untilTheyHear(stage, tabs);
      const hear = async (title: string, listening: Page[]) => {
        const before = await unreadOf(listening[0]);
        await announce(stage, title);
        await eventually(async () => {
          for (const tab of listening) {
            expect(await unreadOf(tab)).toBe(before + 1);
          }
        }, SOCKET_MS);
      };
      await hear('Nobody wanted this aloud', tabs);
      for (const words of [/^Show notifications outside/, /^Play a sound/]) {
        await page.getByRole('checkbox', { name: words }).click();
        await page
          .getByRole('checkbox', { name: words, checked: true })
          .waitFor();
      }
      await page.getByRole('status').getByText('Saved').waitFor();
      const spokenIn = () =>
        Promise.all(
          tabs.map(tab => tab.evaluate(() => (window as any).spoken)),
        );
      const title = `Aloud at ${Date.now()}`;
      await hear(title, tabs);
      await eventually(async () =>
        expect((await spokenIn()).flat().sort()).toEqual([title, '♪'].sort()),
      );
      // Who opens the portal next waits for their turn.
      const [first] = await spokenIn();
      const speaking = first.length > 0 ? page : other;
      await speaking.close();
      const left = tabs.filter(tab => tab !== speaking);
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
