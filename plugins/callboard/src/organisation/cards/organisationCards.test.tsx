import type { Entity } from '@backstage/catalog-model';
import {
  createFrontendModule,
  PageBlueprint,
} from '@backstage/frontend-plugin-api';
import { mockApis, renderTestApp } from '@backstage/frontend-test-utils';
import {
  EntityProvider,
  entityRouteRef,
} from '@backstage/plugin-catalog-react';
import { Refusal } from '@callboard/plugin-callboard-react/testUtils';
import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { FakeBackend } from '../../__testUtils__/FakeBackend';
import { FakeStaff } from '../../__testUtils__/FakeStaff';
import { renderAdmin } from '../../__testUtils__/renderAdmin';
import plugin from '../..';
import type { DepartmentEntry } from '../departments/model/indexTree';
import { GroupOrganisationCard } from './GroupOrganisationCard';
import { ProjectPeopleCard } from './ProjectPeopleCard';
import { UserOrganisationCard } from './UserOrganisationCard';
import { departmentOfGroup } from './departmentOfGroup';

describe('cards', () => {
  const entity = (kind: string, name: string, spec: object = {}): Entity => ({
    apiVersion: 'backstage.io/v1alpha1',
    kind,
    metadata: { name, namespace: 'default' },
    spec: spec as Entity['spec'],
  });

  const api = entity('Component', 'payments-api');

  function organisation(role: 'admin' | 'member' | 'guest' = 'member') {
    const backend = new FakeBackend();
    backend.addWorkspace({});
    backend.demote(role);
    const fake = new FakeStaff(backend);
    const payments = fake.addDepartment({
      name: 'Payments',
      manager_ref: 'user:default/mona',
      manager_name: 'Mona Manager',
      staff_count_recursive: 12,
    });
    return { backend, fake, payments };
  }

  /** Draws a card on a page of its own, in a portal with the plugin. */
  function render(card: JSX.Element, about: Entity, backend: FakeBackend) {
    const page = PageBlueprint.make({
      name: 'card',
      params: {
        path: '/card',
        title: 'Card',
        loader: async () => (
          <EntityProvider entity={about}>
            {card}
            <p>Drawn</p>
          </EntityProvider>
        ),
      },
    });
    renderTestApp({
      features: [
        plugin,
        createFrontendModule({ pluginId: 'callboard', extensions: [page] }),
      ],
      initialRouteEntries: ['/card'],
      mountedRoutes: {
        '/catalog/:namespace/:kind/:name': entityRouteRef as never,
      },
      apis: [
        mockApis.fetch({ baseImplementation: backend.fetch }),
        mockApis.discovery({ baseUrl: 'http://portal' }),
      ],
    });
  }

  describe('the card on projects', () => {
    it('names departments and people, and why they are in', async () => {
      const { backend, fake, payments } = organisation();
      fake.addProject({ role: 'member' });
      fake.addMember({
        display_name: 'Ada Lovelace',
        sources: [
          { source: 'department', role: 'member', department_id: payments.id },
        ],
      });
      render(<ProjectPeopleCard />, api, backend);
      expect(await screen.findByText('Ada Lovelace')).toBeVisible();
      expect(
        await screen.findByRole('link', { name: 'Payments' }),
      ).toBeVisible();
      expect(screen.getByText('Department Payments')).toBeVisible();
      expect(screen.queryByRole('button', { name: 'Join' })).toBeNull();
    });

    it('lets members join an open project', async () => {
      const { backend, fake } = organisation();
      fake.addProject({});
      render(<ProjectPeopleCard />, api, backend);
      await userEvent.click(
        await screen.findByRole('button', { name: 'Join' }),
      );
      expect(await screen.findByText('Alex Admin')).toBeVisible();
      await waitFor(() =>
        expect(screen.queryByRole('button', { name: 'Join' })).toBeNull(),
      );
    });

    it('says why joining failed', async () => {
      const { backend, fake } = organisation();
      fake.addProject({});
      render(<ProjectPeopleCard />, api, backend);
      const button = await screen.findByRole('button', { name: 'Join' });
      backend.refuseNext = {
        method: 'POST',
        refusal: new Refusal(403, 'The project is closed'),
      };
      await userEvent.click(button);
      expect(await screen.findByRole('alert')).toHaveTextContent(
        'You were not added. The project is closed',
      );
    });

    it('has nothing to join for guests', async () => {
      const { backend, fake } = organisation('guest');
      fake.addProject({});
      render(<ProjectPeopleCard />, api, backend);
      expect(
        await screen.findByText('Nobody is in this project yet.'),
      ).toBeVisible();
      expect(screen.queryByRole('button', { name: 'Join' })).toBeNull();
    });

    it('makes a project only when asked to', async () => {
      const { backend, fake } = organisation();
      render(<ProjectPeopleCard />, api, backend);
      const start = await screen.findByRole('button', {
        name: 'Make it a project',
      });
      fake.addProject({ role: 'member' });
      await userEvent.click(start);
      expect(
        await screen.findByText('Nobody is in this project yet.'),
      ).toBeVisible();
    });

    it('shows nothing of what is secret', async () => {
      const { backend } = organisation();
      render(<ProjectPeopleCard />, api, backend);
      await userEvent.click(
        await screen.findByRole('button', { name: 'Make it a project' }),
      );
      expect(
        await screen.findByText('Nothing is shared with you here.'),
      ).toBeVisible();
    });
  });

  describe('the card on people', () => {
    const ada = entity('User', 'ada', {
      profile: { email: 'ada@example.com' },
    });

    it('shows the place of the one with the same portal user', async () => {
      const { backend, fake, payments } = organisation();
      fake.addPerson({ email: 'ada@example.com' });
      fake.addPerson({
        email: 'ada@example.com',
        user_ref: 'user:default/ada',
        position: 'Engineer',
        department_id: payments.id,
      });
      render(<UserOrganisationCard />, ada, backend);
      expect(await screen.findByText('Engineer')).toBeVisible();
      expect(
        await screen.findByRole('link', { name: 'Payments' }),
      ).toBeVisible();
      expect(screen.getByText('Mona Manager')).toBeVisible();
      expect(screen.getByRole('link', { name: 'Profile' })).toHaveAttribute(
        'href',
        `/organisation/people/${fake.staff[1].id}?workspace=default`,
      );
    });

    it('is quiet where nobody is sure to be the person', async () => {
      const { backend, fake } = organisation();
      fake.addPerson({ email: 'ada@example.com' });
      render(<UserOrganisationCard />, ada, backend);
      expect(
        await screen.findByText('Not in the staff directory.'),
      ).toBeVisible();
    });
  });

  describe('the card on groups', () => {
    it('shows the department that goes by the name', async () => {
      const { backend } = organisation();
      render(<GroupOrganisationCard />, entity('Group', 'payments'), backend);
      expect(await screen.findByText('12 people')).toBeVisible();
      expect(screen.getByText('Mona Manager')).toBeVisible();
    });

    it('is not there for other groups', async () => {
      const { backend } = organisation();
      render(<GroupOrganisationCard />, entity('Group', 'guild'), backend);
      expect(await screen.findByText('Drawn')).toBeVisible();
      await waitFor(() =>
        expect(
          backend.queriesOf('/workspaces/default/departments/tree'),
        ).toHaveLength(1),
      );
      expect(screen.queryByText('Organisation', { selector: 'h3' })).toBeNull();
    });
  });
});

