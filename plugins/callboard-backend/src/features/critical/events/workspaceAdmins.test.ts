import { mockServices } from '@backstage/backend-test-utils';
import { describeCallboard } from '../../../__testUtils__/describeCallboard';
import { schedulerFactory } from '../../../__testUtils__/schedulerFactory';
import { people } from '../../../__testUtils__/startCallboard';
import {
  addRows,
  addWorkspace,
} from '../../activity/__testUtils__/activityRows';
import { Watcher } from '../__testUtils__/Watcher';

const scheduler = mockServices.scheduler();

describeCallboard(
  'Critical events of a workspace',
  { services: [schedulerFactory(scheduler)] },
  callboard => {
    it('are seen and acknowledged by its admins, who see no others', async () => {
      const watcher = new Watcher(callboard(), scheduler);
      const own = await addWorkspace(callboard(), 'own', {
        members: [
          [people.admin, 'admin'],
          [people.member, 'member'],
        ],
      });
      const other = await addWorkspace(callboard(), 'other', {
        members: [[people.admin, 'member']],
      });
      await watcher.reset();
      for (const workspace of [own, other]) {
        await addRows(callboard().knex, workspace, [
          { action: 'unmask', entity_type: 'person', source: 'backend' },
        ]);
      }
      await watcher.watch();
      const all = await watcher.events();
      expect(all).toHaveLength(2);
      const [mine] = all.filter(({ workspace_id }) => workspace_id === own);
      const [theirs] = all.filter(({ workspace_id }) => workspace_id === other);

      const admin = callboard().as('admin');
      const { body } = await admin.get('/admin/critical-events').expect(200);
      expect(body).toMatchObject({ items: [mine], total: 1 });
      expect(await watcher.events(`workspace_id=${other}`, 'admin')).toEqual(
        [],
      );
      const acknowledge = (id: string, who: 'admin' | 'member') =>
        callboard()
          .as(who)
          .post(`/admin/critical-events/${id}/acknowledge`, {});
      await acknowledge(theirs.id, 'admin').expect(404);
      await acknowledge(mine.id, 'member').expect(403);
      await acknowledge(mine.id, 'admin').expect(200);
      expect(await watcher.events('is_acknowledged=false')).toEqual([theirs]);
      await callboard().as('member').get('/admin/critical-events').expect(403);
      await admin.get('/admin/critical-rules').expect(403);
      await admin
        .patch('/admin/critical-rules/mass_delete', { count: 1 })
        .expect(403);
    });
  },
);
