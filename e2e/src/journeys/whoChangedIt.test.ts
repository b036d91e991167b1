import { withPortal } from '../harness/withPortal';
import { List, read } from '../harness/organisation';
import { expectTexts, Visitor } from '../harness/Visitor';
import { makeItem, findDemoProjectPath, sendChange } from '../harness/work';

describe('home page navigation', () => {
  it(
    'shows in two clicks who changed an item, with old and new values, also for bulk edits',
    withPortal(async session => {
      const project = await findDemoProjectPath(session);
      const title = `Round refunds ${Date.now()}`;
      const { id, identifier } = await makeItem(session, project, { title });
      const states = await read<List<{ id: string; name: string }>>(
        session,
        'mona.manager',
        `${project}/states`,
      );
      const { id: state_id } = states.items.find(
        ({ name }) => name === 'In Review',
      )!;
      const items = `${project}/work-items`;
      await sendChange(session, 'mona.manager', 'PATCH', `${items}/${id}`, {
        state_id,
      });
      await sendChange(session, 'alex.admin', 'POST', `${items}/bulk-update`, {
        ids: [id],
        changes: { priority: 'high' },
      });

      const visitor = await Visitor.atHome(session, 'max.member');
      const waitForTitle = (pageTitle: string) =>
        visitor.page.waitForFunction(
          text => document.title === text,
          pageTitle,
        );
      await waitForTitle('Home · Callboard portal');
      await visitor.open(title);

      await expectTexts(
        visitor.page.getByRole('dialog'),
        new RegExp(identifier),
        /Mona Manager.*Backlog → In Review/,
        /Alex Admin updated priority.*→ High/i,
      );
      expect(visitor.clicks).toBeLessThanOrEqual(2);
      const itemPageTitle = `${identifier} ${title} · Work · Callboard portal`;
      await waitForTitle(itemPageTitle);
      await visitor.page.reload();
      await waitForTitle(itemPageTitle);
    }),
  );
});
