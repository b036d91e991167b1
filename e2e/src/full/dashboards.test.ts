import { Page } from 'playwright-core';
import { getColumn, dragCard } from '../harness/board';
import { createDashboard, readNumber } from '../harness/dashboards';
import { eventually } from '../harness/eventually';
import { waitUntilLive } from '../harness/live';
import { waitUntilStill } from '../harness/pageStates';
import { withPortal } from '../harness/withPortal';
import { List, read } from '../harness/organisation';
import { PortalSession } from '../harness/PortalSession';
import { makeItem, getProjectPath, findProject, WORK } from '../harness/work';

const getRegion = (page: Page, name: string) =>
  page.getByRole('region', { name, exact: true });

const getRegionBox = (page: Page, title: string) =>
  getRegion(page, title).boundingBox();

/** Creates a label, so that widgets can count only the items of one test. */
async function createLabel(
  session: PortalSession,
  project: string,
  name: string,
): Promise<string> {
  const response = await session.callApi('alex.admin', `${project}/labels`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ name }),
  });
  expect(response.status).toBe(201);
  return (await response.json()).id;
}

const parseMinutes = (duration: string) => {
  const [hours, minutes] = ['h', 'm'].map(unit =>
    Number(duration.replace(/,/g, '').match(`(\\d+)${unit}`)?.[1] ?? 0),
  );
  return hours * 60 + minutes;
};

/** Changes a widget in its editor; checks that the dashboard then shows what the preview showed. */
async function editTemplateWidget(page: Page): Promise<void> {
  const getChart = (name: string) =>
    page.getByRole('dialog').getByRole('img', { name: new RegExp(name) });
  await page
    .getByRole('button', { name: 'Actions for Completed per week' })
    .click();
  await page.getByRole('menuitem', { name: 'Edit' }).click();
  const editor = page.getByRole('dialog', { name: 'Edit widget' });
  const weeks = getChart('^Completed per week: \\d{2} values');
  await weeks.waitFor();
  await editor.getByRole('combobox', { name: 'Interval' }).click();
  await page.getByRole('option', { name: 'Month' }).click();
  await editor.getByRole('textbox', { name: 'Title' }).fill('Done per month');
  const months = getChart('^Done per month: \\d values');
  await months.waitFor();
  const previewed = await months.getAttribute('aria-label');
  await editor.getByRole('button', { name: 'Save' }).click();
  await editor.waitFor({ state: 'detached' });
  await getRegion(page, 'Done per month')
    .getByRole('img', { name: previewed!, exact: true })
    .waitFor();
}

