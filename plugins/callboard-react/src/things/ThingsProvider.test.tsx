import { mockApis, renderInTestApp } from '@backstage/frontend-test-utils';
import { entityRouteRef } from '@backstage/plugin-catalog-react';
import { screen } from '@testing-library/react';
import { CallboardProvider } from '../query/CallboardProvider';
import { FakeServer, Refusal } from '../testUtils';
import { EntityLink } from './EntityLink';
import { ThingsProvider } from './ThingsProvider';

const idOf = (n: number) =>
  `01900000-0000-7000-8000-${String(n).padStart(12, '0')}`;

const itemAt = (n: number) => ({
  entity_type: 'work_item',
  entity_id: idOf(n),
});

/** Lists rows that speak of things, as pages do. */
function show(
  server: FakeServer,
  rows: { entity_type: string; entity_id: string }[],
) {
  renderInTestApp(
    <CallboardProvider>
      <ThingsProvider rows={rows}>
        {rows.map(({ entity_type, entity_id }, at) => (
          <div key={at}>
            <EntityLink
              type={entity_type}
              id={entity_id}
              label={`Thing ${at + 1}`}
            />
          </div>
        ))}
      </ThingsProvider>
    </CallboardProvider>,
    {
      mountedRoutes: {
        '/catalog/:namespace/:kind/:name': entityRouteRef as never,
      },
      apis: [
        mockApis.fetch({ baseImplementation: server.fetch }),
        mockApis.discovery({ baseUrl: 'http://portal' }),
      ],
    },
  );
}

const url = '/catalog/default/system/payments/work?item=1';

/** A server on which some items are there, and the second is gone. */
const serverWith = (...there: number[]) =>
  new FakeServer().answer({
    listThings: () => ({
      items: there.map(n => ({
        type: 'work_item' as const,
        id: idOf(n),
        title: `PAY-${n}`,
        workspace_slug: 'default',
        url,
      })),
      gone: [{ type: 'work_item' as const, id: idOf(2) }],
    }),
  });

describe('things in a list', () => {
  it('are links to where they are; those that are gone say so', async () => {
    const server = serverWith(1);
    show(server, [itemAt(1), itemAt(2), itemAt(1)]);
    const links = await screen.findAllByRole('link', { name: 'Thing 1' });
    expect(links[0]).toHaveAttribute('href', url);
    expect(screen.getByRole('link', { name: 'Thing 3' })).toBeVisible();
    expect(screen.getByText('Thing 2').parentElement).toHaveTextContent(
      'Thing 2(gone)',
    );
    expect(screen.queryByRole('link', { name: 'Thing 2' })).toBeNull();
  });

  it('are text where they are not for the reader', async () => {
    show(serverWith(1), [itemAt(1), itemAt(3)]);
    await screen.findByRole('link', { name: 'Thing 1' });
    expect(screen.getByText('Thing 2').parentElement).toHaveTextContent(
      /^Thing 2$/,
    );
  });

  it('are asked for together, page by page', async () => {
    const server = serverWith(1);
    const rows = Array.from({ length: 60 }, (_, at) => itemAt(at + 1));
    show(server, rows);
    await screen.findByRole('link', { name: 'Thing 1' });
    expect(
      server.queriesOf('/things').map(query => query.get('work_items')),
    ).toEqual([
      rows
        .slice(0, 50)
        .map(row => row.entity_id)
        .join(','),
      rows
        .slice(50)
        .map(row => row.entity_id)
        .join(','),
    ]);
  });

  it('are not asked for where they have no place of their own', async () => {
    const server = serverWith();
    show(server, [
      { entity_type: 'work_item', entity_id: 'PAY-42' },
      { entity_type: 'webhook', entity_id: idOf(1) },
      { entity_type: 'constructor', entity_id: idOf(2) },
    ]);
    expect(await screen.findByText('Thing 3')).toBeVisible();
    expect(server.queriesOf('/things')).toEqual([]);
  });

  it('are text while nobody knows where they are', async () => {
    const server = serverWith(1);
    server.refuseNext = { method: 'GET', refusal: new Refusal(403, 'No') };
    show(server, [itemAt(1)]);
    expect(await screen.findByText('Thing 1')).toBeVisible();
    expect(screen.queryByText('(gone)')).toBeNull();
    expect(screen.queryByRole('link')).toBeNull();
  });
});
