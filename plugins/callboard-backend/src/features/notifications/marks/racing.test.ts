import { roleRanks } from '@callboard/plugin-callboard-common';
import { setTimeout as sleep } from 'timers/promises';
import { WorkspaceAccess } from '../../../access/Caller';
import { anotherClient } from '../../../__testUtils__/anotherClient';
import { MigratedDatabases } from '../../../__testUtils__/MigratedDatabases';
import { Sight } from '../../../core/things/Sight';
import { FanOutBench } from '../__testUtils__/FanOutBench';
import { NotificationMarks } from './NotificationMarks';

// SQLite has one connection: nothing happens at the same time there.
const databases = MigratedDatabases.create(['POSTGRES_18']);
const ann = 'user:default/ann';

describe('marking all as read while something is told', () => {
  it.each([1, 2])(
    'leaves unread what has counted %i times and counts again, though it waits for it',
    async times => {
      const bench = await FanOutBench.create(
        await databases.init('POSTGRES_18'),
      );
      const { knex, workspace_id } = bench;
      await bench.join([ann], roleRanks.guest);
      const told = { to: { refs: [ann] }, dedupe_key: 'k', at: Date.now() - 5 };
      for (let n = 0; n < times; n += 1) {
        await bench.tell(told);
      }
      await bench.tell({ to: { refs: [ann] }, title: 'other' });
      await bench.handOut();
      const [notice_id] = await bench.tell(told);
      bench.jobs.length = 0;
      const turn = await bench.fanOut.nextTurn({ notice_id, after: null });

      const other = await anotherClient(knex);
      const marks = new NotificationMarks({
        knex: other,
        clock: { now: () => Date.now() },
        onMarked: () => {},
        wakeAt: async () => {},
      });
      const sight = new Sight(ann, [
        { workspace: { id: workspace_id, slug: 'w' }, role: 'guest' },
      ] as unknown as WorkspaceAccess[]);
      const tx = await knex.transaction();
      await bench.fanOut.write(tx, turn!);
      const marking = marks.markAllRead(sight, {});
      // Until it waits for the row.
      await sleep(300);
      await tx.commit();
      expect(await marking).toBe(1);
      expect(
        await knex('unread_notifications').select('count', 'dedupe_key'),
      ).toEqual([{ count: times + 1, dedupe_key: 'k' }]);
      expect(
        await knex('notifications').orderBy('count').pluck('count'),
      ).toEqual([1, times + 1]);
      await other.destroy();
      await knex.destroy();
    },
  );
});
