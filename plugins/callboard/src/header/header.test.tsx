import {
  coreExtensionData,
  createFrontendPlugin,
  PageBlueprint,
  PluginHeaderActionBlueprint,
} from '@backstage/frontend-plugin-api';
import { renderTestApp } from '@backstage/frontend-test-utils';
import type { CriticalEvent } from '@callboard/plugin-callboard-common';
import { everyPageDataRef } from '@callboard/plugin-callboard-react';
import {
  findDeadEnds,
  toPage,
  ErrorResponse,
} from '@callboard/plugin-callboard-react/testUtils';
import { act, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { AdminServer } from '../__testUtils__/AdminServer';
import { mockScrollContainerSizes } from '../__testUtils__/mockScrollContainerSizes';
import { createOrganisationWithAda } from '../__testUtils__/OrganisationServer';
import { renderAdmin } from '../__testUtils__/renderAdmin';
import plugin from '../plugin';
import { CriticalEvents } from '../home/CriticalEvents';
import { callboardHeaderModule } from './callboardHeaderModule';

describe('page header', () => {
  const createPagePlugin = (
    pluginId: string,
    options: { noHeader?: boolean } = {},
  ) =>
    createFrontendPlugin({
      pluginId,
      extensions: [
        PageBlueprint.make({
          params: {
            path: `/${pluginId}`,
            title: pluginId,
            ...options,
            loader: async () => <p>The page of {pluginId}</p>,
          },
        }),
        PluginHeaderActionBlueprint.make({
          params: { loader: async () => <button>Act on {pluginId}</button> },
        }),
      ],
    });

  const createBell = (name?: string) =>
    PluginHeaderActionBlueprint.makeWithOverrides({
      name,
      output: [coreExtensionData.reactElement, everyPageDataRef],
      *factory(originalFactory) {
        yield* originalFactory({ loader: async () => <button>Ring</button> });
        yield everyPageDataRef(true);
      },
    });
  const bell = createBell();

  const searchLabel =
    'Search work items, projects, people, departments and dashboards';

  it('shows the search next to the actions of the current page', async () => {
    renderTestApp({
      features: [
        createPagePlugin('apples'),
        createPagePlugin('pears'),
        callboardHeaderModule,
      ],
      initialRouteEntries: ['/pears'],
    });
    const button = await screen.findByRole('button', { name: searchLabel });
    expect(await screen.findByText('Act on pears')).toBeVisible();
    expect(screen.queryByText('Act on apples')).toBeNull();
    await userEvent.click(button);
    expect(
      await screen.findByRole('combobox', { name: searchLabel }),
    ).toHaveFocus();
  });

  it('places actions of changing width before all others', async () => {
    const timer = PluginHeaderActionBlueprint.makeWithOverrides({
      output: [coreExtensionData.reactElement, everyPageDataRef],
      *factory(originalFactory) {
        yield* originalFactory({ loader: async () => <button>Time</button> });
        yield everyPageDataRef('first');
      },
    });
    renderTestApp({
      features: [
        createPagePlugin('pears'),
        createFrontendPlugin({ pluginId: 'ringing', extensions: [bell] }),
        createFrontendPlugin({ pluginId: 'timing', extensions: [timer] }),
        callboardHeaderModule,
      ],
      initialRouteEntries: ['/pears'],
    });
    await screen.findByText('Ring');
    await screen.findByText('Act on pears');
    await screen.findByText('Time');
    await screen.findByRole('button', { name: searchLabel });
    expect(
      screen
        .getAllByRole('button')
        .map(button => button.getAttribute('aria-label') ?? button.textContent),
    ).toEqual(['Time', 'Act on pears', searchLabel, 'Ring']);
  });

  it('renders several global actions of one plugin', async () => {
    const logError = jest.spyOn(console, 'error');
    const ringing = createFrontendPlugin({
      pluginId: 'ringing',
      extensions: [createBell('first'), createBell('second')],
    });
    renderTestApp({
      features: [createPagePlugin('pears'), ringing, callboardHeaderModule],
      initialRouteEntries: ['/pears'],
    });
    await waitFor(() => expect(screen.getAllByText('Ring')).toHaveLength(2));
    expect(logError).not.toHaveBeenCalledWith(
      expect.stringContaining('children with the same key'),
      expect.anything(),
      expect.anything(),
    );
  });

  it.each(['with', 'without'])(
    'renders global actions once on pages %s a header of their own',
    async header => {
      const noHeader = header === 'without';
      const ringing = createFrontendPlugin({
        pluginId: 'ringing',
        extensions: [bell],
      });
      renderTestApp({
        features: [
          createPagePlugin('pears', { noHeader }),
          ringing,
          callboardHeaderModule,
        ],
        initialRouteEntries: ['/pears'],
      });
      const ring = await screen.findAllByText('Ring');
      expect(ring).toHaveLength(1);
      expect(await screen.findByText('The page of pears')).toBeVisible();
    },
  );
});

describe('critical events and assistants', () => {
  mockScrollContainerSizes();

  const AT = '2026-11-20T08:00:00.000Z';

  /** The path at which tests show the widget of the home page. */
  const HOME_WIDGET_PATH = '/entity';

  /** Creates a server with rules, to which tests add critical events. */
  function createCriticalEventsServer() {
    const server = new AdminServer();
    const events = server.store('criticalEvents');
    const tuned = { is_enabled: true, count: 20, minutes: 5, rows: null };
    const rule = server.insert('criticalRules', {
      id: 'mass_delete',
      title: 'Mass deletion',
      ...tuned,
      defaults: tuned,
    });
    const exports = server.insert('criticalRules', {
      id: 'mass_export',
      title: 'Mass export',
      ...tuned,
      rows: 50_000,
      defaults: { ...tuned, rows: 50_000 },
    });
    server.answer({
      listCriticalEvents: ({ query }) => {
        const found = events.filter(
          ({ acknowledged_at }) =>
            query.get('is_acknowledged') !== 'false' ||
            acknowledged_at === null,
        );
        return { ...toPage(found), total: found.length };
      },
      acknowledgeCriticalEvent: ({ params }) =>
        Object.assign(events.find(({ id }) => id === params.id)!, {
          acknowledged_at: AT,
          acknowledged_by: 'user:default/alex.admin',
        }),
      listAssistantTools: () => ({
        actions: false,
        tools: [
          {
            name: 'find-work-items',
            title: 'Find work items',
            description: 'Finds them.',
            effect: 'reads',
          },
        ],
      }),
    });
    const add = (entity_label: string, more: Partial<CriticalEvent> = {}) =>
      server.insert('criticalEvents', {
        rule_id: 'entity_deleted',
        actor_ref: 'user:default/max.member',
        actor_name: 'Max Member',
        entity_type: 'component',
        entity_id: `component:default/${entity_label}`,
        entity_label,
        count: 1,
        ...more,
      });
    return {
      server,
      add,
      rule,
      exports,
      render: (path: string) =>
        renderAdmin(path, server, [], { element: <CriticalEvents /> }),
    };
  }

  describe('critical events', () => {
    it('lists unacknowledged events with entity and actor, and acknowledges one', async () => {
      const { add, server, render } = createCriticalEventsServer();
      add('seen', { acknowledged_at: AT, acknowledged_by: 'user:default/ada' });
      add('payments', { count: 3 });
      render('/callboard/critical-events');
      const grid = await screen.findByRole('grid', { name: 'Events' });
      expect(grid).toHaveTextContent(
        /Catalog entity deletedpayments3 times.*Max Member/,
      );
      expect(grid).not.toHaveTextContent('seen');
      await userEvent.click(
        within(grid).getByRole('button', {
          name: 'Acknowledge: Catalog entity deleted, payments',
        }),
      );
      expect(await screen.findByText('No unacknowledged events')).toBeVisible();
      expect(server.sent('POST', '/acknowledge')).toHaveLength(1);
      await userEvent.click(screen.getByRole('button', { name: 'All' }));
      const all = await screen.findByRole('grid', { name: 'Events' });
      expect(all).toHaveTextContent(/payments.*seen/);
    });

    it('updates rules, and rejects thresholds out of range', async () => {
      const { server, rule, exports, render } = createCriticalEventsServer();
      render('/callboard/critical-events');
      const isOn = await screen.findByRole('checkbox', {
        name: 'Enable rule: Mass deletion',
      });
      await userEvent.click(isOn);
      await waitFor(() => expect(rule.is_enabled).toBe(false));
      const count = screen.getByRole('textbox', {
        name: 'Occurrences: Mass deletion',
      });
      await userEvent.clear(count);
      await userEvent.type(count, '2000{Enter}');
      expect(count).toHaveAccessibleDescription('1 to 1,000');
      await userEvent.clear(count);
      await userEvent.type(count, '30{Enter}');
      await waitFor(() => expect(rule.count).toBe(30));
      const rows = screen.getByRole('textbox', { name: /^Rows/ });
      expect(rows).toHaveAccessibleName('Rows: Mass export');
      await userEvent.clear(rows);
      await userEvent.type(rows, '1000{Enter}');
      await waitFor(() => expect(exports.rows).toBe(1_000));
      expect(
        server.sent('PATCH', '/critical-rules').map(({ body }) => body),
      ).toEqual([{ is_enabled: false }, { count: 30 }, { rows: 1_000 }]);
    });

    it('sends an edited number once, and then the switch that was clicked meanwhile', async () => {
      const { server, rule, render } = createCriticalEventsServer();
      render('/callboard/critical-events');
      const count = await screen.findByRole('textbox', {
        name: 'Occurrences: Mass deletion',
      });
      const release = server.blockRequests(() => true);
      await userEvent.clear(count);
      await userEvent.type(count, '30{Enter}');
      const isOn = screen.getByRole('checkbox', {
        name: 'Enable rule: Mass deletion',
      });
      await userEvent.click(isOn);
      expect(isOn).not.toBeChecked();
      release();
      await waitFor(() => expect(rule.is_enabled).toBe(false));
      expect(
        server.sent('PATCH', '/critical-rules').map(({ body }) => body),
      ).toEqual([{ count: 30 }, { is_enabled: false }]);
    });

    it('shows an error and keeps the event when acknowledging fails @full', async () => {
      const { add, server, render } = createCriticalEventsServer();
      add('payments');
      server.answer({
        acknowledgeCriticalEvent: () => {
          throw new ErrorResponse(503, 'away');
        },
      });
      render('/callboard/critical-events');
      await userEvent.click(
        await screen.findByRole('button', { name: /^Acknowledge: Catalog/ }),
      );
      expect(
        await screen.findByText(
          'The event could not be acknowledged. Try again.',
        ),
      ).toBeVisible();
      expect(screen.getByRole('grid', { name: 'Events' })).toHaveTextContent(
        'payments',
      );
    });

    it('reloads the list while the page is open', async () => {
      jest.useFakeTimers({ doNotFake: ['performance'] });
      try {
        const { add, render } = createCriticalEventsServer();
        render('/callboard/critical-events');
        await screen.findByText('No unacknowledged events');
        add('payments');
        await act(() => jest.advanceTimersByTimeAsync(30_000));
        expect(
          await screen.findByRole('grid', { name: 'Events' }),
        ).toHaveTextContent('payments');
      } finally {
        jest.useRealTimers();
      }
    });

    it('links workspace admins to activity entries, and hides rules from them @full', async () => {
      const { add, server, render } = createCriticalEventsServer();
      const [{ id, slug }] = server.store('workspaces');
      server.actAs({ role: 'admin' });
      add('payments', { workspace_id: id });
      render('/callboard/critical-events');
      const grid = await screen.findByRole('grid', { name: 'Events' });
      await waitFor(() =>
        expect(
          within(grid).getByRole('link', { name: 'Catalog entity deleted' }),
        ).toHaveAttribute(
          'href',
          expect.stringContaining(`/activity/workspace?workspace=${slug}&row=`),
        ),
      );
      expect(screen.queryByText('Rules')).toBeNull();
      expect(server.sent('GET', '/critical-rules')).toEqual([]);
    });

    it('lists events on the home page for workspace admins', async () => {
      const { add, server, render } = createCriticalEventsServer();
      server.actAs({ role: 'admin' });
      add('payments');
      render(HOME_WIDGET_PATH);
      expect(
        await screen.findByRole('list', {
          name: 'Unacknowledged critical events',
        }),
      ).toHaveTextContent('payments');
    });

    it('lists events on the home page for super admins until acknowledged @full', async () => {
      const { add, render } = createCriticalEventsServer();
      add('payments');
      render(HOME_WIDGET_PATH);
      const list = await screen.findByRole('list', {
        name: 'Unacknowledged critical events',
      });
      expect(list).toHaveTextContent(/Catalog entity deleted.*Max Member/);
      expect(screen.getByRole('link', { name: 'See all' })).toHaveAttribute(
        'href',
        '/callboard/critical-events',
      );
      await userEvent.click(within(list).getByRole('button'));
      expect(await screen.findByText('No unacknowledged events')).toBeVisible();
    });

    it('sends no request for critical events on the home page of a member', async () => {
      const { server, render } = createCriticalEventsServer();
      server.actAs({ role: 'member' });
      render(HOME_WIDGET_PATH);
      expect(await screen.findByText('Admins only')).toBeVisible();
      expect(server.sent('GET', '/critical-events')).toEqual([]);
    });

    it('shows the number of open events on the admin overview @full', async () => {
      const { add, render } = createCriticalEventsServer();
      add('payments');
      render('/callboard');
      const areas = await screen.findByRole('list', { name: 'Areas' });
      expect(
        await within(areas).findByRole('link', {
          name: /^Critical events.*1 unacknowledged$/,
        }),
      ).toBeVisible();
    });
  });

  describe('assistants page', () => {
    it('shows that assistants are read-only and lists their tools', async () => {
      const { render } = createCriticalEventsServer();
      render('/callboard/assistants');
      expect(
        await screen.findByText('AI assistants are read-only'),
      ).toBeVisible();
      expect(screen.getByRole('grid', { name: 'Tools' })).toHaveTextContent(
        /Find work itemscallboard.find-work-items.*Reads.*Finds them/,
      );
    });
  });
});

describe('unknown addresses', () => {
  /** Creates a server for a super admin, who can open every page. */
  const createServer = () => {
    const { server } = createOrganisationWithAda();
    server.me.is_super_admin = true;
    return server;
  };

  it('shows an error and a link back at unknown addresses below each page', async () => {
    expect(
      await findDeadEnds(plugin, createServer, [
        '/callboard/overview',
        '/callboard/workspaces',
        '/callboard/announcements',
        '/organisation/people',
      ]),
    ).toEqual([]);
  });
});
