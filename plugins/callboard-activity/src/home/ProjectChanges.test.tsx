import { pageOfItems } from '@callboard/plugin-callboard-react/testUtils';
import {
  createFrontendModule,
  PageBlueprint,
} from '@backstage/frontend-plugin-api';
import { mockApis, renderTestApp } from '@backstage/frontend-test-utils';
import { entityRouteRef } from '@backstage/plugin-catalog-react';
import { screen, within } from '@testing-library/react';
import plugin from '..';
import { FakeActivity } from '../__testUtils__/FakeActivity';
import { ProjectChanges } from './ProjectChanges';

/** Draws the widget on a page of its own, in a portal with the plugin. */
function render(server: FakeActivity) {
  const page = PageBlueprint.make({
    name: 'home',
    params: {
      path: '/home',
      title: 'Home',
      loader: async () => <ProjectChanges />,
    },
  });
  renderTestApp({
    features: [
      plugin,
      createFrontendModule({
        pluginId: 'callboard-activity',
        extensions: [page],
      }),
    ],
    initialRouteEntries: ['/home'],
    mountedRoutes: {
      '/catalog/:namespace/:kind/:name': entityRouteRef as never,
    },
    apis: [
      mockApis.fetch({ baseImplementation: server.fetch }),
      mockApis.discovery({ baseUrl: 'http://portal' }),
    ],
  });
}

describe('the widget Changed in my projects', () => {
  it('says who changed what, from what to what', async () => {
    const server = new FakeActivity();
    server.add({
      created_at: '2026-11-20T08:00:00.000Z',
      user_id: 'user:default/mona.manager',
      user_name: 'Mona Manager',
      action: 'update',
      entity_type: 'work_item',
      entity_label: 'PAY-311',
      changes: [{ field: 'state', old_value: 'In Review', new_value: 'Done' }],
    });
    server.answer({
      listMyProjectsActivity: () => pageOfItems(server.rows),
    });
    render(server);
    const changes = await screen.findByRole('list', {
      name: 'Changed in my projects',
    });
    const [row] = within(changes).getAllByRole('listitem');
    expect(row).toHaveTextContent(
      /PAY-311.*Mona Managerupdated.*state In Review → Done/i,
    );
    expect(screen.getByRole('link', { name: 'See all' })).toHaveAttribute(
      'href',
      '/activity/workspace?workspace=default&views=false',
    );
  });

  it('says so where there is nothing, after asking once', async () => {
    const server = new FakeActivity();
    server.answer({ listMyProjectsActivity: () => pageOfItems([]) });
    render(server);
    expect(await screen.findByText('Nothing changed lately')).toBeVisible();
    expect(server.queriesOf('/activity/my-projects')).toHaveLength(1);
  });
});
