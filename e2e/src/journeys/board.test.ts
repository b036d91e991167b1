import { column, dragCard } from '../harness/board';
import { eventually } from '../harness/eventually';
import { framesOf, PROBE_MS } from '../harness/live';
import { onStage } from '../harness/onStage';
import { List, read } from '../harness/organisation';
import { Stage } from '../harness/Stage';
import { Item, makeItem, projectPath, WORK } from '../harness/work';

interface Named {
  id: string;
  name: string;
}

async function stateNamed(stage: Stage, name: string): Promise<Named> {
  const { items } = await read<List<Named>>(
    stage,
    'alex.admin',
    `${await projectPath(stage)}/states`,
  );
  return items.find(state => state.name === name)!;
}

describe("a component's work", () => {
  it(
    'is moved on the board, seen by others without a reload, and told by the tracker',
    onStage(async stage => {
      const review = await stateNamed(stage, 'In Review');
      const done = await stateNamed(stage, 'Done');
      const title = 'Round half to even in the ledger';
      const item = await makeItem(stage, await projectPath(stage), {
        title,
        state_id: review.id,
      });
      const board = `${WORK}?view=board&q=half to even`;
      const page = await stage.signInAs('alex.admin', {
        path: board,
        width: 2000,
      });
      const other = await stage.newPageAlone('mona.manager', { width: 2000 });
      const heard = framesOf(other);
      await other.goto(board);
      const card = column(page, 'In Review').getByText(title);
      await card.waitFor();
      await column(other, 'In Review').getByText(title).waitFor();
      // Once the socket is open; what is said before is lost.
      await eventually(async () => {
        const probe = await makeItem(stage, await projectPath(stage), {
          title: 'Heard by Mona?',
        });
        await eventually(
          async () =>
            expect(heard.some(frame => frame.includes(probe.id))).toBe(true),
          PROBE_MS,
        );
      });
      await dragCard(page, card, column(page, 'Done'));

      // Without a reload, and not because the page asks by itself once a minute.
      await eventually(async () =>
        expect(heard.some(frame => frame.includes(item.id))).toBe(true),
      );
      await column(other, 'Done').getByText(title).waitFor();
      await column(page, 'Done').getByText(title).waitFor();
      const path = `${await projectPath(stage)}/work-items/${item.id}`;
      await eventually(async () => {
        const moved = await read<Item>(stage, 'alex.admin', path);
        expect(moved.state_id).toBe(done.id);
        expect(moved.completed_at).not.toBeNull();
      });

      await page.goto(`/callboard/activity-tracker?q=half to even`);
      await page.getByText(`${item.identifier} ${title}`).first().waitFor();
      await page.getByText('In Review').first().waitFor();
    }),
  );
});
