import type { Entity } from '@backstage/catalog-model';
import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { AdminServer } from '../../__testUtils__/AdminServer';
import { OrganisationServer } from '../../__testUtils__/OrganisationServer';
import { renderAdmin } from '../../__testUtils__/renderAdmin';
import type { DepartmentEntry } from '../departments/useDepartmentTree';
import { GroupOrganisationCard } from './GroupOrganisationCard';
import { ProjectPeopleCard } from './ProjectPeopleCard';
import { UserOrganisationCard } from './UserOrganisationCard';
import { findGroupDepartment } from './GroupOrganisationCard';

describe('organisation cards', () => {
  const createEntity = (
    kind: string,
    name: string,
    spec: object = {},
  ): Entity => ({
    apiVersion: 'backstage.io/v1alpha1',
    kind,
    metadata: { name, namespace: 'default' },
    spec: spec as Entity['spec'],
  });

  const api = createEntity('Component', 'payments-api');

  function createOrganisation(role: 'admin' | 'member' | 'guest' = 'member') {
    const server = new OrganisationServer(role);
    const payments = server.addDepartment({
      name: 'Payments',
      manager_ref: 'user:default/mona',
      manager_name: 'Mona Manager',
    });
    return { server, payments };
  }

  /** Renders a card on a separate page of a portal with the plugin. */
  const render = (
    card: JSX.Element,
    about: Entity,
    server: AdminServer,
    config = {},
  ) =>
    renderAdmin('/entity', server, [], {
      config,
      entity: about,
      element: (
        <>
          {card}
          <p>Drawn</p>
        </>
      ),
    });

  describe('ProjectPeopleCard', () => {
    it('shows departments and people with their membership source', async () => {
      const { server, payments } = createOrganisation();
      server.addProject({ role: 'member' });
      const department_id = payments.id;
      server.addMember(
        {
          display_name: 'Ada Lovelace',
          sources: [{ source: 'department', role: 'member', department_id }],
        },
        'projectMembers',
      );
      render(<ProjectPeopleCard />, api, server);
      expect(await screen.findByText('Ada Lovelace')).toBeVisible();
      expect(
        await screen.findByRole('link', { name: 'Payments' }),
      ).toBeVisible();
      expect(screen.getByText('Department Payments')).toBeVisible();
      expect(screen.queryByRole('button', { name: 'Join' })).toBeNull();
    });

    it('shows people without departments if the organisation feature is off', async () => {
      const { server, payments } = createOrganisation();
      server.addProject({ role: 'member' });
      const department_id = payments.id;
      server.addMember(
        {
          display_name: 'Ada Lovelace',
          sources: [{ source: 'department', role: 'member', department_id }],
        },
        'projectMembers',
      );
      render(<ProjectPeopleCard />, api, server, {
        callboard: { features: { organisation: false } },
      });
      expect(await screen.findByText('Ada Lovelace')).toBeVisible();
      expect(screen.getByText('Member of a department')).toBeVisible();
      expect(screen.queryByText(/Departments/)).toBeNull();
      // The title of the card.
      expect(screen.getAllByText('People')).toHaveLength(1);
      expect(server.sent('GET', '/departments/tree')).toEqual([]);
    });

    it('allows members to join an open project @full', async () => {
      const { server } = createOrganisation();
      server.addProject();
      render(<ProjectPeopleCard />, api, server);
      await userEvent.click(
        await screen.findByRole('button', { name: 'Join' }),
      );
      expect(await screen.findByText('Alex Admin')).toBeVisible();
      await waitFor(() =>
        expect(screen.queryByRole('button', { name: 'Join' })).toBeNull(),
      );
    });

    it('shows the reason when joining fails', async () => {
      const { server } = createOrganisation();
      server.addProject();
      render(<ProjectPeopleCard />, api, server);
      const button = await screen.findByRole('button', { name: 'Join' });
      server.refuse('POST', 403, 'The project is closed');
      await userEvent.click(button);
      expect(await screen.findByRole('alert')).toHaveTextContent(
        'The project could not be joined. Try again. The project is closed',
      );
    });

    it('hides the Join button from guests @full', async () => {
      const { server } = createOrganisation('guest');
      server.addProject();
      render(<ProjectPeopleCard />, api, server);
      expect(
        await screen.findByText('No people in this project yet.'),
      ).toBeVisible();
      expect(screen.queryByRole('button', { name: 'Join' })).toBeNull();
    });

    it('creates the project when the user clicks Create project @full', async () => {
      const { server } = createOrganisation();
      render(<ProjectPeopleCard />, api, server);
      const start = await screen.findByRole('button', {
        name: 'Create project',
      });
      server.addProject({ role: 'member' });
      await userEvent.click(start);
      expect(
        await screen.findByText('No people in this project yet.'),
      ).toBeVisible();
    });

    it('shows an error when the workspaces of the viewer cannot be loaded', async () => {
      const { server } = createOrganisation();
      server.refuseBelow('/me', 400, 'The session is not valid');
      render(<ProjectPeopleCard />, api, server);
      expect(await screen.findByText(/The session is not valid/)).toBeVisible();
    });

    it('shows the reason when creating the project fails', async () => {
      const { server } = createOrganisation();
      render(<ProjectPeopleCard />, api, server);
      const start = await screen.findByRole('button', {
        name: 'Create project',
      });
      server.refuse('PUT', 503, 'The database is not available');
      await userEvent.click(start);
      expect(await screen.findByRole('alert')).toHaveTextContent(
        'The project could not be created. Try again. The database is not available',
      );
      expect(start).toBeVisible();
    });

    it('shows a no-access note when creating fails because of a secret project', async () => {
      const { server } = createOrganisation();
      render(<ProjectPeopleCard />, api, server);
      await userEvent.click(
        await screen.findByRole('button', { name: 'Create project' }),
      );
      expect(
        await screen.findByText(
          'Nothing to show here, or you do not have access.',
        ),
      ).toBeVisible();
    });
  });

  describe('UserOrganisationCard', () => {
    const ada = createEntity('User', 'ada', {
      profile: { email: 'ada@example.com' },
    });

    it('shows position, department and manager of the person matched by user reference @full', async () => {
      const { server, payments } = createOrganisation();
      server.addPerson({ email: 'ada@example.com' });
      server.addPerson({
        email: 'ada@example.com',
        user_ref: 'user:default/ada',
        position: 'Engineer',
        department_id: payments.id,
      });
      render(<UserOrganisationCard />, ada, server);
      expect(await screen.findByText('Engineer')).toBeVisible();
      expect(
        await screen.findByRole('link', { name: 'Payments' }),
      ).toBeVisible();
      expect(screen.getByText('Mona Manager')).toBeVisible();
      expect(screen.getByRole('link', { name: 'Profile' })).toHaveAttribute(
        'href',
        `/organisation/people/${server.staff[1].id}?workspace=default`,
      );
    });

    it('shows that the user is not in the directory when only the email matches', async () => {
      const { server } = createOrganisation();
      server.addPerson({ email: 'ada@example.com' });
      render(<UserOrganisationCard />, ada, server);
      expect(
        await screen.findByText('Not in the staff directory.'),
      ).toBeVisible();
    });
  });

  describe('GroupOrganisationCard', () => {
    it('shows manager and head count of the department with the name of the group', async () => {
      const { server, payments } = createOrganisation();
      for (let count = 0; count < 12; count += 1) {
        server.addPerson({ department_id: payments.id });
      }
      render(
        <GroupOrganisationCard />,
        createEntity('Group', 'payments'),
        server,
      );
      expect(await screen.findByText('12 people')).toBeVisible();
      expect(screen.getByText('Mona Manager')).toBeVisible();
    });

    it('renders nothing for groups without a department', async () => {
      const { server } = createOrganisation();
      render(<GroupOrganisationCard />, createEntity('Group', 'guild'), server);
      expect(await screen.findByText('Drawn')).toBeVisible();
      await waitFor(() =>
        expect(
          server.listQueries('/workspaces/default/departments/tree'),
        ).toHaveLength(1),
      );
      expect(screen.queryByText('Organisation', { selector: 'h3' })).toBeNull();
    });
  });
});

