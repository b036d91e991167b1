import { postActivity } from '../harness/activity';
import { eventually } from '../harness/eventually';
import { runAxe, takeScreenshot } from '../harness/pageStates';
import { withPortal } from '../harness/withPortal';
import { openMyActivity } from '../harness/sidebar';
import { Person } from '../harness/signIn';
import { readColumn } from '../harness/tracker';

const trackerPaths = [
  '/admin/activity',
  '/admin/activity/summary',
  '/admin/activity/export.xlsx',
];

describe('page access', () => {
  it.each<Person>(['max.member', 'mona.manager', 'gina.guest'])(
    'denies %s the activity of all workspaces',
    withPortal(async (session, person) => {
      for (const path of trackerPaths) {
        expect((await session.callApi(person, path)).status).toBe(403);
      }

      const page = await session.signInAs(person);
      await page.goto('/callboard/activity-tracker');

      await page.getByText('You do not have access to this').waitFor();
      const granters = page.getByRole('list', {
        name: 'People who can give access',
      });
      await granters.getByRole('link', { name: 'Alex Admin' }).waitFor();
      expect(await page.getByRole('treegrid').count()).toBe(0);
      await takeScreenshot(page, `no-access-${person}`);
      expect(await runAxe(page)).toEqual([]);
    }),
  );

  it.each<[Person, boolean]>([
    ['alex.admin', true],
    ['mona.manager', true],
    ['max.member', false],
    ['gina.guest', false],
  ])(
    'shows the admin page entry in the sidebar of %s: %p',
    withPortal(async (session, person, isAllowed) => {
      const page = await session.signInAs(person);
      // Only this response decides whether the entry is shown.
      await Promise.all([
        page.waitForResponse(/\/api\/callboard\/me\/access$/),
        page.goto('/organisation'),
      ]);
      await page.getByRole('tab', { name: 'My profile' }).waitFor();
      const entry = page.getByRole('link', {
        name: 'Callboard admin',
        exact: true,
      });
      await eventually(async () =>
        expect(await entry.count()).toBe(isAllowed ? 1 : 0),
      );
    }),
  );

  it.each<Person>(['max.member', 'gina.guest'])(
    'denies %s the admin page and lists the people who can give access',
    withPortal(async (session, person) => {
      const page = await session.signInAs(person);
      for (const path of ['/callboard', '/callboard/workspaces/operations']) {
        await page.goto(path);
        await page
          .getByRole('list', { name: 'People who can give access' })
          .getByRole('link', { name: 'Alex Admin' })
          .waitFor();
      }
    }),
  );

  it(
    'returns 401 when nobody is signed in',
    withPortal(async session => {
      const response = await fetch(
        `${session.portal.url}/api/callboard/me/activity`,
      );
      expect(response.status).toBe(401);
    }),
  );

  it.each<Person>(['max.member', 'gina.guest'])(
    'shows %s their own activity',
    withPortal(async (session, person) => {
      const label = `A note of ${person} at ${Date.now()}`;
      await postActivity(session, person, {
        action: 'add_note',
        entity_label: label,
      });

      const page = await session.signInAs(person);
      await openMyActivity(page);

      await eventually(async () =>
        expect(await readColumn(page, 'Entity')).toContainEqual(
          expect.stringContaining(label),
        ),
      );
      await takeScreenshot(page, `my-activity-${person}`);
    }),
  );
});
