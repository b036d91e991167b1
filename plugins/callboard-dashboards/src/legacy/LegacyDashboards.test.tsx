import { EntityProvider } from '@backstage/plugin-catalog-react';
import {
  newProject,
  pageOfItems,
} from '@callboard/plugin-callboard-react/testUtils';
import { screen } from '@testing-library/react';
import { Route } from 'react-router-dom';
import { FakeDashboards } from '../__testUtils__/FakeDashboards';
import { openLegacyPortal } from './__testUtils__/openLegacyPortal';
import { EntityDashboardCard, HomeDashboardWidget } from '.';

const entity = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: { namespace: 'default', name: 'payments-api' },
};

/** A server with a dashboard, and a widget as cards name it. */
function aServer() {
  const server = new FakeDashboards();
  const project = newProject({ entity_ref: 'component:default/payments-api' });
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

describe('the plugin in a portal on the legacy frontend system', () => {
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