describe('dashboard', () => {
  it(
    'creates a dashboard from a template, edits it by mouse and keyboard, and shares it',
    withPortal(async session => {
      const mona = await session.signInAs('mona.manager', {
        path: '/dashboards',
      });
      await mona.getByRole('button', { name: 'Create dashboard' }).click();
      await mona.getByText('Team health', { exact: true }).last().click();
      const name = `Health ${Date.now()}`;
      await mona.getByRole('textbox', { name: 'Name' }).fill(name);
      await mona.getByRole('button', { name: 'Create' }).click();
      await mona.getByRole('heading', { name }).waitFor();

      await mona.getByRole('button', { name: 'Edit', exact: true }).click();
      await editTemplateWidget(mona);
      await mona.getByRole('button', { name: 'Add widget' }).click();
      const editor = mona.getByRole('dialog', { name: 'Add widget' });
      await editor.getByRole('textbox', { name: 'Title' }).fill('By project');
      await editor.getByRole('combobox', { name: /^X-axis / }).click();
      await mona.getByRole('option', { name: 'Project' }).click();
      await editor
        .getByRole('img', { name: /^By project: \d+ values/ })
        .waitFor();
      await editor.getByRole('button', { name: 'Add' }).click();
      const added = mona.getByRole('button', {
        name: 'Move or resize By project',
      });
      await added.scrollIntoViewIfNeeded();

      const before = (await getRegionBox(mona, 'By project'))!;
      await added.focus();
      await mona.keyboard.press('Shift+ArrowDown');
      await eventually(async () =>
        expect(
          (await getRegionBox(mona, 'By project'))!.height,
        ).toBeGreaterThan(before.height),
      );
      const handle = (await added.boundingBox())!;
      await mona.mouse.move(handle.x + 8, handle.y + 8);
      await mona.mouse.down();
      await mona.mouse.move(handle.x + 500, handle.y - 20, { steps: 8 });
      await mona.mouse.up();
      await eventually(async () =>
        expect((await getRegionBox(mona, 'By project'))!.x).toBeGreaterThan(
          before.x + 300,
        ),
      );
      await mona.getByText('Changes are saved automatically.').waitFor();
      await waitUntilStill(mona);
      const moved = (await getRegionBox(mona, 'By project'))!;
      await mona.getByRole('button', { name: 'Done', exact: true }).click();
      expect((await getRegionBox(mona, 'By project'))!.x).toBeCloseTo(
        moved.x,
        -1,
      );

      const address = new URL(mona.url());
      const gina = await session.signInAs('gina.guest', {
        path: `${address.pathname}${address.search}`,
      });
      await gina.getByText('Dashboard not found').waitFor();
      await mona.getByRole('button', { name: 'Copy link' }).click();
      await mona.getByRole('button', { name: 'Share and copy link' }).click();
      await eventually(async () => {
        await gina.reload();
        await gina.getByRole('heading', { name }).waitFor({ timeout: 10_000 });
      });
      // Only members see the time of a project. The card explains why its number is partial.
      const logged = 'Logged, last 30 days';
      const reason = getRegion(gina, logged).getByRole('img', {
        name: /Some logged time is excluded/,
      });
      await reason.waitFor();
      await reason.focus();
      await gina
        .getByRole('tooltip')
        .getByText(
          'Some logged time is excluded. You cannot see the time logged in some projects.',
        )
        .waitFor();
      const [less, more] = await Promise.all(
        [gina, mona].map(page => readNumber(page, logged)),
      );
      expect(parseMinutes(less)).toBeLessThan(parseMinutes(more));
      expect(
        await gina.getByRole('button', { name: 'Edit', exact: true }).count(),
      ).toBe(0);
      session.console.expect(/404/);
    }),
  );

  it(
    'updates the charts of all viewers when a card is dragged, and lists the rows behind a count',
    withPortal(async session => {
      const project = await findProject(session, 'search=payments-api');
      const { items: states } = await read<List<{ id: string; name: string }>>(
        session,
        'alex.admin',
        `${getProjectPath(project)}/states`,
      );
      const getStateId = (name: string) =>
        states.find(state => state.name === name)!.id;
      const title = `Live ${Date.now()}`;
      const label = await createLabel(session, getProjectPath(project), title);
      for (const [index, state] of ['Done', 'In Review'].entries()) {
        await makeItem(session, getProjectPath(project), {
          title: `${title} ${index}`,
          state_id: getStateId(state),
          labels: [label],
        });
      }
      const shown = { filters: { labels: [label] }, x_axis: 'STATE_GROUPS' };
      const { id } = await createDashboard(session, [
        {
          widget_type: 'work_items_chart',
          title: 'Done',
          config: {
            ...shown,
            chart_type: 'bar',
            filters: { ...shown.filters, state_groups: ['completed'] },
          },
        },
        { widget_type: 'table', title: 'By state', config: shown },
      ]);
      const viewers = await Promise.all(
        (['mona.manager', 'gina.guest'] as const).map(person =>
          session.signInAs(person, { path: `/dashboards/${id}` }),
        ),
      );
      const getBar = (page: Page, count: number) =>
        page.getByRole('img', {
          name: `Done: 1 values, ${count} in total, maximum Completed ${count}`,
        });
      await Promise.all(viewers.map(page => getBar(page, 1).waitFor()));
      await waitUntilLive(session, getProjectPath(project), ...viewers);

      const max = await session.signInAs('max.member', {
        path: `${WORK}?view=board&q=${title}`,
        width: 2000,
      });
      const card = getColumn(max, 'In Review').getByText(`${title} 1`);
      await card.waitFor();
      await dragCard(max, card, getColumn(max, 'Done'));
      const since = Date.now();
      const delaysMs = await Promise.all(
        viewers.map(async page => {
          await getBar(page, 2).waitFor();
          return Date.now() - since;
        }),
      );
      process.stdout.write(
        `A dragged card moved the bars of others after ${delaysMs.join(
          ' and ',
        )} ms.\n`,
      );

      const [mona] = viewers;
      await mona
        .getByRole('row', { name: /^Completed 2/ })
        .getByRole('button')
        .click();
      const drawer = mona.getByRole('dialog', { name: 'By state · Completed' });
      await drawer.getByText(`${title} 1`).waitFor();
      expect(await drawer.getByRole('grid').locator('[role=row]').count()).toBe(
        2 + 1,
      );
    }),
  );
});
