import type { Entity } from '@backstage/catalog-model';
import {
  createPlugin,
  createRoutableExtension,
  createRouteRef,
} from '@backstage/core-plugin-api';
import { EntityLayout } from '@backstage/plugin-catalog';
import { attachAdminBlock } from '@callboard/plugin-callboard-react/legacy';
import { renderLegacyPage } from '@callboard/plugin-callboard-react/testUtils';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { Route } from 'react-router-dom';
import { AdminServer } from '../__testUtils__/AdminServer';
import { mockScrollContainerSizes } from '../__testUtils__/mockScrollContainerSizes';
import { createOrganisationWithAda } from '../__testUtils__/OrganisationServer';
import {
  AdminPageEntry,
  CallboardLayout,
  CallboardPage,
  callboardRoutes,
  EntityGroupOrganisationCard,
  EntityProjectPeopleCard,
  EntityUserOrganisationCard,
  OrganisationPage,
} from './';

describe('pages on the legacy frontend system', () => {
  mockScrollContainerSizes();

  /** A page of another plugin that can be a tab of the admin page. */
  const AuditPage = createPlugin({ id: 'audit' }).provide(
    createRoutableExtension({
      name: 'AuditPage',
      mountPoint: createRouteRef({ id: 'audit' }),
      component: async () => () => <p>Who did what</p>,
    }),
  );

  attachAdminBlock(AuditPage, {
    title: 'Audit',
    description: 'Everything that was done.',
    icon: <svg />,
    order: 1,
  });

  /** The admin page and the organisation page at their usual paths. */
  const createDefaultRoutes = () =>
    callboardRoutes({
      adminTabs: [
        { path: '/audit', title: 'Audit log', element: <AuditPage /> },
      ],
    });

  /** The admin page and the organisation page at custom paths. */
  const createRoutes = (admin: string, organisation = '/organisation') => (
    <>
      <Route path={admin} element={<CallboardPage />}>
        <CallboardLayout.Route path="/audit" title="Audit log">
          <AuditPage />
        </CallboardLayout.Route>
      </Route>
      <Route path={organisation} element={<OrganisationPage />} />
    </>
  );

  async function findBlocks(): Promise<Array<string | null>> {
    const list = await screen.findByRole('list', { name: 'Areas' });
    return within(list)
      .getAllByRole('link')
      .map(link => link.getAttribute('href'));
  }

  const openTab = async (name: string) =>
    userEvent.click(await screen.findByRole('tab', { name }));

  const getPath = () => window.location.pathname;

  it.each([
    ['/callboard/no-such-tab', '/callboard'],
    ['/callboard/workspaces/default/no-such-part', '/callboard/workspaces'],
    ['/callboard/overview/more', '/callboard/overview'],
    ['/organisation/no-such-tab', '/organisation'],
    ['/organisation/departments/more', '/organisation/departments'],
    ['/organisation/people/some/body', '/organisation/people'],
    ['/organisation/me/more', '/organisation/me'],
  ])('shows a not-found page with a link back at %s', async (path, back) => {
    await renderLegacyPage(path, createOrganisationWithAda().server, {
      routes: createDefaultRoutes(),
    });
    const title = await screen.findByText('Page not found');
    await waitFor(() => expect(title).toBeVisible());
    expect(screen.getByRole('link', { name: /^Back to/ })).toHaveAttribute(
      'href',
      back,
    );
  });

  describe('admin page on the legacy frontend system @full', () => {
    it('shows the system status and lists all areas', async () => {
      await renderLegacyPage('/callboard', createOrganisationWithAda().server, {
        routes: createDefaultRoutes(),
      });
      expect(
        await screen.findByRole('heading', { name: 'Callboard admin' }),
      ).toBeVisible();
      expect(await screen.findByText('Healthy')).toBeVisible();
      expect(await findBlocks()).toEqual([
        '/callboard/audit',
        '/callboard/critical-events',
        '/organisation/departments',
        '/organisation/people',
        '/callboard/workspaces',
        '/callboard/webhooks',
        '/callboard/announcements',
        '/callboard/workspaces',
      ]);
      expect(screen.getAllByRole('main')).toHaveLength(1);
    });

    it('omits areas of pages that the app does not have', async () => {
      await renderLegacyPage('/callboard', createOrganisationWithAda().server, {
        routes: <Route path="/callboard" element={<CallboardPage />} />,
      });
      expect(await findBlocks()).toEqual([
        '/callboard/critical-events',
        '/callboard/workspaces',
        '/callboard/webhooks',
        '/callboard/announcements',
        '/callboard/workspaces',
      ]);
      expect(screen.queryByRole('tab', { name: 'Audit log' })).toBeNull();
    });

    it('links areas to the paths where the app mounts them', async () => {
      await renderLegacyPage(
        '/tools/admin',
        createOrganisationWithAda().server,
        {
          routes: createRoutes('/tools/admin', '/people-and-teams'),
        },
      );
      expect(await findBlocks()).toEqual([
        '/tools/admin/audit',
        '/tools/admin/critical-events',
        '/people-and-teams/departments',
        '/people-and-teams/people',
        '/tools/admin/workspaces',
        '/tools/admin/webhooks',
        '/tools/admin/announcements',
        '/tools/admin/workspaces',
      ]);
    });

    it.each(['/callboard', '/tools/admin'])(
      'opens workspaces and their settings below %s',
      async path => {
        await renderLegacyPage(path, createOrganisationWithAda().server, {
          routes: createRoutes(path),
        });
        await openTab('Workspaces');
        expect(getPath()).toBe(`${path}/workspaces`);
        await userEvent.click(
          await screen.findByRole('link', { name: 'Everybody' }),
        );
        expect(
          await screen.findByRole('heading', { name: 'Everybody' }),
        ).toBeVisible();
        expect(getPath()).toBe(`${path}/workspaces/default`);
        await openTab('Settings');
        expect(
          await screen.findByRole('textbox', { name: /^Name/ }),
        ).toHaveValue('Everybody');
        expect(getPath()).toBe(`${path}/workspaces/default/settings`);
      },
    );

    it('opens the tab and section that the URL names', async () => {
      await renderLegacyPage(
        '/callboard/workspaces/default/settings',
        createOrganisationWithAda().server,
        { routes: createDefaultRoutes() },
      );
      expect(await screen.findByRole('textbox', { name: /^Name/ })).toHaveValue(
        'Everybody',
      );
      expect(screen.getByRole('tab', { name: 'Workspaces' })).toHaveAttribute(
        'aria-selected',
        'true',
      );
    });

    it('renders tabs that the app adds', async () => {
      await renderLegacyPage('/callboard', createOrganisationWithAda().server, {
        routes: createDefaultRoutes(),
      });
      await openTab('Audit log');
      expect(await screen.findByText('Who did what')).toBeVisible();
      expect(getPath()).toBe('/callboard/audit');
    });
  });

  describe('organisation page on the legacy frontend system @full', () => {
    it('renders the tabs for departments, people and My profile', async () => {
      await renderLegacyPage(
        '/organisation',
        createOrganisationWithAda().server,
        {
          routes: createDefaultRoutes(),
        },
      );
      expect(
        await screen.findByRole('heading', { name: 'Organisation' }),
      ).toBeVisible();
      expect(await screen.findByRole('tree')).toHaveTextContent('Engineering');
      await openTab('People');
      expect(
        await screen.findByRole('link', { name: 'Ada Lovelace' }),
      ).toBeVisible();
      expect(getPath()).toBe('/organisation/people');
      await openTab('My profile');
      expect(
        await screen.findByText(
          'You are not in the staff directory of Everybody yet',
        ),
      ).toBeVisible();
      expect(getPath()).toBe('/organisation/me');
      expect(screen.getAllByRole('main')).toHaveLength(1);
    });

    it.each(['/organisation', '/people-and-teams'])(
      'links from a person to their department below %s',
      async path => {
        const { server, ada, payments } = createOrganisationWithAda();
        await renderLegacyPage(`${path}/people`, server, {
          routes: createRoutes('/callboard', path),
        });
        await userEvent.click(
          await screen.findByRole('link', { name: 'Ada Lovelace' }),
        );
        expect(
          await screen.findByRole('heading', { name: 'Ada Lovelace' }),
        ).toBeVisible();
        expect(getPath()).toBe(`${path}/people/${ada.id}`);
        const [department] = await screen.findAllByRole('link', {
          name: /Payments/,
        });
        expect(department).toHaveAttribute(
          'href',
          `${path}/departments?workspace=default&department=${payments.id}`,
        );
      },
    );

    it('opens the people import and returns to the list', async () => {
      await renderLegacyPage(
        '/organisation/people',
        createOrganisationWithAda().server,
        {
          routes: createDefaultRoutes(),
        },
      );
      await userEvent.click(
        await screen.findByRole('link', { name: /Import/ }),
      );
      expect(
        await screen.findByRole('heading', { name: /Import/ }),
      ).toBeVisible();
      expect(getPath()).toBe('/organisation/people/import');
      await userEvent.click(screen.getByRole('link', { name: /‹/ }));
      expect(
        await screen.findByRole('link', { name: 'Ada Lovelace' }),
      ).toBeVisible();
    });
  });
});

