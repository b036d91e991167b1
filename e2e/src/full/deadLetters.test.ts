import Database from 'better-sqlite3';
import path from 'node:path';
import { eventually } from '../harness/eventually';
import { findFlaws, VARIANTS } from '../harness/pageStates';
import { withPortal } from '../harness/withPortal';
import { PortalSession } from '../harness/PortalSession';

/** Writes a dead-lettered dispatch of a change to the database, like the relay. */
function deadLetter(session: PortalSession, last_error: string) {
  const folder = session.portal.env.CALLBOARD_DATA_DIR;
  const database = new Database(path.join(folder, 'callboard.sqlite'));
  database.pragma('busy_timeout = 5000');
  const now = Date.now();
  const activity = database
    .prepare(
      "SELECT id, entity_type || ':' || entity_id AS entity_key FROM activity WHERE source = 'backend' AND entity_id IS NOT NULL ORDER BY id DESC LIMIT 1",
    )
    .get() as { id: string; entity_key: string };
  const { lastInsertRowid: seq } = database
    .prepare(
      "INSERT INTO outbox (activity_id, entity_key, stage, created_at) VALUES (?, ?, 'retrying', ?)",
    )
    .run(activity.id, activity.entity_key, now);
  database
    .prepare(
      "INSERT INTO outbox_dispatches (seq, subscriber, entity_key, attempts, dead_lettered_at, last_error) VALUES (?, 'events', ?, 8, ?, ?)",
    )
    .run(seq, activity.entity_key, now, last_error);
  database.close();
}

const countDeadLetters = async (session: PortalSession) => {
  const response = await session.callApi('alex.admin', '/admin/dispatches');
  return (await response.json()).total;
};

describe('dead-lettered change', () => {
  it(
    'shows the change on the admin page, and delivers it after a retry',
    withPortal(async session => {
      deadLetter(session, 'the receiver was away');

      const page = await session.signInAs('alex.admin');
      const pageState = {
        title: 'a dead-lettered dispatch',
        path: '/callboard',
        waitUntilLoaded: () =>
          page.getByText('the receiver was away').waitFor(),
      };
      expect(await findFlaws(page, [pageState], VARIANTS)).toEqual([]);

      await page.getByRole('button', { name: 'Retry', exact: true }).click();
      await page
        .getByText('the receiver was away')
        .waitFor({ state: 'detached' });
      await page.getByText('Healthy').waitFor();
      await eventually(async () =>
        expect(await countDeadLetters(session)).toBe(0),
      );
    }),
  );
});
