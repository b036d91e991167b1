import AdmZip from 'adm-zip';
import Database from 'better-sqlite3';
import path from 'node:path';
import { listActivity, postActivity } from '../harness/activity';
import { eventually } from '../harness/eventually';
import { reportFile } from '../harness/folders';
import { takeScreenshot } from '../harness/pageStates';
import { withPortal } from '../harness/withPortal';
import { read } from '../harness/organisation';
import { openMyActivity } from '../harness/sidebar';
import { people } from '../harness/signIn';
import { PortalSession } from '../harness/PortalSession';

interface Person {
  user_id: string;
  user_name: string;
  count: number;
}

/** Returns the demo person with the least activity. No other test uses this person. */
async function findLeastActivePerson(session: PortalSession): Promise<Person> {
  const { by_user } = await read<{ by_user: Person[] }>(
    session,
    'alex.admin',
    '/admin/activity/summary',
  );
  const testUsers = Object.keys(people).map(name => `user:default/${name}`);
  const others = by_user.filter(
    ({ user_id }) =>
      user_id.startsWith('user:') && !testUsers.includes(user_id),
  );
  return others[others.length - 1];
}

/** Lists the tables of the portal's database that contain a text. Reads with a separate client. */
function listTablesContaining(session: PortalSession, text: string): string[] {
  const folder = session.portal.env.CALLBOARD_DATA_DIR;
  const database = new Database(path.join(folder, 'callboard.sqlite'), {
    readonly: true,
  });
  const tables = database
    .prepare("SELECT name FROM sqlite_master WHERE type = 'table'")
    .pluck()
    .all() as string[];
  const found = tables.filter(table => {
    const columns = database.pragma(`table_info("${table}")`) as Array<{
      name: string;
    }>;
    const columnTexts = columns.map(({ name }) => `ifnull("${name}", '')`);
    return database
      .prepare(
        `SELECT 1 FROM "${table}" WHERE instr(lower(${columnTexts.join(
          " || ' ' || ",
        )}), ?) > 0`,
      )
      .get(text.toLowerCase());
  });
  database.close();
  return found;
}

describe('personal data', () => {
  it(
    'shows users their stored data and access log, and exports the data',
    withPortal(async session => {
      const label = `A note at ${Date.now()}`;
      await postActivity(session, 'max.member', {
        action: 'add_note',
        entity_label: label,
      });
      await listActivity(
        session,
        'user_id=user:default/max.member&action=add_note',
      );

      const page = await session.signInAs('max.member');
      await openMyActivity(page);
      await page.getByRole('button', { name: 'Access log' }).click();
      const accessLogGrid = page.getByRole('grid', {
        name: /^Access to my activity/,
      });
      await accessLogGrid.getByText('Alex Admin').first().waitFor();
      await accessLogGrid.getByText('Viewed your activity').first().waitFor();
      await takeScreenshot(page, 'who-looked');

      await page.getByRole('button', { name: 'My data' }).click();
      for (const title of ['Profile', 'Memberships', 'Time', 'Staff']) {
        await page.getByRole('heading', { name: title, exact: true }).waitFor();
      }
      await page.getByRole('button', { name: /^Profile/ }).click();
      await page.getByText('max.member@example.com').first().waitFor();
      await takeScreenshot(page, 'my-data');
      const [download] = await Promise.all([
        page.waitForEvent('download'),
        page.getByRole('button', { name: 'Download my data' }).click(),
      ]);
      const file = reportFile('data download of Max', 'zip');
      await download.saveAs(file);
      const entries = new AdmZip(file).getEntries();
      const texts = entries.map(entry => entry.getData().toString());
      expect(entries.length).toBeGreaterThan(4);
      expect(texts.some(text => text.includes(label))).toBe(true);
    }),
  );

  it(
    'erases a user, and keeps activity counts and the integrity chain valid',
    withPortal(async session => {
      const { user_id, user_name, count } = await findLeastActivePerson(
        session,
      );
      expect(listTablesContaining(session, user_name)).toContain('activity');
      const page = await session.signInAs('alex.admin', {
        path: '/callboard/data',
      });
      const picker = page.getByRole('combobox', { name: 'Person' });
      await picker.fill(user_name);
      await page.getByRole('option', { name: user_name }).first().click();
      await page.getByRole('textbox', { name: 'Reason' }).fill('They left');
      await page.getByRole('button', { name: 'Preview' }).click();
      await page
        .getByRole('table', { name: 'Preview of changes' })
        .getByRole('cell', { name: 'Activity', exact: true })
        .first()
        .waitFor();
      await takeScreenshot(page, 'erasing-preview');
      expect(listTablesContaining(session, user_name)).toContain('activity');

      await page.getByRole('button', { name: 'Erase…' }).click();
      const dialog = page.getByRole('dialog');
      await dialog.getByRole('textbox').fill(user_id);
      await dialog.getByRole('button', { name: 'Erase permanently' }).click();
      const erasures = page.getByRole('grid', { name: 'Past erasures' });
      await erasures.getByText(/entr(?:y|ies) changed/).waitFor();
      await takeScreenshot(page, 'erased');

      expect(listTablesContaining(session, user_name)).toEqual([]);
      const { items } = await read<{ items: Array<{ pseudonym: string }> }>(
        session,
        'alex.admin',
        '/admin/erasures',
      );
      const rows = await listActivity(session, `user_id=${items[0].pseudonym}`);
      expect(rows).toHaveLength(count);
      await eventually(async () => {
        const { equal } = await read<{ equal: boolean }>(
          session,
          'alex.admin',
          '/admin/activity/counts/check',
        );
        expect(equal).toBe(true);
      });
      const { ok } = await read<{ ok: boolean }>(
        session,
        'alex.admin',
        '/admin/activity/verify',
      );
      expect(ok).toBe(true);
    }),
  );
});