describe('entity cards on the legacy frontend system', () => {
  /** Opens an entity page with a card. */
  async function openEntity(
    organisation: ReturnType<typeof createOrganisationWithAda>,
    about: { kind: string; name: string; spec?: Entity['spec'] },
    card: JSX.Element,
    organisationPath = '/organisation',
  ) {
    const { kind, name, spec } = about;
    const path = `/catalog/default/${kind.toLocaleLowerCase('en-US')}/${name}`;
    await renderLegacyPage(path, organisation.server, {
      entities: [
        {
          apiVersion: 'backstage.io/v1alpha1',
          kind,
          metadata: { name, namespace: 'default' },
          spec,
        },
      ],
      entityRoutes: (
        <EntityLayout.Route path="/" title="Overview">
          {card}
        </EntityLayout.Route>
      ),
      routes: <Route path={organisationPath} element={<OrganisationPage />} />,
    });
  }

  const ada = {
    kind: 'User',
    name: 'ada',
    spec: { profile: { email: 'ada@example.com' } },
  };

  it('lists the people of a project', async () => {
    const organisation = createOrganisationWithAda();
    organisation.server.addProject({ role: 'member' });
    organisation.server.addMember(
      { display_name: 'Grace Hopper' },
      'projectMembers',
    );
    await openEntity(
      organisation,
      { kind: 'Component', name: 'payments-api' },
      <EntityProjectPeopleCard />,
    );
    expect(await screen.findByText('Grace Hopper')).toBeVisible();
  });

  it.each(['/organisation', '/people-and-teams'])(
    'shows the position of a person and links to the profile below %s',
    async path => {
      const organisation = createOrganisationWithAda();
      await openEntity(organisation, ada, <EntityUserOrganisationCard />, path);
      expect(await screen.findByText('Engineer')).toBeVisible();
      await userEvent.click(screen.getByRole('link', { name: 'Profile' }));
      expect(
        await screen.findByRole('heading', { name: 'Ada Lovelace' }),
      ).toBeVisible();
      expect(window.location.pathname).toBe(
        `${path}/people/${organisation.ada.id}`,
      );
    },
  );

  it('shows the department of a group with its manager', async () => {
    const organisation = createOrganisationWithAda();
    await openEntity(
      organisation,
      { kind: 'Group', name: 'engineering' },
      <EntityGroupOrganisationCard />,
    );
    expect(await screen.findByText('Mona Manager')).toBeVisible();
    expect(screen.getByRole('link', { name: 'Engineering' })).toHaveAttribute(
      'href',
      `/organisation/departments?workspace=default&department=${organisation.engineering.id}`,
    );
  });
});

describe('AdminPageEntry', () => {
  it('shows its link to admins', async () => {
    const server = new AdminServer('admin');
    await renderLegacyPage('/', server, {
      routes: (
        <Route
          path="/"
          element={
            <AdminPageEntry>
              <a href="/callboard">Callboard admin</a>
            </AdminPageEntry>
          }
        />
      ),
    });
    expect(
      await screen.findByRole('link', { name: 'Callboard admin' }),
    ).toBeVisible();
  });
});