describe('findGroupDepartment', () => {
  const createEntry = (values: object) => ({ node: values } as DepartmentEntry);

  const createGroup = (name: string, title?: string) => ({
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Group',
    metadata: { name, title },
    spec: {},
  });

  const payments = createEntry({ name: 'Payments', code: 'PAY' });
  const shop = createEntry({ name: 'Online shop', code: null });

  it.each([
    ['payments', undefined, payments],
    ['pay', undefined, payments],
    ['team-shop', 'Online Shop', shop],
    ['pay-team', undefined, undefined],
  ])(
    'matches group %s with title %s only by exact department name or code',
    (name, title, expected) => {
      expect(
        findGroupDepartment(createGroup(name, title), [payments, shop]),
      ).toBe(expected);
    },
  );

  it('returns the department from the annotation, even when the name differs', () => {
    const known = createEntry({ id: 'shop', name: 'Online shop' });
    const published = createGroup('payments');
    Object.assign(published.metadata, {
      annotations: { 'callboard.io/department-id': 'shop' },
    });
    expect(findGroupDepartment(published, [payments, known])).toBe(known);
  });

  it('returns undefined when several departments match', () => {
    const other = createEntry({ name: 'Payments', code: 'PAY2' });
    expect(
      findGroupDepartment(createGroup('payments'), [payments, other]),
    ).toBe(undefined);
  });
});

describe('MyProfile', () => {
  const PATH = '/organisation/me';

  it('shows private fields and the sources of all memberships, without an Edit button', async () => {
    const server = new OrganisationServer('member');
    server.addPerson({
      user_ref: server.me.user_ref,
      first_name: 'Alex',
      last_name: 'Admin',
      phone: '+49 30 99',
      notes: null,
    });
    // Their project is not among the first ones by name.
    for (let index = 0; index < 20; index++) {
      const entity_ref = `system:default/p${index}`;
      server.addProject({ name: `p${index}`, entity_ref });
    }
    const mine = server.addProject({ role: 'member' });
    server.explanations[mine.id] = {
      role: 'member',
      sources: [{ source: 'manual', role: 'member' }],
      missing: [],
    };
    renderAdmin(PATH, server);
    expect(
      await screen.findByRole('heading', { name: 'Alex Admin' }),
    ).toBeVisible();
    expect(screen.getByText('+49 30 99')).toBeVisible();
    expect(await screen.findByText('Added manually')).toBeVisible();
    expect(
      server.listQueries('/workspaces/default/memberships/explain'),
    ).toHaveLength(1);
    expect(screen.queryByRole('button', { name: 'Edit' })).toBeNull();
  });

  it('shows who can add the user when they are not in the staff directory', async () => {
    renderAdmin(PATH, new OrganisationServer('member'));
    expect(
      await screen.findByText(
        'You are not in the staff directory of Everybody yet',
      ),
    ).toBeVisible();
    expect(screen.getByText(/A workspace admin can add you/)).toBeVisible();
  });
});
