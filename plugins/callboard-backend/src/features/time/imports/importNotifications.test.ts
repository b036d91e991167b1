import {
  ada,
  changeEvent,
} from '../../notifications/__testUtils__/changeEvent';
import { noticesOf } from '../../notifications/__testUtils__/noticesOf';
import { importNotifications } from './importNotifications';

const imported = (metadata: Record<string, string | number>) =>
  changeEvent('workspace.bulk_import', { metadata });

describe('the rules of imports of time', () => {
  it('tell who started one what has come of it, and where to look', async () => {
    const [notice] = await noticesOf(importNotifications, [
      imported({ entity_type: 'worklog', created: 480, skipped: 7, failed: 0 }),
    ]);
    expect(notice).toMatchObject({
      type: 'worklog.imported',
      to: { refs: [ada.user_ref] },
      body: '480 created, 7 skipped.',
      severity: 'normal',
      target_url: '/my-time?workspace=acme',
    });
  });

  it('tell of no import of something else', async () => {
    const change = imported({ entity_type: 'staff', created: 1 });
    expect(await noticesOf(importNotifications, [change])).toEqual([]);
  });
});