describe('departmentOfGroup', () => {
  const entry = (values: object) => ({ node: values } as DepartmentEntry);

  const group = (name: string, title?: string) => ({
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Group',
    metadata: { name, title },
    spec: {},
  });

  const payments = entry({ name: 'Payments', code: 'PAY' });
  const shop = entry({ name: 'Online shop', code: null });

  it.each([
    ['payments', undefined, payments],
    ['pay', undefined, payments],
    ['team-shop', 'Online Shop', shop],
    ['pay-team', undefined, undefined],
  ])('of %s (%s)', (name, title, expected) => {
    expect(departmentOfGroup(group(name, title), [payments, shop])).toBe(
      expected,
    );
  });

  it('is the one it was published from, whatever it is called', () => {
    const known = entry({ id: 'shop', name: 'Online shop' });
    const published = group('payments');
    Object.assign(published.metadata, {
      annotations: { 'callboard.io/department-id': 'shop' },
    });
    expect(departmentOfGroup(published, [payments, known])).toBe(known);
  });

  it('is none where several go by the name', () => {
    const other = entry({ name: 'Payments', code: 'PAY2' });
    expect(departmentOfGroup(group('payments'), [payments, other])).toBe(
      undefined,
    );
  });
});

describe('MyProfile', () => {
  const PATH = '/organisation/me';

  function organisation() {
    const backend = new FakeBackend();
    backend.addWorkspace({ name: 'Everybody' });
    backend.demote('member');
    return { backend, fake: new FakeStaff(backend) };
  }

  it('shows what is noted about me, with what only I may see', async () => {
    const { backend, fake } = organisation();
    fake.addPerson({
      user_ref: backend.me.user_ref,
      first_name: 'Alex',
      last_name: 'Admin',
      phone: '+49 30 99',
      notes: null,
    });
    const mine = fake.addProject({ role: 'member' });
    fake.addProject({ name: 'shop', entity_ref: 'system:default/shop' });
    fake.explanations[mine.id] = {
      role: 'member',
      sources: [{ source: 'manual', role: 'member' }],
      missing: [],
    };
    renderAdmin(PATH, backend);
    expect(
      await screen.findByRole('heading', { name: 'Alex Admin' }),
    ).toBeVisible();
    expect(screen.getByText('+49 30 99')).toBeVisible();
    expect(await screen.findByText('Added by hand')).toBeVisible();
    expect(
      backend.queriesOf('/workspaces/default/memberships/explain'),
    ).toHaveLength(1);
    expect(screen.queryByRole('button', { name: 'Edit' })).toBeNull();
  });

  it('says who can add me where I am not in the directory', async () => {
    renderAdmin(PATH, organisation().backend);
    expect(
      await screen.findByText(
        'You are not in the staff directory of Everybody yet',
      ),
    ).toBeVisible();
    expect(
      screen.getByText(/An admin of the workspace can add you/),
    ).toBeVisible();
  });
});
