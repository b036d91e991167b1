import {
  createFrontendPlugin,
  createRouteRef,
  PageBlueprint,
} from '@backstage/frontend-plugin-api';
import {
  CallboardProvider,
  useFirstSteps,
} from '@callboard/plugin-callboard-react';
import {
  createExampleResponse,
  toFakeId,
} from '@callboard/plugin-callboard-react/testUtils';
import { act, cleanup, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { AdminServer } from '../__testUtils__/AdminServer';
import { renderAdmin } from '../__testUtils__/renderAdmin';
import { FirstSteps } from './FirstSteps';
import { MyTeam } from './MyTeam';

describe('home page widgets', () => {
  /** The pages of other plugins that the first steps link to. */
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

  const render = (element: JSX.Element, server: AdminServer) =>
    renderAdmin('/entity', server, [workPlugin], { element });

  describe('First steps widget', () => {
    it('links members to a board and hides completed steps @full', async () => {
      const server = new AdminServer('member');
      function CompleteStepButton() {
        const { note } = useFirstSteps();
        return <button onClick={() => note('board')}>Done</button>;
      }
      render(
        <>
          <FirstSteps />
          <CallboardProvider>
            <CompleteStepButton />
          </CallboardProvider>
        </>,
        server,
      );
      const steps = await screen.findByRole('list', {
        name: 'First steps',
      });
      // This portal has no My work page.
      expect(
        within(steps)
          .getAllByRole('listitem')
          .map(({ textContent }) => textContent),
      ).toEqual([
        expect.stringMatching(/^Open a board/),
        expect.stringMatching(/^Search with Ctrl\+K/),
      ]);
      expect(
        within(steps).getByRole('link', { name: 'Open a board' }),
      ).toHaveAttribute('href', '/projects?workspace=default');
      await userEvent.click(screen.getByRole('button', { name: 'Done' }));
      await waitFor(() =>
        expect(screen.queryByText('Open a board')).toBeNull(),
      );
      const find = screen.getByRole('button', {
        name: 'Search with Ctrl+K',
      });
      expect(find).toHaveStyle({ textAlign: 'start' });
      await userEvent.click(find);
      expect(await screen.findByRole('dialog')).toBeVisible();
    });

    it('shows guests two people who can give access', async () => {
      const server = new AdminServer('guest');
      for (const name of ['Ada', 'Bea', 'Cleo']) {
        server.addMember({
          user_ref: `user:default/${name.toLowerCase()}`,
          display_name: `${name} Admin`,
          role: 'admin',
        });
      }
      render(<FirstSteps />, server);
      const ada = await screen.findByRole('link', { name: /Ada Admin/ });
      expect(screen.getByText('Bea Admin')).toBeVisible();
      expect(screen.queryByText(/Cleo|more$/)).toBeNull();
      expect(screen.getByText('Browse people')).toBeVisible();
      expect(screen.queryByText(/Invite people/)).toBeNull();
      await userEvent.click(ada);
      await waitFor(() =>
        expect(screen.queryByText(/Request access/)).toBeNull(),
      );
    });
  });

  describe('My team widget', () => {
    it('lists the people of the department and its manager', async () => {
      const server = new AdminServer('member');
      const id = toFakeId('department', 1);
      const [alex, zoe] = [1, 2].map(number => toFakeId('staff', number));
      server.answer({
        getMyTeam: () => ({
          department: {
            id,
            name: 'Payments',
            manager_ref: 'user:default/mona',
            manager_name: 'Mona Manager',
          },
          people: [
            {
              id: alex,
              user_ref: server.me.user_ref,
              display_name: 'Alex Admin',
              position: 'Engineer',
            },
            {
              id: zoe,
              user_ref: null,
              display_name: 'Zoe Adams',
              position: 'Designer',
            },
          ],
          total: 14,
        }),
      });
      render(<MyTeam />, server);
      const people = await screen.findByRole('list', {
        name: 'People in Payments',
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

    it('shows a message to users without a department @full', async () => {
      const server = new AdminServer('guest');
      server.answer({ getMyTeam: () => createExampleResponse('getMyTeam') });
      render(<MyTeam />, server);
      expect(
        await screen.findByText('You are not in a department'),
      ).toBeVisible();
    });
  });
});

describe('workspace announcements', () => {
  const PATH = '/callboard/workspaces/default/announcements';

  /** Creates a server that delivers announcements at once. */
  function createServerWithAnnouncements() {
    const server = new AdminServer();
    const sent = server.store('announcements');
    server.answer({
      createAnnouncement: call => {
        server.answerFromStore(call);
        return Object.assign(sent[0], {
          recipient_count: 1200,
          read_count: 300,
        });
      },
    });
    return { server, sent };
  }

  it('creates an announcement with the form, and shows the read count', async () => {
    const { server, sent } = createServerWithAnnouncements();
    renderAdmin(PATH, server);
    expect(await screen.findByText('No announcements yet')).toBeVisible();
    const [button] = screen.getAllByRole('button', {
      name: 'Create announcement',
    });
    await userEvent.click(button);
    const form = await screen.findByRole('dialog');
    const send = within(form).getByRole('button', { name: 'Send' });
    await userEvent.type(
      within(form).getByRole('textbox', { name: /^Title/ }),
      'All hands',
    );
    const link = within(form).getByRole('textbox', { name: 'Link' });
    await userEvent.type(link, '//evil.example');
    await userEvent.tab();
    expect(
      within(form).getByText(
        'Enter a path that starts with / or a URL that starts with https://.',
      ),
    ).toBeVisible();
    expect(send).toBeDisabled();
    await userEvent.clear(link);
    await userEvent.type(link, '/projects');
    await userEvent.click(send);
    const list = await screen.findByRole('grid', {
      name: 'Announcements, newest first',
    });
    expect(within(list).getByText('Everyone in the workspace')).toBeVisible();
    expect(within(list).getByText('300 (25%)')).toBeVisible();
    expect(sent[0]).toMatchObject({
      title: 'All hands',
      target_url: '/projects',
      to: { everyone: true },
    });
  });

  it('sends an announcement to people and groups selected from the catalog @full', async () => {
    const { server, sent } = createServerWithAnnouncements();
    renderAdmin(PATH, server);
    const [button] = await screen.findAllByRole('button', {
      name: 'Create announcement',
    });
    await userEvent.click(button);
    const form = await screen.findByRole('dialog');
    const send = within(form).getByRole('button', { name: 'Send' });
    await userEvent.type(
      within(form).getByRole('textbox', { name: /^Title/ }),
      'Lunch',
    );
    await userEvent.click(
      within(form).getByRole('radio', { name: 'Selected people or groups' }),
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
    // Escape has closed the list, so Enter selects nothing.
    await userEvent.type(field, 'nobody{Escape}{Enter}');
    expect(sent).toEqual([]);
    expect(form).toBeVisible();
    await userEvent.click(send);
    expect(await screen.findByText('2 people or groups')).toBeVisible();
    expect(sent[0].to).toEqual({
      refs: [expect.stringMatching(/^user:/), expect.stringMatching(/^group:/)],
    });
  });

  const turnOff = (feature: string) => ({
    config: { callboard: { features: { [feature]: false } } },
  });

  it('offers no departments while the organisation feature is off', async () => {
    const { server } = createServerWithAnnouncements();
    renderAdmin(PATH, server, [], turnOff('organisation'));
    const [button] = await screen.findAllByRole('button', {
      name: 'Create announcement',
    });
    await userEvent.click(button);
    const form = within(await screen.findByRole('dialog'));
    expect(form.getByRole('radio', { name: 'Project' })).toBeInTheDocument();
    expect(form.queryByRole('radio', { name: 'Department' })).toBeNull();
  });

  it('hides the announcements of a workspace while notifications are off', async () => {
    const { server } = createServerWithAnnouncements();
    renderAdmin(
      '/callboard/workspaces/default/settings',
      server,
      [],
      turnOff('notifications'),
    );
    const tabs = within(
      await screen.findByRole('tablist', { name: 'Workspace sections' }),
    );
    expect(await tabs.findByRole('tab', { name: 'Settings' })).toBeVisible();
    await act(async () => {});
    expect(tabs.queryByRole('tab', { name: 'Announcements' })).toBeNull();
    cleanup();
    renderAdmin(PATH, server, [], turnOff('notifications'));
    expect(await screen.findByText('Page not found')).toBeInTheDocument();
  });

  it('shows the project that an announcement is for', async () => {
    const server = new AdminServer();
    const project_id = toFakeId('project', 1);
    server.insert('announcements', { to: { project_id } });
    server.answer({
      listResources: () => ({
        items: [
          {
            type: 'project',
            id: project_id,
            title: 'Payments',
            workspace_slug: 'default',
            url: '/projects/payments',
          },
        ],
        deleted: [],
      }),
    });
    renderAdmin(PATH, server);
    expect(
      await screen.findByRole('link', { name: /Payments/ }),
    ).toHaveAttribute('href', '/projects/payments');
  });

  it('denies access to users who are not admins', async () => {
    const { server } = createServerWithAnnouncements();
    server.me.is_super_admin = false;
    renderAdmin(PATH, server);
    expect(
      await screen.findByText('You do not have access to this'),
    ).toBeVisible();
    expect(
      screen.queryByRole('button', { name: 'Create announcement' }),
    ).toBeNull();
  });
});
