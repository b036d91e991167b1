import { Page } from 'playwright-core';
import { goWithin, PageState } from '../harness/pageStates';
import { withPortal } from '../harness/withPortal';
import { PageGroup } from '../harness/pageGroup';
import { adminPages, workPages } from '../harness/pages';

/** Delays the responses of Callboard; returns a function that sends them. */
async function delayResponses(page: Page): Promise<() => Promise<void>> {
  let send = () => {};
  const isSent = new Promise<void>(resolve => {
    send = resolve;
  });
  await page.route('**/api/callboard/**', async route => {
    await isSent;
    await route.continue().catch(() => {});
  });
  return async () => {
    send();
    await page.unrouteAll({ behavior: 'ignoreErrors' });
  };
}

/**
 * Opens a page in a loaded app; returns whether its skeleton shows or, if it needs no data, the
 * page itself.
 */
async function isSomethingShown(
  page: Page,
  pageState: PageState,
): Promise<boolean> {
  await page.goto('/settings');
  await page.getByText('Pin Sidebar').waitFor();
  const sendResponses = await delayResponses(page);
  await goWithin(page, pageState.path);
  const skeleton = page.getByRole('status', { name: 'Loading' }).first();
  const isShown = await Promise.any([
    skeleton.waitFor(),
    pageState.waitUntilLoaded(page),
  ]).then(
    () => true,
    () => false,
  );
  await sendResponses();
  return isShown;
}

const groups = [...adminPages, ...workPages].map(
  group => [group.title, group] as const,
);

describe('page loading state', () => {
  it.each(groups)(
    'shows a skeleton until the data arrive, on %s',
    withPortal(async (session, _: string, group: PageGroup) => {
      const pageStates = await group.prepare(session);
      try {
        const page = await session.signInAs(group.person, {
          path: '/settings',
        });
        const blank: string[] = [];
        // Dialogs open over pages that have loaded.
        for (const pageState of pageStates.filter(({ within }) => !within)) {
          if (!(await isSomethingShown(page, pageState)))
            blank.push(pageState.title);
        }
        expect(blank).toEqual([]);
      } finally {
        await group.tidyUp?.(session);
      }
    }),
  );
});
