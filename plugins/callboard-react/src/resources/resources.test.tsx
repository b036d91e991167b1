import {
  appTreeApiRef,
  createRouteRef,
  PageBlueprint,
  routeResolutionApiRef,
  SubPageBlueprint,
  useApi,
} from '@backstage/frontend-plugin-api';
import {
  mockApis,
  renderInTestApp,
  renderTestApp,
  TestApiProvider,
} from '@backstage/frontend-test-utils';
import {
  EntityProvider,
  entityRouteRef,
} from '@backstage/plugin-catalog-react';
import type { Subscription } from '@callboard/plugin-callboard-common';
import { render, renderHook, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { ReactNode } from 'react';
import { MemoryRouter } from 'react-router-dom';
import { FollowButton } from '../following/FollowButton';
import type { Followed } from '../following/useSubscription';
import { useEntityTabHref } from '../hooks/useEntityTabHref';
import { findPageName } from '../pageNames/findPageName';
import { CallboardProvider } from '../query/CallboardProvider';
import { FakeServer, hostileWords, ErrorResponse } from '../testUtils';
import { EntityLink } from './EntityLink';
import { EntityTypeIcon } from './EntityTypeIcon';
import { ResourcesProvider } from './ResourcesProvider';

describe('EntityLink', () => {
  const renderLink = (id: string) =>
    renderInTestApp(<EntityLink type="page" id={id} label="There" />, {
      mountedRoutes: {
        '/catalog/:namespace/:kind/:name': entityRouteRef as never,
      },
    });

  it.each([
    ['component:default/shop', '/catalog/default/component/shop'],
    ['/docs/default/component/shop', '/docs/default/component/shop'],
  ])('links %s to its page', async (id, href) => {
    renderLink(id);
    expect(await screen.findByRole('link', { name: 'There' })).toHaveAttribute(
      'href',
      href,
    );
  });

  it.each([
    '01900000-0000-7000-8000-000000000001',
    '/\\evil.example',
    '//evil.example',
    '/\t/evil.example',
    'https://evil.example',
    // eslint-disable-next-line no-script-url
    'javascript:alert(1)',
    'data:text/html,<script>alert(1)</script>',
  ])('shows %j as text without a link', async id => {
    renderLink(id);
    expect(await screen.findByText('There')).toBeVisible();
    expect(screen.queryByRole('link')).toBeNull();
  });
});

describe('EntityTypeIcon', () => {
  it('renders the same icon for all unknown types', () => {
    const { container } = render(<EntityTypeIcon type="made_up" />);
    const { innerHTML } = container;
    for (const type of [...hostileWords, '', null, undefined]) {
      expect(render(<EntityTypeIcon type={type} />).container.innerHTML).toBe(
        innerHTML,
      );
    }
    expect(render(<EntityTypeIcon type="user" />).container.innerHTML).not.toBe(
      innerHTML,
    );
  });
});

describe('resources in a list', () => {
  const toId = (n: number) =>
    `01900000-0000-7000-8000-${String(n).padStart(12, '0')}`;

  const createItemRef = (n: number) => ({
    entity_type: 'work_item',
    entity_id: toId(n),
  });

  /** Renders rows that refer to resources, as pages do. */
  function renderRows(
    server: FakeServer,
    rows: { entity_type: string; entity_id: string }[],
  ) {
    renderInTestApp(
      <CallboardProvider>
        <ResourcesProvider rows={rows}>
          {rows.map(({ entity_type, entity_id }, at) => (
            <div key={at}>
              <EntityLink
                type={entity_type}
                id={entity_id}
                label={`Thing ${at + 1}`}
              />
            </div>
          ))}
        </ResourcesProvider>
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

  /** A server with some work items, of which the second is deleted. */
  const createServerWith = (...there: number[]) =>
    new FakeServer().answer({
      listResources: () => ({
        items: there.map(n => ({
          type: 'work_item' as const,
          id: toId(n),
          title: `PAY-${n}`,
          workspace_slug: 'default',
          url,
        })),
        deleted: [{ type: 'work_item' as const, id: toId(2) }],
      }),
    });

  it('renders links to existing resources, and marks deleted ones', async () => {
    const server = createServerWith(1);
    renderRows(server, [createItemRef(1), createItemRef(2), createItemRef(1)]);
    const links = await screen.findAllByRole('link', { name: 'Thing 1' });
    expect(links[0]).toHaveAttribute('href', url);
    expect(screen.getByRole('link', { name: 'Thing 3' })).toBeVisible();
    expect(screen.getByText('Thing 2').parentElement).toHaveTextContent(
      'Thing 2(deleted)',
    );
    expect(screen.queryByRole('link', { name: 'Thing 2' })).toBeNull();
  });

  it('renders text for a resource that the user cannot access', async () => {
    renderRows(createServerWith(1), [createItemRef(1), createItemRef(3)]);
    await screen.findByRole('link', { name: 'Thing 1' });
    expect(screen.getByText('Thing 2').parentElement).toHaveTextContent(
      /^Thing 2$/,
    );
  });

  it('requests resources together, 50 per query', async () => {
    const server = createServerWith(1);
    const rows = Array.from({ length: 60 }, (_, at) => createItemRef(at + 1));
    renderRows(server, rows);
    await screen.findByRole('link', { name: 'Thing 1' });
    expect(
      server.listQueries('/resources').map(query => query.get('work_items')),
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

  it('omits invalid ids and types without a page from queries', async () => {
    const server = createServerWith();
    renderRows(server, [
      { entity_type: 'work_item', entity_id: 'PAY-42' },
      { entity_type: 'holiday', entity_id: toId(1) },
      { entity_type: 'constructor', entity_id: toId(2) },
    ]);
    expect(await screen.findByText('Thing 3')).toBeVisible();
    expect(server.listQueries('/resources')).toEqual([]);
  });

  it('renders text when the query fails', async () => {
    const server = createServerWith(1);
    server.failNext = { method: 'GET', refusal: new ErrorResponse(403, 'No') };
    renderRows(server, [createItemRef(1)]);
    expect(await screen.findByText('Thing 1')).toBeVisible();
    expect(screen.queryByText('(deleted)')).toBeNull();
    expect(screen.queryByRole('link')).toBeNull();
  });
});

describe('FollowButton', () => {
  const PROJECT = '01900000-0000-7000-8000-00000000000a';
  const ITEM = '01900000-0000-7000-8000-00000000000b';

  /**
   * A person who follows an item because they are assigned to it, and who has not chosen a level.
   */
  class FakeFollowing extends FakeServer {
    chosen: Subscription['level'] | undefined;

    constructor() {
      super();
      this.answer({
        getWorkItemSubscription: () => this.#now,
        putWorkItemSubscription: ({ body }) => {
          this.chosen = body.level;
          return this.#now;
        },
        deleteWorkItemSubscription: () => {
          this.chosen = undefined;
        },
      });
    }

    get #now(): Subscription {
      return this.chosen
        ? { level: this.chosen, source: 'own' }
        : { level: 'all', source: 'assignee' };
    }
  }

  function renderButton(
    server: FakeServer,
    followed: Followed = { slug: 'default', pid: PROJECT, iid: ITEM },
    config = {},
  ) {
    renderInTestApp(
      <CallboardProvider>
        <FollowButton followed={followed} />
        <p>After the button</p>
      </CallboardProvider>,
      {
        config,
        apis: [
          mockApis.fetch({ baseImplementation: server.fetch }),
          mockApis.discovery({ baseUrl: 'http://portal' }),
        ],
      },
    );
  }

  describe('work item', () => {
    it('mutes the work item, and resets it to the default @full', async () => {
      const server = new FakeFollowing();
      renderButton(server);
      await userEvent.click(
        await screen.findByRole('button', { name: 'Following' }),
      );
      expect(
        screen.getByRole('menuitemradio', { name: /^Everything/ }),
      ).toBeChecked();
      await userEvent.click(
        screen.getByRole('menuitemradio', { name: /^Muted/ }),
      );
      await userEvent.click(
        await screen.findByRole('button', { name: 'Muted' }),
      );
      await waitFor(() => expect(server.chosen).toBe('none'));
      await userEvent.click(
        screen.getByRole('menuitem', { name: 'Reset to default' }),
      );
      expect(
        await screen.findByRole('button', { name: 'Following' }),
      ).toBeVisible();
      expect(server.chosen).toBeUndefined();
    });

    it('restores the previous level and shows the error when saving fails', async () => {
      const server = new FakeFollowing();
      renderButton(server);
      await userEvent.click(
        await screen.findByRole('button', { name: 'Following' }),
      );
      const refusal = new ErrorResponse(403, 'Not today');
      server.failNext = { method: 'PUT', refusal };
      await userEvent.click(
        screen.getByRole('menuitemradio', { name: /^Muted/ }),
      );
      expect(await screen.findByText('Not today')).toBeInTheDocument();
      expect(
        await screen.findByRole('button', { name: 'Following' }),
      ).toBeVisible();
    });
  });

  it('renders nothing and sends no query while notifications are off', async () => {
    const server = new FakeFollowing();
    renderButton(server, undefined, {
      callboard: { features: { notifications: false } },
    });
    expect(await screen.findByText('After the button')).toBeVisible();
    expect(screen.queryByRole('button')).toBeNull();
    expect(server.calls).toEqual([]);
  });

  describe('dashboard', () => {
    it('omits the level for mentions, and describes the notifications of each level', async () => {
      let chosen: Subscription = { level: 'all', source: 'author' };
      const server = new FakeServer().answer({
        getDashboardSubscription: () => chosen,
        putDashboardSubscription: ({ params, body }) => {
          expect(params).toEqual({ slug: 'default', id: PROJECT });
          chosen = { level: body.level, source: 'own' };
          return chosen;
        },
      });
      renderButton(server, { slug: 'default', dashboard: PROJECT });
      await userEvent.click(
        await screen.findByRole('button', { name: 'Following' }),
      );
      expect(
        screen
          .getAllByRole('menuitemradio')
          .map(({ textContent }) => textContent),
      ).toEqual([
        'EverythingNotify me when a number crosses a threshold.',
        'MutedNo notifications.',
      ]);
      await userEvent.click(
        screen.getByRole('menuitemradio', { name: /^Muted/ }),
      );
      expect(
        await screen.findByRole('button', { name: 'Muted' }),
      ).toBeVisible();
      await waitFor(() => expect(chosen.level).toBe('none'));
    });
  });
});

describe('findPageName', () => {
  const paths = [
    '/',
    '/work',
    '/work/deep/down?item=1',
    '/workers',
    '/settings',
    '/settings/general',
    '/settings/auth/x',
    '/settings/unheard-of',
    '/work/reports',
    '/items/acme/PAY-1',
    '/items',
  ];

  function Names() {
    const { tree } = useApi(appTreeApiRef).getTree();
    return (
      <ul aria-label="names">
        {paths.map(path => (
          <li key={path}>{`${path} ${findPageName(tree, path)}`}</li>
        ))}
      </ul>
    );
  }

  it('returns the title of the page at each path', async () => {
    const loader = async () => <Names />;
    renderTestApp({
      extensions: [
        PageBlueprint.make({
          name: 'home',
          params: { path: '/', title: 'Home', loader },
        }),
        PageBlueprint.make({
          name: 'work',
          params: { path: '/work', title: 'My work', loader },
        }),
        PageBlueprint.make({
          name: 'reports',
          params: { path: '/work/reports', title: 'Reports', loader },
        }),
        PageBlueprint.make({
          name: 'item',
          params: { path: '/items/:workspace/:item', title: 'Item', loader },
        }),
        PageBlueprint.make({
          name: 'settings',
          params: { path: '/settings', title: 'Settings' },
        }),
        ...['general', 'auth'].map(name =>
          SubPageBlueprint.make({
            name,
            attachTo: { id: 'page:test/settings', input: 'pages' },
            params: { path: name, title: `The ${name}`, loader },
          }),
        ),
      ],
    });
    const list = await screen.findByRole('list', { name: 'names' });
    expect([...list.children].map(item => item.textContent)).toEqual([
      '/ Home',
      '/work My work',
      '/work/deep/down?item=1 My work',
      '/workers undefined',
      '/settings Settings',
      '/settings/general The general · Settings',
      '/settings/auth/x The auth · Settings',
      '/settings/unheard-of Settings',
      '/work/reports Reports',
      '/items/acme/PAY-1 Item',
      '/items undefined',
    ]);
  });
});

describe('useEntityTabHref', () => {
  const tab = createRouteRef();

  /** Returns the URL of an entity tab in a portal that mounts it at a path. */
  function resolveHref(
    mounted: () => string | undefined,
    name = 'Shop',
  ): string {
    const resolve = (ref: unknown) => {
      if (ref === entityRouteRef) {
        return (params: { name: string }) =>
          `/catalog/default/component/${params.name}`;
      }
      const path = mounted();
      return path && (() => path);
    };
    const entity = {
      apiVersion: 'backstage.io/v1alpha1',
      kind: 'Component',
      metadata: { name, namespace: 'default' },
    };
    return renderHook(() => useEntityTabHref(tab, '/history'), {
      wrapper: (props: { children: ReactNode }) => (
        <TestApiProvider
          apis={[[routeResolutionApiRef, { resolve: resolve as never }]]}
        >
          <MemoryRouter>
            <EntityProvider entity={entity}>{props.children}</EntityProvider>
          </MemoryRouter>
        </TestApiProvider>
      ),
    }).result.current;
  }

  it('returns the mounted path of the tab, ignoring the case of the entity name', () => {
    expect(resolveHref(() => '/catalog/default/component/shop/past')).toBe(
      '/catalog/default/component/shop/past',
    );
  });

  it('returns the default path when the portal does not mount the tab', () => {
    expect(resolveHref(() => undefined)).toBe(
      '/catalog/default/component/Shop/history',
    );
  });

  it('returns the default path outside entity pages', () => {
    expect(
      resolveHref(() => {
        throw new Error('The parent has parameters');
      }),
    ).toBe('/catalog/default/component/Shop/history');
  });

  it('returns the default path when the mounted path belongs to another entity', () => {
    expect(resolveHref(() => '/catalog/default/component/shop-ui/past')).toBe(
      '/catalog/default/component/Shop/history',
    );
  });
});
