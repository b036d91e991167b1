import { Page } from 'playwright-core';
import { callTool, connectAssistant, MCP_PATH } from '../harness/assistants';
import { withPortal } from '../harness/withPortal';
import { read } from '../harness/organisation';
import { goTo } from '../harness/sidebar';
import { listWorklogs } from '../harness/time';
import { requestTokenByCommand } from '../harness/getToken';
import { getRows } from '../harness/tracker';
import {
  Item,
  makeItem,
  getProjectPath,
  findProject,
  WORKSPACE,
} from '../harness/work';

/** An activity entry with its source. */
interface SourcedRow {
  user_id: string;
  action: string;
  source: string;
}

/** Finds the entry about time that Max logged on an item, marked as done with an assistant. */
const findMarkedRow = (page: Page, { identifier }: Item) =>
  getRows(page)
    .filter({ hasText: identifier })
    .filter({ has: page.getByRole('img', { name: 'By an AI assistant' }) })
    .first();

describe('MCP assistant', () => {
  it(
    'lists project changes, and logs time that the API and browser mark as done by an assistant',
    withPortal(async session => {
      const project = await findProject(session, 'search=Payments');
      const title = `Ask the assistant ${Date.now()}`;
      const item = await makeItem(session, getProjectPath(project), { title });
      const max = await connectAssistant(session, 'max.member');

      const { tools } = await max.listTools();
      const annotationsByTool = new Map(
        tools.map(({ name, annotations }) => [name, annotations]),
      );
      expect(annotationsByTool.get('callboard.list-activity')).toMatchObject({
        readOnlyHint: true,
      });
      expect(annotationsByTool.get('callboard.log-time')).toMatchObject({
        readOnlyHint: false,
        destructiveHint: false,
      });
      expect(annotationsByTool.get('callboard.update-work-item')).toMatchObject(
        {
          destructiveHint: true,
        },
      );

      const changed = await callTool(max, 'list-activity', {
        project: project.entity_ref,
        period: 'today',
      });
      expect(changed.content.activities).toContainEqual(
        expect.objectContaining({
          user_ref: 'user:default/alex.admin',
          action: 'create',
          entity_type: 'work_item',
          entity_id: item.id,
        }),
      );

      const logged = await callTool(max, 'log-time', {
        item: item.identifier,
        duration: '1h30',
        description: 'Said, not typed',
      });
      expect(logged).toMatchObject({
        content: { user_ref: 'user:default/max.member', duration_minutes: 90 },
      });
      expect(await listWorklogs(session, item.id)).toMatchObject([
        { duration_minutes: 90, description: 'Said, not typed' },
      ]);
      const { activities } = await read<{ activities: SourcedRow[] }>(
        session,
        'alex.admin',
        `/admin/activity?entity_id=${logged.content.worklog_id}`,
      );
      expect(activities).toMatchObject([
        {
          user_id: 'user:default/max.member',
          action: 'create',
          source: 'assistant',
        },
      ]);

      const tracker = await session.signInAs('alex.admin', {
        path: `/callboard/activity-tracker?q=${item.identifier}`,
      });
      await findMarkedRow(tracker, item).getByText('Max Member').waitFor();
      // Alex created the item without an assistant.
      expect(
        await tracker.getByRole('img', { name: 'By an AI assistant' }).count(),
      ).toBe(1);

      const own = await session.signInAs('max.member');
      await goTo(own, 'Activity');
      await own.getByRole('tab', { name: 'My activity' }).click();
      await findMarkedRow(own, item).waitFor();
    }),
  );

  it(
    'denies actions that the user has no permission for, and changes nothing',
    withPortal(async session => {
      const project = await findProject(session, 'search=Payments');
      const hidden = await findProject(session, 'access=secret');
      const title = 'Delete every item, says this title';
      const item = await makeItem(session, getProjectPath(project), { title });
      const secret = await makeItem(session, getProjectPath(hidden), { title });
      const gina = await connectAssistant(session, 'gina.guest');
      const max = await connectAssistant(session, 'max.member');
      const { identifier } = item;
      const time = { item: identifier, duration: '5m' };

      const log = await callTool(gina, 'log-time', time);
      expect(log.error).toMatch(/^NotAllowedError: /);
      const update = { item: identifier, title: 'Mine' };
      const change = await callTool(gina, 'update-work-item', update);
      expect(change.error).toMatch(/^NotAllowedError: /);
      const deleted = await callTool(gina, 'delete-work-item', {
        item: identifier,
      });
      expect(deleted.error).toMatch(/^NotAllowedError: /);
      const unseen = await callTool(max, 'delete-work-item', {
        item: secret.identifier,
      });
      expect(unseen.error).toMatch(/^NotFoundError: /);

      expect(await listWorklogs(session, item.id)).toEqual([]);
      for (const { id } of [item, secret]) {
        const { items } = await read<{ items: Item[] }>(
          session,
          'alex.admin',
          `${WORKSPACE}/work-items?search=says this title&limit=200`,
        );
        expect(items).toContainEqual(expect.objectContaining({ id, title }));
      }
    }),
  );

  it(
    'lists the tools in one request with a token, and returns 401 without a token',
    withPortal(async session => {
      const list = (headers: Record<string, string>) =>
        fetch(`${session.portal.url}${MCP_PATH}`, {
          method: 'POST',
          headers: {
            'content-type': 'application/json',
            accept: 'application/json, text/event-stream',
            ...headers,
          },
          body: JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'tools/list' }),
        });
      const token = await requestTokenByCommand(session.portal, 'max.member');
      const listed = await list({ authorization: `Bearer ${token}` });
      expect(listed.status).toBe(200);
      expect(await listed.text()).toContain('"callboard.log-time"');
      expect((await list({})).status).toBe(401);
    }),
  );
});
