import { mockApis, renderInTestApp } from '@backstage/frontend-test-utils';
import {
  EntityProvider,
  entityRouteRef,
} from '@backstage/plugin-catalog-react';
import { screen } from '@testing-library/react';
import { FakeActivity } from '../__testUtils__/FakeActivity';
import { EntityActivityCard } from './EntityActivityCard';
import { EntityActivityContent } from './EntityActivityContent';

jest.setTimeout(60_000);

const entity = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: { name: 'Payments-API' },
};

function render(element: JSX.Element, server: FakeActivity) {
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

describe('the history of an entity', () => {
  it('is asked for by its reference, in lower case', async () => {
    const server = new FakeActivity();
    server.add({ created_at: '2026-11-20T09:00:00.000Z' });
    render(<EntityActivityContent />, server);
    expect(await screen.findByRole('grid')).toBeInTheDocument();
    const [query] = server.queriesOf('/activity');
    expect(query.get('entity_type')).toBe('component');
    expect(query.get('entity_id')).toBe('component:default/payments-api');
  });

  it('has a card with the latest, and the way to all of it', async () => {
    const server = new FakeActivity();
    for (let row = 0; row < 9; row++) {
      server.add({ created_at: '2026-11-20T09:00:00.000Z' });
    }
    render(<EntityActivityCard />, server);
    const list = await screen.findByRole('list', { name: 'Recent activity' });
    expect(list.children).toHaveLength(6);
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
      await screen.findByText('Who can give it: an admin of the workspace.'),
    ).toBeInTheDocument();
  });
});
