import { listActivity, postActivity } from './harness/activity';
import { onStage } from './harness/onStage';

describe('a restart', () => {
  it(
    'keeps everything, and makes no demo data twice',
    onStage(async stage => {
      const before = await listActivity(stage, 'entity_type=component');
      expect(before.length).toBeGreaterThan(0);

      await stage.portal.restart();

      const after = await listActivity(stage, 'entity_type=component');
      expect(after).toEqual(before);
    }),
  );

  it(
    'after a crash finds what was answered',
    onStage(async stage => {
      const label = `Written down at ${Date.now()}`;
      const id = await postActivity(stage, 'max.member', {
        action: 'add_note',
        entity_label: label,
      });

      await stage.portal.restart('SIGKILL');

      const found = await listActivity(stage, 'action=add_note');
      expect(found.filter(row => row.entity_label === label)).toEqual([
        expect.objectContaining({ id, user_id: 'user:default/max.member' }),
      ]);
    }),
  );
});
