import { listActivity } from '../harness/activity';
import { eventually } from '../harness/eventually';
import { withPortal } from '../harness/withPortal';
import { PortalSession } from '../harness/PortalSession';
import { expectTexts, Visitor } from '../harness/Visitor';
import { makeItem, getProjectPath, findProject } from '../harness/work';

const getMain = ({ page }: Visitor) => page.locator('main, article').first();

/** A link in the page's content, not in the sidebar. */
const getContentLink = (visitor: Visitor, name: string) =>
  getMain(visitor).getByRole('link', { name, exact: true });

/** The list or log on the page. */
const getTable = ({ page }: Visitor) =>
  page.getByRole('treegrid').or(page.getByRole('grid')).first();

/**
 * Returns the last Tuesday on which the person changed something. Skips today and yesterday, which the
 * log labels with these words instead of the date.
 */
async function findTuesday(session: PortalSession, person: string) {
  const day = new Date();
  day.setUTCDate(day.getUTCDate() - 1);
  for (let week = 0; week < 6; week += 1) {
    do {
      day.setUTCDate(day.getUTCDate() - 1);
    } while (day.getUTCDay() !== 2);
    const date = day.toISOString().slice(0, 10);
    const rows = await listActivity(
      session,
      `user_id=${person}&views=false&start=${date}&end=${date}`,
    );
    if (rows.length > 0) return { day, rows };
  }
  throw new Error(`${person} changed nothing on the last Tuesdays`);
}

describe('home page navigation', () => {
  it(
    'shows in three clicks what a user changed last Tuesday',
    withPortal(async session => {
      const { day, rows } = await findTuesday(
        session,
        'user:default/mona.manager',
      );
      const visitor = await Visitor.atHome(session, 'alex.admin');
      await visitor.open('Mona Manager');
      await visitor.click(getContentLink(visitor, 'mona.manager'));
      await visitor.click(getContentLink(visitor, 'Activity'));

      const heading = day.toLocaleDateString('en-GB', {
        weekday: 'long',
        day: 'numeric',
        month: 'long',
        timeZone: 'UTC',
      });
      await getTable(visitor).hover();
      await eventually(async () => {
        await visitor.page.mouse.wheel(0, 300);
        await visitor.page.getByText(heading).waitFor({ timeout: 200 });
      });
      await expectTexts(
        getTable(visitor),
        new RegExp(rows[0].entity_label!.split(' ')[0]),
      );
      expect(visitor.clicks).toBeLessThanOrEqual(3);
    }),
  );

  it(
    'lists in two clicks the changes in a project, without page views',
    withPortal(async session => {
      const project = await findProject(session, 'search=Payments');
      const { identifier } = await makeItem(session, getProjectPath(project), {
        title: 'Changed this week',
      });
      const visitor = await Visitor.atHome(session, 'mona.manager');
      await visitor.open('Payments');
      await visitor.click(getContentLink(visitor, 'Activity'));

      await expectTexts(
        getTable(visitor),
        /Today/,
        new RegExp(`created ${identifier}`),
      );
      expect(await visitor.page.getByText('viewed').count()).toBe(0);
      expect(visitor.clicks).toBeLessThanOrEqual(2);
    }),
  );

  it(
    'opens the board of a project in two clicks',
    withPortal(async session => {
      const visitor = await Visitor.atHome(session, 'max.member');
      await visitor.goTo('Projects');
      await visitor.click(
        visitor.page.getByRole('link', { name: 'Checkout', exact: true }),
      );

      await visitor.page
        .getByRole('region', { name: /^In Progress/ })
        .waitFor();
      expect(visitor.clicks).toBeLessThanOrEqual(2);
    }),
  );

  it(
    'lists the assigned work items in one click',
    withPortal(async session => {
      const visitor = await Visitor.atHome(session, 'max.member');
      await visitor.goTo('My work');

      await expectTexts(getTable(visitor), /[A-Z]+-\d+/);
      expect(visitor.clicks).toBeLessThanOrEqual(1);
    }),
  );

  it(
    'shows a guest in one click why an item is read-only, and who can give access',
    withPortal(async session => {
      const project = await findProject(session, 'search=Payments');
      const { identifier } = await makeItem(session, getProjectPath(project), {
        title: 'Not for guests to change',
      });
      const visitor = await Visitor.atHome(session, 'gina.guest');
      await visitor.open(identifier);

      await expectTexts(
        visitor.page.getByRole('dialog'),
        /guest/i,
        /Alex Admin/,
      );
      expect(visitor.clicks).toBeLessThanOrEqual(1);
    }),
  );

  it(
    'shows in two clicks who imported a person',
    withPortal(async session => {
      const visitor = await Visitor.atHome(session, 'alex.admin');
      await visitor.open('Ursula Unterberg');

      await expectTexts(getMain(visitor), /Alex Admin imported/);
      expect(visitor.clicks).toBeLessThanOrEqual(2);
    }),
  );
});
