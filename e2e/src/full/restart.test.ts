import { listActivity, postActivity } from '../harness/activity';
import { withPortal } from '../harness/withPortal';
import { read } from '../harness/organisation';
import { timer } from '../harness/time';
import { makeItem, getProjectPath, findProject } from '../harness/work';

describe('portal restart', () => {
  it(
    'keeps activity and the running timer, and creates no demo data twice',
    withPortal(async stage => {
      const before = await listActivity(stage, 'entity_type=component');
      expect(before.length).toBeGreaterThan(0);
      const project = await findProject(stage, 'search=Payments');
      const item = await makeItem(stage, getProjectPath(project), {
        title: 'Go on',
      });
      await timer(stage, 'alex.admin', 'PUT', { work_item_id: item.id });
      const running = await read(stage, 'alex.admin', '/me/timer');
      expect(running).toMatchObject({ timer: { work_item: { id: item.id } } });

      await stage.restartPortal();

      const after = await listActivity(stage, 'entity_type=component');
      expect(after).toEqual(before);
      expect(await read(stage, 'alex.admin', '/me/timer')).toEqual(running);
      await timer(stage, 'alex.admin', 'DELETE');
    }),
  );

  it(
    'keeps an activity entry that was confirmed before a crash',
    withPortal(async stage => {
      const label = `Written down at ${Date.now()}`;
      const id = await postActivity(stage, 'max.member', {
        action: 'add_note',
        entity_label: label,
      });

      await stage.restartPortal('SIGKILL');

      const found = await listActivity(stage, 'action=add_note');
      expect(found.filter(row => row.entity_label === label)).toEqual([
        expect.objectContaining({ id, user_id: 'user:default/max.member' }),
      ]);
    }),
  );
});
