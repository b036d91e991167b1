import { EntityProvider } from '@backstage/plugin-catalog-react';
import { CallboardProvider } from '@callboard/plugin-callboard-react';
import {
  type FakeServer,
  toFakeId,
  paymentsEntity,
  renderLegacyPage,
} from '@callboard/plugin-callboard-react/testUtils';
import { screen } from '@testing-library/react';
import { Suspense } from 'react';
import { Route } from 'react-router-dom';
import { setUpSharedTable } from '../__testUtils__/setUpDashboard';
import { FakeDashboards } from '../__testUtils__/FakeDashboards';
import { answerAnalytics } from '../analytics/__testUtils__/answerAnalytics';
import {
  callboardDashboardsRoutes,
  callboardWorkDepartmentSection,
  EntityDashboardCard,
  HomeDashboardWidget,
} from './';

/** Opens a portal on the legacy frontend system with the plugin's pages and another route. */
const openLegacyPortal = (
  path: string,
  server: FakeServer,
  otherRoute?: JSX.Element,
) =>
  renderLegacyPage(path, server, {
    routes: (
      <>
        {callboardDashboardsRoutes()}
        {otherRoute}
      </>
    ),
  });

describe('analytics on the legacy frontend system', () => {
  /** Opens a portal on the legacy frontend system that has a page of a department. */
  async function open(path: string) {
    const server = new FakeDashboards();
    answerAnalytics(server);
    const { Section } = callboardWorkDepartmentSection;
    await openLegacyPortal(
      path,
      server,
      <Route
        path="/department"
        element={
          <CallboardProvider>
            <Suspense fallback={null}>
              <Section
                workspace={server.me.workspaces[0]}
                department={{ id: toFakeId('department', 1) } as never}
              />
            </Suspense>
          </CallboardProvider>
        }
      />,
    );
  }

  it('renders the Analytics page', async () => {
    await open('/analytics?tab=time');
    expect(
      await screen.findByRole('heading', { name: 'Analytics' }),
    ).toBeVisible();
    expect(await screen.findByText('review')).toBeVisible();
    expect(screen.getAllByRole('main')).toHaveLength(1);
  });

  it('shows a link back to Analytics for unknown paths below it @full', async () => {
    await open('/analytics/no-such-page');
    expect(await screen.findByRole('link', { name: /^Back/ })).toHaveAttribute(
      'href',
      '/analytics',
    );
  });

  it('renders the work section on department pages', async () => {
    await open('/department');
    expect(await screen.findByRole('list', { name: 'Work' })).toBeVisible();
    expect(
      screen.getByRole('link', { name: 'More in Analytics' }),
    ).toHaveAttribute('href', expect.stringMatching(/^\/analytics\?/));
  });
});

describe('dashboards on the legacy frontend system', () => {
  it('renders the Dashboards page', async () => {
    // jsdom has no layout: a list without a height draws no rows.
    jest
      .spyOn(HTMLElement.prototype, 'offsetHeight', 'get')
      .mockReturnValue(600);
    const { server } = setUpSharedTable();
    await openLegacyPortal('/dashboards', server);
    expect(
      await screen.findByRole('heading', { name: 'Dashboards' }),
    ).toBeVisible();
    expect(await screen.findByRole('link', { name: 'Delivery' })).toBeVisible();
    expect(screen.getAllByRole('main')).toHaveLength(1);
  });

  it('renders the page of a dashboard @full', async () => {
    const { server, path } = setUpSharedTable();
    await openLegacyPortal(path, server);
    expect(await screen.findByRole('row', { name: /Urgent 3/ })).toBeVisible();
    expect(screen.getByRole('heading', { name: 'Delivery' })).toBeVisible();
  });

  it('renders a home page widget that links to its dashboard', async () => {
    const { server, path, widget } = setUpSharedTable();
    await openLegacyPortal(
      '/home',
      server,
      <Route path="/home" element={<HomeDashboardWidget widget={widget} />} />,
    );
    expect(await screen.findByRole('row', { name: /Urgent 3/ })).toBeVisible();
    expect(screen.getByRole('link', { name: 'Open Delivery' })).toHaveAttribute(
      'href',
      `${path}?workspace=default`,
    );
  });

  it('renders an entity card with the data of the project of the entity', async () => {
    const { server, project, widget } = setUpSharedTable();
    await openLegacyPortal(
      '/entity',
      server,
      <Route
        path="/entity"
        element={
          <EntityProvider entity={paymentsEntity}>
            <EntityDashboardCard widget={widget} />
          </EntityProvider>
        }
      />,
    );
    expect(await screen.findByRole('row', { name: /Urgent 3/ })).toBeVisible();
    expect(server.requests).toContainEqual(
      expect.stringMatching(`/data\\?project_ids=${project.id}$`),
    );
  });
});
