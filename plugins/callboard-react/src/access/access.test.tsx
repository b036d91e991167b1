import {
  createExtensionTester,
  mockApis,
  renderInTestApp,
} from '@backstage/frontend-test-utils';
import { entityRouteRef } from '@backstage/plugin-catalog-react';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import {
  allFeatures,
  permissions,
  type MyAccess,
} from '@callboard/plugin-callboard-common';
import { act, renderHook, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { ReactElement, ReactNode } from 'react';
import { MemoryRouter, useLocation } from 'react-router-dom';
import {
  AdminBlockBlueprint,
  adminBlockDataRef,
} from '../page/AdminBlockBlueprint';
import { CallboardProvider } from '../query/CallboardProvider';
import { ErrorState, NoAccess } from '../states/ErrorState';
import { createExampleItem, FakeServer, toPage } from '../testUtils';
import { ProjectPicker } from '../workspaces/ProjectPicker';
import { WorkspaceChoice } from '../workspaces/WorkspaceChoice';
import {
  type OwnWorkspace,
  useWorkspaceChoice,
} from '../workspaces/useWorkspaceChoice';
import { canOpenAdminPage, canRead } from './useMyAccess';
import { IfAccessible } from './IfAccessible';

describe('access', () => {
  const PROJECT = '00000000-0000-7000-8000-000000000001';

  const nobody: MyAccess = {
    is_super_admin: false,
    may_administrate: false,
    manages_people: false,
    may_read_all_activity: false,
    super_admins: [],
    super_admin_groups: [],
  };

  function adminCalled(name: string, number: number) {
    const at = '2026-11-20T08:00:00.000Z';
    return {
      id: `00000000-0000-7000-8000-00000000000${number}`,
      user_ref: `user:default/${name.toLowerCase()}`,
      display_name: name,
      role: 'admin' as const,
      sources: [{ source: 'manual' as const, role: 'admin' as const }],
      version: 1,
      created_at: at,
      updated_at: at,
    };
  }

  function createAccessServer(access: Partial<MyAccess> = {}) {
    return new FakeServer().answer({
      getMyAccess: () => ({ ...nobody, ...access }),
      listWorkspaceMembers: () =>
        toPage([adminCalled('Zoe', 1), adminCalled('Ada', 2)]),
      listProjectMembers: () =>
        toPage([adminCalled('Mona', 3), adminCalled('Ada', 2)]),
    });
  }

  const draw = (element: ReactElement, server: FakeServer, denied?: string) =>
    renderInTestApp(<CallboardProvider>{element}</CallboardProvider>, {
      mountedRoutes: {
        '/catalog/:namespace/:kind/:name': entityRouteRef as never,
      },
      apis: [
        mockApis.fetch({ baseImplementation: server.fetch }),
        mockApis.discovery({ baseUrl: 'http://portal' }),
        mockApis.permission({
          authorize: ({ permission: { name } }) =>
            name === denied ? AuthorizeResult.DENY : AuthorizeResult.ALLOW,
        }),
      ],
    });

  async function readGranterNames() {
    const list = await screen.findByRole('list', {
      name: 'People who can give access',
    });
    return within(list)
      .getAllByRole('link')
      .map(link => [link.textContent, link.getAttribute('href')]);
  }

  describe('NoAccess', () => {
    it('lists the admins of the project and its workspace, each once', async () => {
      draw(
        <NoAccess
          accessGranters={{ workspace: 'default', project: PROJECT }}
        />,
        createAccessServer(),
      );
      expect(await readGranterNames()).toEqual([
        ['Ada', '/catalog/default/user/ada'],
        ['Mona', '/catalog/default/user/mona'],
        ['Zoe', '/catalog/default/user/zoe'],
      ]);
    });

    it('lists super admins when the workspace has no admins', async () => {
      const server = createAccessServer({
        super_admins: [{ user_ref: 'user:default/sue', display_name: 'Sue' }],
        super_admin_groups: ['group:default/platform'],
      }).answer({ listWorkspaceMembers: () => toPage([]) });
      draw(<NoAccess accessGranters={{ workspace: 'empty' }} />, server);
      expect(await readGranterNames()).toEqual([
        ['Sue', '/catalog/default/user/sue'],
      ]);
    });

    it('lists the super admin group when no super admin is known', async () => {
      draw(
        <NoAccess />,
        createAccessServer({ super_admin_groups: ['group:default/platform'] }),
      );
      expect(await readGranterNames()).toEqual([
        ['platform', '/catalog/default/group/platform'],
      ]);
    });

    it('shows a message when nobody can grant access', async () => {
      draw(<NoAccess />, createAccessServer());
      expect(await screen.findByText(/None yet/)).toBeVisible();
    });

    it('replaces the error message and retry button on a 403 response', async () => {
      const refused = Object.assign(new Error('No'), { statusCode: 403 });
      draw(
        <ErrorState
          error={refused}
          onRetry={() => {}}
          accessGranters={{ workspace: 'default' }}
        />,
        createAccessServer(),
      );
      expect(await readGranterNames()).toHaveLength(2);
      expect(screen.queryByRole('button', { name: 'Try again' })).toBeNull();
    });
  });

  describe('canRead', () => {
    it("hides links to data that the portal's policy denies in every workspace of the admin", async () => {
      const server = createAccessServer({ may_administrate: true });
      server.actAs({ role: 'admin' });
      draw(
        <>
          <IfAccessible to={canRead('webhooks')}>Webhooks</IfAccessible>
          <IfAccessible to={canRead('announcements')}>
            Announcements
          </IfAccessible>
        </>,
        server,
        permissions.webhook.read.name,
      );
      expect(await screen.findByText(/Announcements/)).toBeVisible();
      expect(screen.queryByText(/Webhooks/)).toBeNull();
    });
  });

  describe('IfAccessible', () => {
    const way = <IfAccessible to={canOpenAdminPage}>The way in</IfAccessible>;

    it.each([{ may_administrate: true }, { may_read_all_activity: true }])(
      'shows the admin page link to users with %j',
      async access => {
        let report = () => {};
        const isKnown = new Promise<void>(resolve => {
          report = resolve;
        });
        const server = createAccessServer().answer({
          getMyAccess: async () => {
            await isKnown;
            return { ...nobody, ...access };
          },
        });
        draw(<>At home {way}</>, server);
        expect(await screen.findByText('At home')).toBeVisible();
        expect(screen.queryByText(/The way in/)).toBeNull();
        report();
        expect(await screen.findByText(/The way in/)).toBeVisible();
      },
    );

    it('hides the admin page link from all other users', async () => {
      const server = createAccessServer();
      draw(
        <>
          {way}
          <NoAccess />
        </>,
        server,
      );
      await screen.findByText(/None yet/);
      expect(screen.queryByText(/The way in/)).toBeNull();
    });
  });

  it('offers the projects that a page allows beyond the first ones of the workspace', async () => {
    const [archived, open] = [
      { name: 'Old shop', archived_at: '2026-11-20T08:00:00.000Z' },
      { name: 'New shop', archived_at: null },
    ].map(values => createExampleItem('listProjects', values));
    const server = createAccessServer().answer({
      listProjects: ({ query }) =>
        query.get('cursor')
          ? toPage([open])
          : { ...toPage([archived]), next_cursor: 'next' },
    });
    draw(
      <ProjectPicker
        slug="default"
        value={undefined}
        isOffered={project => project.archived_at === null}
        onChange={() => {}}
      />,
      server,
    );
    await userEvent.click(
      await screen.findByRole('combobox', { name: 'Project' }),
    );
    await screen.findByRole('option', { name: /New shop/ });
    expect(screen.queryByRole('option', { name: /Old shop/ })).toBeNull();
  });
});

describe('WorkspaceChoice', () => {
  function UrlQuery() {
    return <output>{useLocation().search}</output>;
  }

  const ofRole = (slug: string, name: string, role: 'admin' | 'member') => ({
    id: `00000000-0000-7000-8000-00000000000${slug.length}`,
    slug,
    name,
    timezone: 'UTC',
    role,
  });

  function open(
    path: string,
    workspaces: ReturnType<typeof ofRole>[],
    canOpen?: (workspace: { role: string }) => boolean,
  ) {
    const server = new FakeServer().answer({
      getMe: () => ({
        user_ref: 'user:default/max.member',
        display_name: 'Max Member',
        email: null,
        picture: null,
        is_super_admin: false,
        features: allFeatures,
        workspaces,
      }),
      listWorkspaceMembers: () => ({ items: [], next_cursor: null, total: 0 }),
    });
    renderInTestApp(
      <CallboardProvider>
        <WorkspaceChoice canOpen={canOpen} requirement="It takes an admin.">
          {({ name }, picker) => (
            <>
              {picker}
              <p>About {name}</p>
              <UrlQuery />
            </>
          )}
        </WorkspaceChoice>
      </CallboardProvider>,
      {
        initialRouteEntries: [path],
        apis: [
          mockApis.fetch({ baseImplementation: server.fetch }),
          mockApis.discovery({ baseUrl: 'http://portal' }),
        ],
      },
    );
  }

  const everybody = ofRole('default', 'Everybody', 'member');
  const lab = ofRole('lab', 'Lab', 'admin');
  const shop = ofRole('shop', 'Shop', 'admin');
  const isAdmin = ({ role }: { role: string }) => role === 'admin';

  it('shows a not-found message for a workspace the user has no access to', async () => {
    open('/?workspace=board-room', [everybody]);
    expect(
      await screen.findByText(/Workspace “board-room” not found/),
    ).toBeVisible();
    expect(screen.queryByText('About Everybody')).toBeNull();
    await userEvent.click(
      screen.getByRole('button', { name: 'Open Everybody' }),
    );
    expect(await screen.findByText('About Everybody')).toBeVisible();
  });

  it('offers only workspaces in which the user may open the page', async () => {
    open('/', [everybody, lab, shop], isAdmin);
    expect(await screen.findByText('About Lab')).toBeVisible();
    await userEvent.click(screen.getByRole('combobox', { name: 'Workspace' }));
    expect(
      screen.getAllByRole('option').map(option => option.textContent),
    ).toEqual(['Lab', 'Shop']);
  });

  it('adds the last workspace to a URL that names none', async () => {
    sessionStorage.setItem('callboard.workspace', 'shop');
    open('/?department=7', [everybody, lab, shop]);
    expect(await screen.findByText('About Shop')).toBeVisible();
    expect(screen.getByText('?department=7&workspace=shop')).toBeVisible();
  });

  it('shows the required role when the user may not open the page in the requested workspace', async () => {
    open('/?workspace=default', [everybody, lab], isAdmin);
    expect(await screen.findByText('It takes an admin.')).toBeVisible();
    expect(screen.queryByText(/^About/)).toBeNull();
  });
});

describe('useWorkspaceChoice', () => {
  const workspaces = ['alpha', 'default', 'lab'].map(
    (slug): OwnWorkspace => ({
      id: slug,
      slug,
      name: slug,
      timezone: 'UTC',
      role: 'member',
    }),
  );

  const open = (address: string, own = workspaces) =>
    renderHook(() => useWorkspaceChoice(own), {
      wrapper: (props: { children: ReactNode }) => (
        <MemoryRouter initialEntries={[address]}>{props.children}</MemoryRouter>
      ),
    });

  const getSlug = ({ result }: ReturnType<typeof open>) =>
    result.current[0].slug;

  it('selects the default workspace, or the first one if the user is not in the default', () => {
    expect(getSlug(open('/'))).toBe('default');
    expect(getSlug(open('/', [workspaces[2], workspaces[0]]))).toBe('lab');
  });

  it('selects the workspace of the URL if the user is a member of it', () => {
    expect(getSlug(open('/?workspace=alpha'))).toBe('alpha');
    sessionStorage.clear();
    expect(getSlug(open('/?workspace=secret'))).toBe('default');
  });

  it('keeps the selection on pages without a workspace in the URL', () => {
    const page = open('/');
    act(() => page.result.current[1]('lab'));
    expect(getSlug(page)).toBe('lab');
    expect(getSlug(open('/'))).toBe('lab');
    expect(getSlug(open('/?workspace=alpha'))).toBe('alpha');
    expect(getSlug(open('/', workspaces.slice(0, 1)))).toBe('alpha');
  });
});

describe('AdminBlockBlueprint', () => {
  const block = AdminBlockBlueprint.make({
    name: 'webhooks',
    params: {
      title: 'Webhooks',
      description: 'Send every change to your other systems.',
      icon: <svg />,
      to: '/callboard/webhooks',
    },
  });

  it('outputs the block with the order 1000 by default', () => {
    expect(createExtensionTester(block).get(adminBlockDataRef)).toMatchObject({
      title: 'Webhooks',
      to: '/callboard/webhooks',
      order: 1000,
    });
  });

  it('allows the portal to configure title, path and order', () => {
    const config = { title: 'Hooks', to: '/elsewhere', order: 3 };
    expect(
      createExtensionTester(block, { config }).get(adminBlockDataRef),
    ).toMatchObject(config);
  });
});
