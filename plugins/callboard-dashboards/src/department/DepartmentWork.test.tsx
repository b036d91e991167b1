import {
  createFrontendModule,
  PageBlueprint,
} from '@backstage/frontend-plugin-api';
import { CallboardProvider } from '@callboard/plugin-callboard-react';
import { idOf, Refusal } from '@callboard/plugin-callboard-react/testUtils';
import { screen, within } from '@testing-library/react';
import { FakeDashboards } from '../__testUtils__/FakeDashboards';
import { renderDashboards } from '../__testUtils__/renderDashboards';
import {
  answerAnalytics,
  usualAnalytics,
} from '../analytics/__testUtils__/answerAnalytics';
import { DepartmentWork } from './DepartmentWork';

const ID = idOf('department', 1);

/** Opens a page with the section. */
function open(server: FakeDashboards): void {
  const page = PageBlueprint.make({
    name: 'department',
    params: {
      path: '/department',
      title: 'Payments',
      loader: async () => (
        <CallboardProvider>
          <DepartmentWork
            workspace={server.me.workspaces[0]}
            department={{ id: ID, name: 'Payments' } as never}
          />
        </CallboardProvider>
      ),
    },
  });
  renderDashboards('/department', server, [
    createFrontendModule({
      pluginId: 'callboard-dashboards',
      extensions: [page],
    }),
  ]);
}

describe('work on the page of a department', () => {
  it('is that of all projects in the last 30 days', async () => {
    const server = new FakeDashboards();
    answerAnalytics(server);
    open(server);
    const list = await screen.findByRole('list', { name: 'Work' });
    expect(
      within(list)
        .getAllByRole('listitem')
        .map(({ textContent }) => textContent),
    ).toEqual([
      'Created3210% up from 29',
      'Completed811% down from 9',
      'In progress3No change',
      'Overdue2100% up from 1',
    ]);
    const [query] = server.queriesOf('/workspaces/default/analytics');
    expect(Object.fromEntries(query)).toEqual({
      tab: 'work-items',
      start: '2026-10-23',
      end: '2026-11-21',
      department_ids: ID,
    });
  });

  it('is also that of projects that are not listed', async () => {
    const server = new FakeDashboards();
    const numbers = answerAnalytics(server);
    const work = usualAnalytics['work-items'];
    numbers['work-items'] = {
      ...work,
      truncated: true,
      totals: { ...work.totals, created: { count: 500, filter_count: 500 } },
    };
    open(server);
    const list = await screen.findByRole('list', { name: 'Work' });
    expect(list).toHaveTextContent('Created500No change');
    expect(screen.queryByText(/There are more/)).toBeNull();
  });

  it('leads to Analytics of the department', async () => {
    const server = new FakeDashboards();
    answerAnalytics(server);
    open(server);
    expect(
      await screen.findByRole('link', { name: 'More in Analytics' }),
    ).toHaveAttribute(
      'href',
      `/analytics?workspace=default&department=${ID}&tab=work`,
    );
  });

  it('says that there is none', async () => {
    const server = new FakeDashboards();
    const numbers = answerAnalytics(server);
    numbers['work-items'] = { ...usualAnalytics['work-items'], projects: [] };
    open(server);
    expect(await screen.findByText(/^No work items were/)).toBeVisible();
  });

  it('can be tried again', async () => {
    const server = new FakeDashboards();
    answerAnalytics(server);
    server.answer({
      getAnalytics: () => {
        throw new Refusal(503, 'Busy');
      },
    });
    open(server);
    expect(
      await screen.findByRole('button', { name: 'Try again' }),
    ).toBeVisible();
  });
});
