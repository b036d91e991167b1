import { EntityProvider } from '@backstage/plugin-catalog-react';
import { CallboardProvider } from '@callboard/plugin-callboard-react';
import {
  idOf,
  newProject,
  pageOfItems,
} from '@callboard/plugin-callboard-react/testUtils';
import { screen } from '@testing-library/react';
import { Suspense } from 'react';
import { Route } from 'react-router-dom';
import { FakeDashboards } from '../__testUtils__/FakeDashboards';
import { answerAnalytics } from '../analytics/__testUtils__/answerAnalytics';
import {
  callboardWorkDepartmentSection,
  EntityDashboardCard,
  HomeDashboardWidget,
} from './';
import { openLegacyPortal } from './__testUtils__/openLegacyPortal';

describe('analytics in a portal on the legacy frontend system', () => {
  /** Opens a portal on the legacy frontend system that has a page of a department. */
  function open(path: string): void {
    const server = new FakeDashboards();
    answerAnalytics(server);
    const { Section } = callboardWorkDepartmentSection;
    openLegacyPortal(
      path,
      server,
      <Route
        path="/department"
        element={
          <CallboardProvider>
            <Suspense fallback={null}>
              <Section
                workspace={server.me.workspaces[0]}
                department={{ id: idOf('department', 1) } as never}
              />
            </Suspense>
          </CallboardProvider>
        }
      />,
    );
  }

  it('has the page Analytics', async () => {
    open('/analytics?tab=time');
    expect(
      await screen.findByRole('heading', { name: 'Analytics' }),
    ).toBeVisible();
    expect(await screen.findByText('review')).toBeVisible();
    expect(screen.getAllByRole('main')).toHaveLength(1);
  });

  it('says of addresses beneath it that nothing is there', async () => {
    open('/analytics/no-such-page');
    expect(await screen.findByRole('link', { name: /^Back/ })).toHaveAttribute(
      'href',
      '/analytics',
    );
  });

  it('has work for the pages of departments', async () => {
    open('/department');
    expect(await screen.findByRole('list', { name: 'Work' })).toBeVisible();
    expect(
      screen.getByRole('link', { name: 'More in Analytics' }),
    ).toHaveAttribute('href', expect.stringMatching(/^\/analytics\?/));
  });
});

describe('dashboards in a portal on the legacy frontend system', () => {
  const entity = {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: { namespace: 'default', name: 'payments-api' },
  };

  /** A server with a dashboard, and a widget as cards name it. */
  function aServer() {
    const server = new FakeDashboards();
    const project = newProject({
      entity_ref: 'component:default/payments-api',
    });
    server.answer({ listProjects: () => pageOfItems([project]) });
    const dashboard = server.add('Delivery', { access: 'shared' });
    const { id } = server.addWidget(dashboard, 'Open', {
      widget_type: 'table',
      config: { x_axis: 'PRIORITY' },
    });
    return {
      server,
      project,
      path: `/dashboards/${dashboard.id}`,
      widget: `default/${dashboard.id}/${id}`,
    };
  }

  it('has the page Dashboards', async () => {
    // jsdom has no layout: a list without a height draws no rows.
    jest
      .spyOn(HTMLElement.prototype, 'offsetHeight', 'get')
      .mockReturnValue(600);
    const { server } = aServer();
    openLegacyPortal('/dashboards', server);
    expect(
      await screen.findByRole('heading', { name: 'Dashboards' }),
    ).toBeVisible();
    expect(await screen.findByRole('link', { name: 'Delivery' })).toBeVisible();
    expect(screen.getAllByRole('main')).toHaveLength(1);
  });

  it('has a page for each dashboard', async () => {
    const { server, path } = aServer();
    openLegacyPortal(path, server);
    expect(await screen.findByRole('row', { name: /Urgent 3/ })).toBeVisible();
    expect(screen.getByRole('heading', { name: 'Delivery' })).toBeVisible();
  });

  it('has a widget on the home page, which leads to its dashboard', async () => {
    const { server, path, widget } = aServer();
    openLegacyPortal(
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

  it('has a widget on the pages of entities, with the numbers of their project', async () => {
    const { server, project, widget } = aServer();
    openLegacyPortal(
      '/entity',
      server,
      <Route
        path="/entity"
        element={
          <EntityProvider entity={entity}>
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
