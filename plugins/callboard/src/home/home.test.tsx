import {
  createFrontendModule,
  createFrontendPlugin,
  createRouteRef,
  PageBlueprint,
  storageApiRef,
} from '@backstage/frontend-plugin-api';
import { mockApis, renderTestApp } from '@backstage/frontend-test-utils';
import { entityRouteRef } from '@backstage/plugin-catalog-react';
import type {
  Announcement,
  Role,
  Team,
} from '@callboard/plugin-callboard-common';
import {
  CallboardProvider,
  useFirstSteps,
} from '@callboard/plugin-callboard-react';
import { pageOfItems } from '@callboard/plugin-callboard-react/testUtils';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { FakeBackend } from '../__testUtils__/FakeBackend';
import { FakeStaff } from '../__testUtils__/FakeStaff';
import { renderAdmin } from '../__testUtils__/renderAdmin';
import plugin from '..';
import { FirstSteps } from './FirstSteps';
import { MyTeam } from './MyTeam';

describe('home', () => {
  const nobody: Team = { department: null, people: [], total: 0 };

  function office(role: Role) {
    const backend = new FakeBackend();
    backend.addWorkspace({});
    backend.demote(role);
    const fake = new FakeStaff(backend);
    return { backend, fake };
  }

  /** The pages of other plugins that the first steps lead to. */
  const projectsRoute = createRouteRef();

  const workPlugin = createFrontendPlugin({
    pluginId: 'callboard-work',
    routes: { projects: projectsRoute },
    extensions: [
      PageBlueprint.make({
        params: {
          path: '/projects',
          title: 'Projects',
          routeRef: projectsRoute,
          loader: async () => <p>All projects</p>,
        },
      }),
    ],
  });

  function render(widget: JSX.Element, backend: FakeBackend) {
    const storage = mockApis.storage();
    const page = PageBlueprint.make({
      name: 'home',
      params: { path: '/home', title: 'Home', loader: async () => widget },
    });
    renderTestApp({
      features: [
        plugin,
        workPlugin,
        createFrontendModule({ pluginId: 'callboard', extensions: [page] }),
      ],
      initialRouteEntries: ['/home'],
      mountedRoutes: {
        '/catalog/:namespace/:kind/:name': entityRouteRef as never,
      },
      apis: [
        mockApis.fetch({ baseImplementation: backend.fetch }),
        mockApis.discovery({ baseUrl: 'http://portal' }),
        [storageApiRef, storage],
      ],
    });
  }

  describe('the widget First steps', () => {
    it('leads members to a board, and drops what is done', async () => {
      const { backend } = office('member');
      function DoneAtOnce() {
        const { note } = useFirstSteps();
        return <button onClick={() => note('board')}>Done</button>;
      }
      render(
        <>
          <FirstSteps />
          <CallboardProvider>
            <DoneAtOnce />
          </CallboardProvider>
        </>,
        backend,
      );
      const steps = await screen.findByRole('list', {
        name: 'Things to try first',
      });
      // There is no page My work in this portal.
      expect(
        within(steps)
          .getAllByRole('listitem')
          .map(({ textContent }) => textContent),
      ).toEqual([
        expect.stringMatching(/^Open a board/),
        expect.stringMatching(/^Find something with Ctrl\+K/),
      ]);
      expect(
        within(steps).getByRole('link', { name: 'Open a board' }),
      ).toHaveAttribute('href', '/projects?workspace=default');
      await userEvent.click(screen.getByRole('button', { name: 'Done' }));
      await waitFor(() =>
        expect(screen.queryByText('Open a board')).toBeNull(),
      );
      const find = screen.getByRole('button', {
        name: 'Find something with Ctrl+K',
      });
      expect(find).toHaveStyle({ textAlign: 'start' });
      await userEvent.click(find);
      expect(await screen.findByRole('dialog')).toBeVisible();
    });

    it('names two people who can give guests access', async () => {
      const { backend } = office('guest');
      for (const name of ['Ada', 'Bea', 'Cleo']) {
        backend.addMember({
          user_ref: `user:default/${name.toLowerCase()}`,
          display_name: `${name} Admin`,
          role: 'admin',
        });
      }
      render(<FirstSteps />, backend);
      const ada = await screen.findByRole('link', { name: /Ada Admin/ });
      expect(screen.getByText('Bea Admin')).toBeVisible();
      expect(screen.queryByText(/Cleo|more$/)).toBeNull();
      expect(screen.getByText('See who is who')).toBeVisible();
      expect(screen.queryByText(/Invite people/)).toBeNull();
      await userEvent.click(ada);
      await waitFor(() =>
        expect(screen.queryByText(/Ask for more/)).toBeNull(),
      );
    });
  });

  describe('the widget My team', () => {
    it('has the people of the department, and its manager', async () => {
      const { backend } = office('member');
      const id = backend.newThing().id;
      const team: Team = {
        department: {
          id,
          name: 'Payments',
          manager_ref: 'user:default/mona',
          manager_name: 'Mona Manager',
        },
        people: [
          {
            id: backend.newThing().id,
            user_ref: backend.me.user_ref,
            display_name: 'Alex Admin',
            position: 'Engineer',
          },
          {
            id: backend.newThing().id,
            user_ref: null,
            display_name: 'Zoe Adams',
            position: 'Designer',
          },
        ],
        total: 14,
      };
      backend.answer({ getMyTeam: () => team });
      render(<MyTeam />, backend);
      const people = await screen.findByRole('list', {
        name: 'Who works in Payments',
      });
      expect(
        within(people)
          .getAllByRole('listitem')
          .map(({ textContent }) => textContent),
      ).toEqual([
        expect.stringMatching(/Alex Adminyou$/),
        expect.stringMatching(/Zoe AdamsDesigner$/),
      ]);
      expect(screen.getByRole('link', { name: 'Mona Manager' })).toBeVisible();
      expect(screen.getByText('14 people')).toBeVisible();
      expect(screen.getByRole('link', { name: 'Payments' })).toHaveAttribute(
        'href',
        expect.stringContaining(`department=${id}`),
      );
    });

    it('says so to who is in no department', async () => {
      const { backend } = office('guest');
      backend.answer({ getMyTeam: () => nobody });
      render(<MyTeam />, backend);
      expect(
        await screen.findByText('You are not in a department'),
      ).toBeVisible();
    });
  });
});

