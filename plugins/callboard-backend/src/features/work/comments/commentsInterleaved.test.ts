import { Knex } from 'knex';
import { setTimeout as sleep } from 'timers/promises';
import { describeCallboard } from '../../../__testUtils__/describeCallboard';
import { people } from '../../../__testUtils__/startCallboard';
import { landscape } from '../../../core/projects/__testUtils__/landscape';
import { Desk } from '../__testUtils__/Desk';
import { Thread } from '../__testUtils__/Thread';

// SQLite has one connection: nothing can happen between two steps of a request.
describeCallboard(
  'commenting while something else happens',
  { entities: landscape, databases: ['POSTGRES_18'] },
  callboard => {
    it('is refused to somebody who is being unassigned', async () => {
      const { knex } = callboard();
      await callboard().as('member').get('/me').expect(200);
      const desk = await Desk.open(callboard());
      const thread = await Thread.on(callboard(), desk, {
        assignees: [people.member],
      });
      const work_item_id = thread.item.id;
      const answer = await knex.transaction(async tx => {
        await tx('work_items').where({ id: work_item_id }).forUpdate();
        await tx('work_item_assignees').where({ work_item_id }).delete();
        const asked = thread
          .as('member')
          .post(thread.path, { body: 'On it' })
          .then(({ status }) => ({ status }));
        await untilSomebodyWaits(knex);
        // Not awaited here: it waits for this transaction.
        return { asked };
      });
      expect(await answer.asked).toEqual({ status: 403 });
      expect(await thread.list()).toEqual([]);
    });
  },
);

/** Waits until a statement on work items is blocked by another transaction. */
async function untilSomebodyWaits(knex: Knex): Promise<void> {
  for (;;) {
    const { rows } = await knex.raw(
      "SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock' AND query LIKE '%work_item%'",
    );
    if (rows.length > 0) {
      return;
    }
    await sleep(20);
  }
}
