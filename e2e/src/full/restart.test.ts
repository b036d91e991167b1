import { listActivity, postActivity } from '../harness/activity';
import { withPortal } from '../harness/withPortal';
import { read } from '../harness/organisation';
import { changeTimer } from '../harness/time';
import { makeItem, getProjectPath, findProject } from '../harness/work';

describe('portal restart', () => {
  it(
    'keeps activity and the running timer, and creates no demo data twice',
    withPortal(async session => {
      const before = await listActivity(session, 'entity_type=component');
      expect(before.length).toBeGreaterThan(0);
      const project = await findProject(session, 'search=Payments');
      const item = await makeItem(session, getProjectPath(project), {
        title: 'Go on',
      });
      await changeTimer(session, 'alex.admin', 'PUT', {
        work_item_id: item.id,
      });
      const running = await read(session, 'alex.admin', '/me/timer');
      expect(running).toMatchObject({ timer: { work_item: { id: item.id } } });

      await session.restartPortal();

      const after = await listActivity(session, 'entity_type=component');
      expect(after).toEqual(before);
      expect(await read(session, 'alex.admin', '/me/timer')).toEqual(running);
      await changeTimer(session, 'alex.admin', 'DELETE');
    }),
  );

  it(
    'keeps an activity entry that was confirmed before a crash',
    withPortal(async session => {
      const label = `Written down at ${Date.now()}`;
      const id = await postActivity(session, 'max.member', {
        action: 'add_note',
        entity_label: label,
      });

      await session.restartPortal('SIGKILL');

      const found = await listActivity(session, 'action=add_note');
      expect(found.filter(row => row.entity_label === label)).toEqual([
        expect.objectContaining({ id, user_id: 'user:default/max.member' }),
      ]);
    }),
  );
});