describe('the announcements of a workspace', () => {
  const PATH = '/callboard/workspaces/default/announcements';

  function backendWithAnnouncements() {
    const backend = new FakeBackend();
    backend.addWorkspace({});
    const sent: Announcement[] = [];
    backend.answer({
      listAnnouncements: ({ query }) => {
        const page = pageOfItems(sent, query);
        return { items: page.items, next_cursor: page.next_cursor };
      },
      createAnnouncement: ({ body }) => {
        sent.unshift({
          ...body,
          id: '01900000-0000-7000-9000-000000000001',
          body: body.body ?? null,
          target_url: body.target_url ?? null,
          severity: body.severity ?? 'normal',
          to: body.to as Announcement['to'],
          actor_ref: 'user:default/alex.admin',
          status: 'sent',
          recipient_count: 1_200,
          read_count: 300,
          created_at: new Date().toISOString(),
        });
        return sent[0];
      },
    });
    return { backend, sent };
  }

  it('are made by a form, and show how many have read them', async () => {
    const { backend, sent } = backendWithAnnouncements();
    renderAdmin(PATH, backend);
    expect(
      await screen.findByText('Nothing has been announced yet'),
    ).toBeVisible();
    const [button] = screen.getAllByRole('button', {
      name: 'New announcement',
    });
    await userEvent.click(button);
    const form = await screen.findByRole('dialog');
    const send = within(form).getByRole('button', { name: 'Announce' });
    await userEvent.type(
      within(form).getByRole('textbox', { name: /^Title/ }),
      'All hands',
    );
    const link = within(form).getByRole('textbox', { name: 'Link' });
    await userEvent.type(link, '//evil.example');
    await userEvent.tab();
    expect(
      within(form).getByText('Must begin with / or https://'),
    ).toBeVisible();
    expect(send).toBeDisabled();
    await userEvent.clear(link);
    await userEvent.type(link, '/projects');
    await userEvent.click(send);
    const list = await screen.findByRole('grid', {
      name: 'Announcements, the latest first',
    });
    expect(within(list).getByText('Everybody in the workspace')).toBeVisible();
    expect(within(list).getByText('300 (25 %)')).toBeVisible();
    expect(sent[0]).toMatchObject({
      title: 'All hands',
      target_url: '/projects',
      to: { everyone: true },
    });
  });

  it('go to people and groups who are picked from the catalog', async () => {
    const { backend, sent } = backendWithAnnouncements();
    renderAdmin(PATH, backend);
    const [button] = await screen.findAllByRole('button', {
      name: 'New announcement',
    });
    await userEvent.click(button);
    const form = await screen.findByRole('dialog');
    const send = within(form).getByRole('button', { name: 'Announce' });
    await userEvent.type(
      within(form).getByRole('textbox', { name: /^Title/ }),
      'Lunch',
    );
    await userEvent.click(
      within(form).getByRole('radio', { name: 'Some people or groups' }),
    );
    expect(send).toBeDisabled();
    const field = within(form).getByRole('combobox', {
      name: /People and groups/,
    });
    await userEvent.click(field);
    await userEvent.click(await screen.findByRole('option', { name: /Max/ }));
    await userEvent.click(field);
    await userEvent.click(
      await screen.findByRole('option', { name: /\(group\)/ }),
    );
    // One too many: the list is closed, and nothing is picked.
    await userEvent.type(field, 'nobody{Escape}{Enter}');
    expect(sent).toEqual([]);
    expect(form).toBeVisible();
    await userEvent.click(send);
    expect(await screen.findByText('2 people or groups')).toBeVisible();
    expect(sent[0].to).toEqual({
      refs: [expect.stringMatching(/^user:/), expect.stringMatching(/^group:/)],
    });
  });

  it('name the project that they are for', async () => {
    const { backend, sent } = backendWithAnnouncements();
    const project_id = '01900000-0000-7000-8000-00000000000a';
    sent.push({
      id: '01900000-0000-7000-9000-000000000002',
      title: 'Freeze on Friday',
      body: null,
      target_url: null,
      severity: 'normal',
      to: { project_id },
      actor_ref: 'user:default/alex.admin',
      status: 'sent',
      recipient_count: 3,
      read_count: 0,
      created_at: new Date().toISOString(),
    });
    backend.answer({
      listThings: () => ({
        items: [
          {
            type: 'project',
            id: project_id,
            title: 'Payments',
            workspace_slug: 'default',
            url: '/projects/payments',
          },
        ],
        gone: [],
      }),
    });
    renderAdmin(PATH, backend);
    expect(
      await screen.findByRole('link', { name: /Payments/ }),
    ).toHaveAttribute('href', '/projects/payments');
  });

  it('are for admins only', async () => {
    const { backend } = backendWithAnnouncements();
    backend.me = {
      ...backend.me,
      is_super_admin: false,
      workspaces: backend.me.workspaces.map(own => ({
        ...own,
        role: 'member',
      })),
    };
    renderAdmin(PATH, backend);
    expect(
      await screen.findByText('You do not have access to this'),
    ).toBeVisible();
    expect(
      screen.queryByRole('button', { name: 'New announcement' }),
    ).toBeNull();
  });
});
