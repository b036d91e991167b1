import { Page } from 'playwright-core';
import { Dashboard, DASHBOARDS, newDashboard } from './harness/dashboards';
import { eventually } from './harness/eventually';
import { flawsOf } from './harness/looks';
import { onStage } from './harness/onStage';
import { read } from './harness/organisation';
import { makeItem, pathOf, projectWith } from './harness/work';

const region = (page: Page, name: string) =>
  page.getByRole('region', { name, exact: true });

const place = (page: Page, title: string) => region(page, title).boundingBox();

describe('a dashboard', () => {
  it(
    'is made from a template, changed by mouse and keyboard, and shared',
    onStage(async stage => {
      const mona = await stage.signInAs('mona.manager', {
        path: '/dashboards',
      });
      await mona.getByRole('button', { name: 'New dashboard' }).click();
      await mona.getByText('Team health', { exact: true }).last().click();
      const name = `Health ${Date.now()}`;
      await mona.getByRole('textbox', { name: 'Name' }).fill(name);
      await mona.getByRole('button', { name: 'Create' }).click();
      await mona.getByRole('heading', { name }).waitFor();

      await mona.getByRole('button', { name: 'Edit', exact: true }).click();
      await mona.getByRole('button', { name: 'Add a widget' }).click();
      const editor = mona.getByRole('dialog', { name: 'New widget' });
      await editor.getByRole('textbox', { name: 'Title' }).fill('By project');
      await editor.getByRole('combobox', { name: /^By / }).click();
      await mona.getByRole('option', { name: 'Project' }).click();
      await editor
        .getByRole('img', { name: /^By project: \d+ values/ })
        .waitFor();
      await editor.getByRole('button', { name: 'Add' }).click();
      const added = mona.getByRole('button', {
        name: 'Move or resize By project',
      });
      await added.scrollIntoViewIfNeeded();

      const before = (await place(mona, 'By project'))!;
      await added.focus();
      await mona.keyboard.press('Shift+ArrowDown');
      await eventually(async () =>
        expect((await place(mona, 'By project'))!.height).toBeGreaterThan(
          before.height,
        ),
      );
      const handle = (await added.boundingBox())!;
      await mona.mouse.move(handle.x + 8, handle.y + 8);
      await mona.mouse.down();
      await mona.mouse.move(handle.x + 500, handle.y - 20, { steps: 8 });
      await mona.mouse.up();
      await eventually(async () =>
        expect((await place(mona, 'By project'))!.x).toBeGreaterThan(before.x),
      );
      await mona.getByText('Changes are saved at once.').waitFor();
      const moved = (await place(mona, 'By project'))!;
      await mona.getByRole('button', { name: 'Done', exact: true }).click();
      expect((await place(mona, 'By project'))!.x).toBeCloseTo(moved.x, -1);

      const address = new URL(mona.url());
      const gina = await stage.signInAs('gina.guest', {
        path: `${address.pathname}${address.search}`,
      });
      await gina.getByText('This dashboard is not there').waitFor();
      await mona.getByRole('button', { name: 'Copy the link' }).click();
      await mona
        .getByRole('button', { name: 'Share it and copy the link' })
        .click();
      await eventually(async () => {
        await gina.reload();
        await gina.getByRole('heading', { name }).waitFor({ timeout: 3_000 });
      });
      // Time counts for members only, and the card says so.
      await gina
        .getByRole('img', { name: /sees more/ })
        .first()
        .waitFor();
      expect(
        await gina.getByRole('button', { name: 'Edit', exact: true }).count(),
      ).toBe(0);
      stage.console.expect(/404/);
    }),
  );

  it(
    'shows a change to everybody who looks at it, and the rows behind a number',
    onStage(async stage => {
      const project = await projectWith(stage, 'search=payments-api');
      const { items: states } = await read<{
        items: Array<{ id: string; group: string }>;
      }>(stage, 'alex.admin', `${pathOf(project)}/states`);
      const done = states.find(({ group }) => group === 'completed')!;
      const label = `Live ${Date.now()}`;
      const made = await Promise.all(
        [1, 2].map(nth =>
          makeItem(stage, pathOf(project), { title: `${label} ${nth}` }),
        ),
      );
      const { id } = await newDashboard(stage, [
        {
          widget_type: 'table',
          title: 'By state',
          config: {
            x_axis: 'STATE_GROUPS',
            date_range: 'today',
            filters: { project_ids: [project.id] },
          },
        },
      ]);
      const pages = await Promise.all(
        (['mona.manager', 'gina.guest'] as const).map(person =>
          stage.signInAs(person, { path: `/dashboards/${id}` }),
        ),
      );
      const row = (page: Page, name: string) =>
        page.getByRole('row', { name: new RegExp(`^${name} \\d+`) });
      const countOf = async (page: Page, name: string) =>
        (await row(page, name).count()) === 0
          ? 0
          : Number(await row(page, name).getByRole('cell').innerText());
      await Promise.all(pages.map(page => row(page, 'Total').waitFor()));
      const before = await countOf(pages[0], 'Completed');

      const response = await stage.api(
        'max.member',
        `${pathOf(project)}/work-items/${made[0].id}`,
        {
          method: 'PATCH',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({ state_id: done.id }),
        },
      );
      expect(response.status).toBe(200);
      for (const page of pages) {
        await eventually(async () =>
          expect(await countOf(page, 'Completed')).toBe(before + 1),
        );
      }

      const [mona] = pages;
      await row(mona, 'Completed').getByRole('button').click();
      const drawer = mona.getByRole('dialog', { name: 'By state · Completed' });
      await drawer.getByText(`${label} 1`).waitFor();
      expect(await drawer.getByRole('grid').locator('[role=row]').count()).toBe(
        before + 1 + 1,
      );
    }),
  );

  it(
    'is well in light, dark and narrow, and so are the pages around it',
    onStage(async stage => {
      const { items } = await read<{ items: Dashboard[] }>(
        stage,
        'mona.manager',
        `${DASHBOARDS}?search=Team health`,
      );
      const health = `/dashboards/${items[0].id}`;
      const page = await stage.signInAs('alex.admin');
      const looks: Array<[string, string, () => Promise<unknown>, string?]> = [
        [
          'dashboards',
          '/dashboards',
          () => page.getByRole('link', { name: 'Delivery' }).first().waitFor(),
        ],
        [
          'dashboard',
          health,
          () =>
            page
              .getByRole('img', { name: /in all/ })
              .first()
              .waitFor(),
        ],
        [
          'widget editor',
          `${health}?mode=edit&widget=new`,
          () =>
            page
              .getByRole('dialog')
              .getByRole('img', { name: /in all/ })
              .waitFor(),
          '[role=dialog]',
        ],
        [
          'analytics',
          '/analytics?tab=work',
          () => page.getByRole('row', { name: /payments-api/ }).waitFor(),
        ],
      ];
      const flaws: string[] = [];
      for (const [title, path, loaded, within] of looks) {
        flaws.push(
          ...(await flawsOf(page, {
            title,
            path,
            loaded,
            within,
            fullPage: false,
          })),
        );
      }
      expect(flaws).toEqual([]);
    }),
    180_000,
  );
});
