import { Page } from 'playwright-core';
import { flawsOf } from './harness/looks';
import { onStage } from './harness/onStage';
import { dayOf, fill, runningTimer, startOfTimer, timer } from './harness/time';
import { makeItem, pathOf, projectWith } from './harness/work';

/** The item that what is looked at is about. */
const TITLE =
  'Keep the receipts of refunds that were paid in several currencies at once';

/** Longer ago than the weeks that the people of the demo have submitted. */
const WEEKS_AGO = 20;

const WEEK = `/my-time?week=${dayOf(WEEKS_AGO)}`;

/** Opens something by a key or click, unless a page that is drawn anew has kept it. */
async function opened(
  page: Page,
  name: string,
  open: () => Promise<unknown>,
): Promise<void> {
  const dialog = page.getByRole('dialog', { name });
  await startOfTimer(page)
    .or(page.getByRole('group', { name: 'Timer' }))
    .or(dialog)
    .first()
    .waitFor();
  if (!(await dialog.isVisible())) {
    await open();
    await dialog.waitFor();
  }
}

describe("somebody's own time", () => {
  it(
    'is well in light, dark and narrow',
    onStage(async stage => {
      const project = await projectWith(stage, 'search=payments-api');
      const item = await makeItem(stage, pathOf(project), { title: TITLE });
      const cells = [0, 1, 4].map(day => ({
        work_item_id: item.id,
        date: dayOf(WEEKS_AGO, day),
        minutes: 75,
      }));
      expect(await fill(stage, 'alex.admin', dayOf(WEEKS_AGO), cells)).toBe(
        200,
      );
      const page = await stage.signInAs('alex.admin');
      const looks: Record<
        string,
        [
          path: string,
          loaded: (page: Page) => Promise<unknown>,
          within?: string,
        ]
      > = {
        week: [WEEK, () => page.getByRole('link', { name: TITLE }).waitFor()],
        'empty week': [
          `/my-time?week=${dayOf(-40)}`,
          () => page.getByText('No time in this week yet').waitFor(),
        ],
        day: [
          `/my-time?view=day&date=${dayOf(WEEKS_AGO)}`,
          () => page.getByText(TITLE).first().waitFor(),
        ],
        'quick log': [
          WEEK,
          async () => {
            await opened(page, 'Log time', () => page.keyboard.press('l'));
            const line = page.getByRole('dialog').getByRole('textbox');
            await line.fill(`${item.identifier} 1h30 review`);
            await page.getByRole('dialog').getByText('1h 30m').waitFor();
            await page.getByRole('dialog').getByText(TITLE).waitFor();
          },
          '[role=dialog]',
        ],
        'start of a timer': [
          '/projects',
          () => opened(page, 'Start a timer', () => startOfTimer(page).click()),
          '[role=dialog]',
        ],
      };
      const flaws: string[] = [];
      for (const [title, [path, loaded, within]] of Object.entries(looks)) {
        flaws.push(
          ...(await flawsOf(page, {
            title,
            path,
            loaded,
            within,
            fullPage: false,
          })),
        );
      }
      await timer(stage, 'alex.admin', 'PUT', { work_item_id: item.id });
      flaws.push(
        ...(await flawsOf(page, {
          title: 'timer',
          path: '/projects',
          loaded: () =>
            opened(page, 'Timer', () => runningTimer(page, item).click()),
          within: '[role=dialog]',
          fullPage: false,
        })),
      );
      await timer(stage, 'alex.admin', 'DELETE');
      expect(flaws).toEqual([]);
    }),
    180_000,
  );
});
