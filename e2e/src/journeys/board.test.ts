import { getColumn, dragCard } from '../harness/board';
import { eventually } from '../harness/eventually';
import { hasReceivedSignal } from '../harness/frames';
import { waitUntilLive } from '../harness/live';
import { withPortal } from '../harness/withPortal';
import { List, read } from '../harness/organisation';
import { PortalSession } from '../harness/PortalSession';
import { Item, makeItem, findDemoProjectPath, WORK } from '../harness/work';

interface State {
  id: string;
  name: string;
}

async function findState(session: PortalSession, name: string): Promise<State> {
  const { items } = await read<List<State>>(
    session,
    'alex.admin',
    `${await findDemoProjectPath(session)}/states`,
  );
  return items.find(state => state.name === name)!;
}

describe('component board', () => {
  it(
    'moves a dragged card, shows the move to others without a reload, and records it',
    withPortal(async session => {
      const review = await findState(session, 'In Review');
      const done = await findState(session, 'Done');
      const title = 'Round half to even in the ledger';
      const item = await makeItem(session, await findDemoProjectPath(session), {
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
      const card = getColumn(page, 'In Review').getByText(title);
      await card.waitFor();
      await getColumn(other, 'In Review').getByText(title).waitFor();
      await waitUntilLive(session, await findDemoProjectPath(session), other);
      await dragCard(page, card, getColumn(page, 'Done'));

      // Checks the live update itself: the poll of once a minute would also show the move.
      await eventually(async () =>
        expect(hasReceivedSignal(other, item.id)).toBe(true),
      );
      await getColumn(other, 'Done').getByText(title).waitFor();
      await getColumn(page, 'Done').getByText(title).waitFor();
      const path = `${await findDemoProjectPath(session)}/work-items/${
        item.id
      }`;
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
