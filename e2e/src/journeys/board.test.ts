import { column, dragCard } from '../harness/board';
import { eventually } from '../harness/eventually';
import { hasReceivedSignal } from '../harness/frames';
import { untilLive } from '../harness/live';
import { withPortal } from '../harness/withPortal';
import { List, read } from '../harness/organisation';
import { PortalSession } from '../harness/PortalSession';
import { Item, makeItem, projectPath, WORK } from '../harness/work';

interface Named {
  id: string;
  name: string;
}

async function stateNamed(
  session: PortalSession,
  name: string,
): Promise<Named> {
  const { items } = await read<List<Named>>(
    session,
    'alex.admin',
    `${await projectPath(session)}/states`,
  );
  return items.find(state => state.name === name)!;
}

describe('component board', () => {
  it(
    'moves a dragged card, shows the move to others without a reload, and records it',
    withPortal(async session => {
      const review = await stateNamed(session, 'In Review');
      const done = await stateNamed(session, 'Done');
      const title = 'Round half to even in the ledger';
      const item = await makeItem(session, await projectPath(session), {
        title,
        state_id: review.id,
      });
      const board = `${WORK}?view=board&q=half to even`;
      const page = await session.signInAs('alex.admin', {
        path: board,
        width: 2000,
      });
      const other = await session.newPageAlone('mona.manager', { width: 2000 });
      await other.goto(board);
      const card = column(page, 'In Review').getByText(title);
      await card.waitFor();
      await column(other, 'In Review').getByText(title).waitFor();
      await untilLive(session, await projectPath(session), other);
      await dragCard(page, card, column(page, 'Done'));

      // By a live update, not by a reload or the poll of once a minute.
      await eventually(async () =>
        expect(hasReceivedSignal(other, item.id)).toBe(true),
      );
      await column(other, 'Done').getByText(title).waitFor();
      await column(page, 'Done').getByText(title).waitFor();
      const path = `${await projectPath(session)}/work-items/${item.id}`;
      await eventually(async () => {
        const moved = await read<Item>(session, 'alex.admin', path);
        expect(moved.state_id).toBe(done.id);
        expect(moved.completed_at).not.toBeNull();
      });

      await page.goto(`/callboard/activity-tracker?q=half to even`);
      await page.getByText(`${item.identifier} ${title}`).first().waitFor();
      await page.getByText('In Review').first().waitFor();
    }),
  );
});
