import {
  createFrontendModule,
  PageBlueprint,
} from '@backstage/frontend-plugin-api';
import { CallboardProvider } from '@callboard/plugin-callboard-react';
import {
  idOf,
  newWorkItem,
  pageOfItems,
} from '@callboard/plugin-callboard-react/testUtils';
import { act, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { FakeDashboards } from '../__testUtils__/FakeDashboards';
import { renderDashboards } from '../__testUtils__/renderDashboards';
import { EmbeddedWidget } from './EmbeddedWidget';

/** Opens a page with a card for each of the titles, all of one dashboard. */
function openCards(titles: string[]) {
  const server = new FakeDashboards();
  const dashboard = server.add('Delivery', { access: 'shared' });
  const widgets = titles.map(title => server.addWidget(dashboard, title));
  const page = PageBlueprint.make({
    name: 'cards',
    params: {
      path: '/cards',
      title: 'Cards',
      loader: async () => (
        <CallboardProvider>
          {widgets.map(({ id }) => (
            <EmbeddedWidget
              key={id}
              choice={{
                slug: 'default',
                dashboard: dashboard.id,
                widget: id,
              }}
              asked={{}}
            />
          ))}
        </CallboardProvider>
      ),
    },
  });
  const portal = renderDashboards('/cards', server, [
    createFrontendModule({
      pluginId: 'callboard-dashboards',
      extensions: [page],
    }),
  ]);
  return { server, dashboard, widgets, ...portal };
}

describe('a widget away from its dashboard', () => {
  afterEach(() => jest.useRealTimers());

  it('has its numbers as a table, which leads to what is behind them', async () => {
    // jsdom has no layout: a list without a height draws no rows.
    jest
      .spyOn(HTMLElement.prototype, 'offsetHeight', 'get')
      .mockReturnValue(600);
    const { server } = openCards(['Open']);
    server.answer({
      listWidgetRows: () =>
        pageOfItems([newWorkItem(1, { title: 'Fix rounding' })]),
    });
    await screen.findByRole('img', { name: /^Open: 2 values/ });
    await userEvent.click(
      screen.getByRole('button', { name: 'Actions for Open' }),
    );
    await userEvent.click(
      screen.getByRole('menuitem', { name: 'Show as table' }),
    );
    const row = await screen.findByRole('row', { name: /^Urgent/ });
    await userEvent.click(within(row).getByRole('button', { name: '3' }));
    const drawer = within(
      await screen.findByRole('dialog', { name: 'Open · Urgent' }),
    );
    expect(await drawer.findByText(/Fix rounding/)).toBeVisible();
    await userEvent.click(drawer.getByRole('button', { name: 'Close' }));
    expect(screen.queryByRole('dialog')).toBeNull();
  });

  it('asks for no more after a change than it would by itself', async () => {
    jest.useFakeTimers({ advanceTimers: true });
    const titles = ['Open', 'Done', 'Late'];
    const { server, widgets, signal } = openCards(titles);
    for (const title of titles) {
      await screen.findByRole('img', { name: new RegExp(`^${title}: 2`) });
    }
    signal({
      type: 'change',
      workspace_id: idOf('workspace', 1),
      entity_type: 'work_item',
      entity_id: idOf('item', 1),
    });
    await act(() => jest.advanceTimersByTimeAsync(15_000));
    // Once at first, and two rounds after the change.
    expect(
      widgets.map(({ id }) => server.sent('GET', `${id}/data`).length),
    ).toEqual([3, 3, 3]);
  });
});
