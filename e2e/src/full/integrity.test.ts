import Database from 'better-sqlite3';
import path from 'node:path';
import { postActivity } from '../harness/activity';
import { eventually } from '../harness/eventually';
import { takeScreenshot } from '../harness/pageStates';
import { withPortal } from '../harness/withPortal';
import { PortalSession } from '../harness/PortalSession';

/** Changes the label of an activity entry in the portal's database, with a separate client. */
function changeLabel(session: PortalSession, id: string, text: string) {
  const folder = session.portal.env.CALLBOARD_DATA_DIR;
  const database = new Database(path.join(folder, 'callboard.sqlite'));
  database.pragma('busy_timeout = 5000');
  const { changes } = database
    .prepare('UPDATE activity SET entity_label = ? WHERE id = ?')
    .run(text, id);
  database.close();
  expect(changes).toBe(1);
}

/** Returns the id of the last sealed row. */
async function findLastSealedId(session: PortalSession): Promise<string> {
  const sealsPath = '/admin/activity/seals?limit=1';
  const { items } = await (
    await session.callApi('alex.admin', sealsPath)
  ).json();
  return items[0]?.last_id ?? '';
}

describe('activity log integrity', () => {
  it(
    'reports a row that was changed in the database, and an intact log after the row is restored',
    withPortal(async session => {
      const id = await postActivity(session, 'max.member', {
        action: 'add_note',
        entity_label: 'Agreed on 100',
      });
      await eventually(async () =>
        expect((await findLastSealedId(session)) >= id).toBe(true),
      );
      const page = await session.signInAs('alex.admin', {
        path: '/callboard/integrity',
      });
      const check = page.getByRole('button', { name: 'Check now' });

      changeLabel(session, id, 'Agreed on 90');
      await check.click();
      const alarm = page.getByRole('alert');
      await alarm.getByText('The log was tampered with').waitFor();
      await alarm.getByText(id).waitFor();
      await takeScreenshot(page, 'integrity-tampered');

      changeLabel(session, id, 'Agreed on 100');
      await check.click();
      await page.getByText('The log is intact').waitFor();
    }),
  );
});
