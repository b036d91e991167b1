import { roleRanks } from '@callboard/plugin-callboard-common';
import { MigratedDatabases } from '../../../__testUtils__/MigratedDatabases';
import { WorkspaceAccess } from '../../../access/Caller';
import { Sight } from '../../../core/things/Sight';
import { FanOutBench } from '../__testUtils__/FanOutBench';
import { defaultChannels } from '../rules/NotificationTypes';
import { AdminNotices } from './AdminNotices';
import { CopyStore } from './CopyStore';

const admin = 'user:default/admin';
const databases = MigratedDatabases.create();

describe.each(databases.eachSupportedId())(
  'what admins have missed, on %p',
  databaseId => {
    let bench: FanOutBench;

    beforeEach(async () => {
      bench = await FanOutBench.create(await databases.init(databaseId));
      await bench.join([admin], roleRanks.admin);
    });

    afterEach(async () => {
      await bench.knex.destroy();
    });

    const catchUp = () => {
      const workspace = { id: bench.workspace_id, slug: 'w' };
      const seen = [{ workspace, role: 'admin' }] as WorkspaceAccess[];
      return new AdminNotices({
        knex: bench.knex,
        clock: { now: () => Date.now() },
        copies: new CopyStore(),
        usualChannels: () => defaultChannels,
        retentionMs: 1_000_000,
      }).catchUp(new Sight(admin, seen));
    };
    const told = () =>
      bench
        .knex('notifications')
        .orderBy('id')
        .select('user_ref', 'count')
        .then(rows => rows.map(({ user_ref, count }) => [user_ref, count]));

    it('is not what is still being handed out, so that they hear of that', async () => {
      await bench.tell({ to: { admins: true } });
      await catchUp();
      expect(await told()).toEqual([]);
      expect((await bench.handOut()).flat()).toEqual([admin]);
    });

    it('comes to them once, however many of their requests ask', async () => {
      await bench.tell({ to: { admins: true } });
      await bench.tell({ to: { admins: true }, dedupe_key: 'k' });
      await bench.handOut();
      await bench.knex('notifications').delete();
      await Promise.all(Array.from({ length: 8 }, catchUp));
      expect(await told()).toEqual([
        [admin, 1],
        [admin, 1],
      ]);
    });
  },
);
