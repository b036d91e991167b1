import {
  createFrontendModule,
  PageBlueprint,
} from '@backstage/frontend-plugin-api';
import { mockApis, renderTestApp } from '@backstage/frontend-test-utils';
import { EntityProvider } from '@backstage/plugin-catalog-react';
import {
  newProject,
  pageOfItems,
} from '@callboard/plugin-callboard-react/testUtils';
import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import plugin from '..';
import { FakeDashboards } from '../__testUtils__/FakeDashboards';
import { EntityDashboardCard } from './EntityDashboardCard';

const entity = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: { namespace: 'default', name: 'payments-api' },
};

function open(server: FakeDashboards, widget?: string) {
  const page = PageBlueprint.make({
    name: 'entity',
    params: {
      path: '/entity',
      title: 'payments-api',
      loader: async () => (
        <EntityProvider entity={entity}>
          <EntityDashboardCard widget={widget} />
        </EntityProvider>
      ),
    },
  });
  renderTestApp({
    features: [
      plugin,
      createFrontendModule({
        pluginId: 'callboard-dashboards',
        extensions: [page],
      }),
    ],
    initialRouteEntries: ['/entity'],
    apis: [
      mockApis.fetch({
        baseImplementation: (...request) => server.fetch(...request),
      }),
      mockApis.discovery({ baseUrl: 'http://portal' }),
      mockApis.storage(),
    ],
  });
}

function aServer() {
  const server = new FakeDashboards();
  const project = newProject({ entity_ref: 'component:default/payments-api' });
  server.answer({ listProjects: () => pageOfItems([project]) });
  const dashboard = server.add('Delivery', { access: 'shared' });
  const widget = server.addWidget(dashboard, 'Open', {
    widget_type: 'table',
    config: { x_axis: 'PRIORITY' },
  });
  return { server, project, dashboard, widget };
}

describe('the card of an entity', () => {
  it('shows the widget that its reader chose, of the entity’s project', async () => {
    const { server, project } = aServer();
    open(server);
    await userEvent.click(
      await screen.findByRole('button', { name: 'Choose a widget' }),
    );
    await userEvent.click(
      await screen.findByRole('combobox', { name: 'Dashboard' }),
    );
    await userEvent.click(
      await screen.findByRole('option', { name: 'Delivery' }),
    );
    await userEvent.click(
      await screen.findByRole('combobox', { name: 'Widget' }),
    );
    await userEvent.click(await screen.findByRole('option', { name: 'Open' }));
    await userEvent.click(screen.getByRole('button', { name: 'Show it' }));
    expect(await screen.findByRole('row', { name: /Urgent/ })).toBeVisible();
    expect(server.requests).toContainEqual(
      expect.stringMatching(`/data\\?project_ids=${project.id}$`),
    );
    expect(screen.getByRole('link', { name: 'Open Delivery' })).toBeVisible();
  });

  it('shows what its portal chose to who has chosen nothing', async () => {
    const { server, dashboard, widget } = aServer();
    open(server, `default/${dashboard.id}/${widget.id}`);
    expect(await screen.findByRole('row', { name: /Urgent/ })).toBeVisible();
  });

  it('says that a widget is gone', async () => {
    const { server, dashboard, widget } = aServer();
    server.widgets = [];
    open(server, `default/${dashboard.id}/${widget.id}`);
    expect(
      await screen.findByText('The widget is not there any more'),
    ).toBeVisible();
  });

  it('shows no numbers of others where the entity has no project', async () => {
    const { server, dashboard, widget } = aServer();
    server.answer({ listProjects: () => pageOfItems([]) });
    open(server, `default/${dashboard.id}/${widget.id}`);
    expect(
      await screen.findByText('Nothing is planned for this here yet.'),
    ).toBeVisible();
    await waitFor(() => expect(server.sent('GET', '/data')).toEqual([]));
  });

  it.each(['', 'x', 'default/constructor/__proto__', 'a/b/c/d'])(
    'takes %j for no choice',
    async text => {
      open(aServer().server, text);
      expect(await screen.findByText('No widget is chosen yet')).toBeVisible();
    },
  );
});
