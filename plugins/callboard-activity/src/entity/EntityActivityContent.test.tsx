import { mockApis, renderInTestApp } from '@backstage/frontend-test-utils';
import {
  EntityProvider,
  entityRouteRef,
} from '@backstage/plugin-catalog-react';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { FakeActivity } from '../__testUtils__/FakeActivity';
import { EntityActivityCard } from './EntityActivityCard';
import { EntityActivityContent } from './EntityActivityContent';

jest.setTimeout(60_000);

const entityOf = (kind: string, name: string) => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind,
  metadata: { name },
});
const component = entityOf('Component', 'Payments-API');
const jane = entityOf('User', 'jane');
const created_at = '2026-11-20T09:00:00.000Z';

function render(
  element: JSX.Element,
  server: FakeActivity,
  entity = component,
) {
  renderInTestApp(<EntityProvider entity={entity}>{element}</EntityProvider>, {
    mountedRoutes: {
      '/catalog/:namespace/:kind/:name': entityRouteRef as never,
    },
    apis: [
      mockApis.fetch({ baseImplementation: server.fetch }),
      mockApis.discovery({ baseUrl: 'http://portal' }),
    ],
  });
}

describe('the activity of an entity', () => {
  it('is what was done about it, and what was looked at on request', async () => {
    const server = new FakeActivity();
    server.add({ created_at });
    render(<EntityActivityContent />, server);
    expect(await screen.findByRole('treegrid')).toBeInTheDocument();
    const listed = () => server.queriesOf('/activity').slice(-1)[0];
    expect(listed().get('about')).toBe('component:default/payments-api');
    expect(listed().get('views')).toBe('false');
    expect(listed().get('start')).toBeNull();
    const [summary] = server.queriesOf('/activity/summary');
    expect(summary.get('about')).toBe('component:default/payments-api');
    await userEvent.click(
      screen.getByRole('checkbox', { name: 'Hide page views' }),
    );
    await waitFor(() => expect(listed().get('views')).toBeNull());
    expect(screen.getByText('Page views: shown')).toBeVisible();
    expect(screen.queryByText('Who looked')).toBeNull();
  });

  it('is, of a person, what they did and who looked', async () => {
    const server = new FakeActivity();
    const user_id = 'user:default/jane';
    server.add(
      { created_at, user_id, entity_label: 'PAY-1' },
      {
        created_at,
        action: 'entity_view',
        entity_id: user_id,
        user_name: 'Curious Carl',
      },
    );
    render(<EntityActivityContent />, server, jane);
    const grid = await screen.findByRole('treegrid');
    expect(within(grid).getByText('PAY-1')).toBeVisible();
    expect(within(grid).queryByText('Curious Carl')).toBeNull();
    const looked = await screen.findByRole('list', { name: 'Who looked' });
    expect(looked).toHaveTextContent('Curious Carl');
    expect(looked.children).toHaveLength(1);
  });

  it('does not say who looked to people who see no views of others', async () => {
    const server = new FakeActivity();
    server.me.is_super_admin = false;
    server.me.workspaces[0].role = 'member';
    server.add({ created_at, user_id: 'user:default/jane' });
    render(<EntityActivityContent />, server, jane);
    await screen.findByRole('treegrid');
    expect(screen.queryByText('Who looked')).toBeNull();
  });

  it('has a card with the latest, and the way to all of it', async () => {
    const server = new FakeActivity();
    for (let row = 0; row < 9; row++) {
      server.add({ created_at });
    }
    server.add({ created_at, action: 'entity_view' });
    render(<EntityActivityCard />, server);
    const list = await screen.findByRole('list', { name: 'Recent activity' });
    expect(list.children).toHaveLength(6);
    expect(list).not.toHaveTextContent('viewed');
    expect(
      screen.getByRole('link', { name: 'See all activity' }),
    ).toHaveAttribute(
      'href',
      '/catalog/default/component/Payments-API/activity',
    );
  });

  it('says so where there is none', async () => {
    render(<EntityActivityCard />, new FakeActivity());
    expect(await screen.findByText('No activity yet')).toBeInTheDocument();
  });

  it('says who gives access to whom is in no workspace', async () => {
    const server = new FakeActivity();
    server.refuse = { scope: '/activity', status: 404 };
    render(<EntityActivityCard />, server);
    expect(
      await screen.findByRole('list', { name: 'People who can give access' }),
    ).toHaveTextContent('Sue Super');
  });
});
