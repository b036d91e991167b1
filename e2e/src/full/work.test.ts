import { waitUntilLive } from '../harness/live';
import { withPortal } from '../harness/withPortal';
import { List, read } from '../harness/organisation';
import { Item, findDemoProjectPath, WORK, WORKSPACE } from '../harness/work';

interface NamedRow {
  id: string;
  name: string;
}

describe('component work items', () => {
  it(
    'creates an item by keyboard shortcut, and lists changes by others without a reload',
    withPortal(async session => {
      const page = await session.signInAs('alex.admin', { path: WORK });
      const list = page.getByRole('grid');
      await list.waitFor();
      await page.keyboard.press('c');
      const dialog = page.getByRole('dialog');
      await dialog.getByLabel(/^Title/).fill('Made by a key');
      await dialog.getByRole('button', { name: 'Create' }).click();
      await dialog.waitFor({ state: 'detached' });
      const path = `${await findDemoProjectPath(session)}/work-items`;
      const { items } = await read<List<Item>>(
        session,
        'alex.admin',
        `${path}?search=Made by a key`,
      );
      expect(items).toHaveLength(1);
      const [{ id, identifier }] = items;
      await page.goto(`${WORK}?q=${identifier}`);
      await list.getByText('Made by a key').waitFor();
      await waitUntilLive(session, await findDemoProjectPath(session), page);

      const changed = await session.callApi('max.member', `${path}/${id}`, {
        method: 'PATCH',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ title: 'Changed by Max' }),
      });
      expect(changed.status).toBe(200);
      await list.getByText('Changed by Max').waitFor();
    }),
  );

  it(
    'rejects changes by guests with 403, and hides secret items from them',
    withPortal(async session => {
      const page = await session.signInAs('gina.guest', { path: WORK });
      await page.getByRole('grid').waitFor();
      expect(
        await page.getByRole('button', { name: 'Create work item' }).count(),
      ).toBe(0);
      const path = await findDemoProjectPath(session);
      const response = await session.callApi(
        'gina.guest',
        `${path}/work-items`,
        {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({ title: 'Mine' }),
        },
      );
      expect(response.status).toBe(403);

      const { items: secret } = await read<List<NamedRow>>(
        session,
        'alex.admin',
        `${WORKSPACE}/projects?access=secret`,
      );
      const hidden = `${WORKSPACE}/projects/${secret[0].id}`;
      const { items } = await read<List<Item>>(
        session,
        'alex.admin',
        `${hidden}/work-items?limit=1`,
      );
      const getStatusForGina = async (requestPath: string) =>
        (await session.callApi('gina.guest', requestPath)).status;
      expect(await getStatusForGina(`${hidden}/work-items`)).toBe(404);
      expect(
        await getStatusForGina(`${hidden}/work-items/${items[0].id}`),
      ).toBe(404);
      for (const list of [
        `${WORKSPACE}/work-items?search=${items[0].identifier}`,
        `${WORKSPACE}/work-items?project_id=${secret[0].id}`,
        `/activity?entity_id=${items[0].id}&details=true`,
      ]) {
        const found = await read<{ total: number }>(
          session,
          'gina.guest',
          list,
        );
        expect(found.total).toBe(0);
      }
    }),
  );
});
