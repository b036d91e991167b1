import { mockApis, renderTestApp } from '@backstage/frontend-test-utils';
import {
  createFrontendModule,
  createFrontendPlugin,
  createRouteRef,
  PageBlueprint,
  storageApiRef,
} from '@backstage/frontend-plugin-api';
import { entityRouteRef } from '@backstage/plugin-catalog-react';
import type { Role, Team } from '@callboard/plugin-callboard-common';
import {
  CallboardProvider,
  useFirstSteps,
} from '@callboard/plugin-callboard-react';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import plugin from '..';
import { FakeBackend } from '../__testUtils__/FakeBackend';
import { FakeStaff } from '../__testUtils__/FakeStaff';
import { FirstSteps } from './FirstSteps';
import { MyTeam } from './MyTeam';

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
    await waitFor(() => expect(screen.queryByText('Open a board')).toBeNull());
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
    await waitFor(() => expect(screen.queryByText(/Ask for more/)).toBeNull());
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
