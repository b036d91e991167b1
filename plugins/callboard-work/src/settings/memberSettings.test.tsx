import {
  click,
  ErrorResponse,
} from '@callboard/plugin-callboard-react/testUtils';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { mockScrollContainerSizes } from '../__testUtils__/mockScrollContainerSizes';
import { rejectRequests } from '../__testUtils__/delayResponses';
import {
  createProject,
  DEPARTMENT,
  openSettings,
} from './__testUtils__/openSettings';

describe('member settings of a project', () => {
  mockScrollContainerSizes();

  function createProjectWithMembers() {
    const server = createProject();
    const department_id = DEPARTMENT;
    server.addMember('Max Member', { source: 'manual', role: 'admin' });
    server.addMember('Olga Owner', { source: 'owner', role: 'admin' });
    server.addMember('Dora Department', {
      source: 'department',
      role: 'member',
      department_id,
    });
    server.addMember(
      'Both Ways',
      { source: 'manual', role: 'guest' },
      { source: 'department', role: 'member', department_id },
    );
    return server;
  }

  async function section() {
    return within(await screen.findByRole('region', { name: 'Members' }));
  }

  async function findRow(name: string) {
    const link = await (await section()).findByRole('link', { name });
    return within(link.closest('[role=row]') as HTMLElement);
  }

  async function chooseRole(name: string, role: RegExp) {
    const row = await findRow(name);
    await click('combobox', `Role of ${name}`, row);
    await click('option', role);
  }

  it('lists members with their role and its source @full', async () => {
    openSettings(createProjectWithMembers());
    expect(
      (await findRow('Max Member')).getByText('Added manually'),
    ).toBeVisible();
    const owner = await findRow('Olga Owner');
    expect(owner.getByText('Admin')).toBeVisible();
    expect(owner.getByText('Owner in the catalog')).toBeVisible();
    const both = await findRow('Both Ways');
    expect(await both.findByText('Department Payments: Member')).toBeVisible();
    expect(both.getByText('Added manually: Guest')).toBeVisible();
    expect(both.getByText('Effective role: Member')).toBeVisible();
  });

  it('shows why members from the catalog or a department cannot be removed @full', async () => {
    openSettings(createProjectWithMembers());
    const owner = await findRow('Olga Owner');
    expect(owner.queryByRole('button', { name: /^Remove/ })).toBeNull();
    expect(owner.queryByRole('combobox')).toBeNull();
    await userEvent.click(owner.getByRole('button'));
    expect(
      await screen.findByRole('dialog', {
        name: 'Olga Owner cannot be removed here',
      }),
    ).toHaveTextContent(/change the owner of payments-api in the catalog/);
    await click('button', 'Close');
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    await userEvent.click(
      (await findRow('Dora Department')).getByRole('button'),
    );
    expect(await screen.findByRole('dialog')).toHaveTextContent(
      /They are in the department Payments, which gives access to payments-api/,
    );
  });

  it('adds a member with a role @full', async () => {
    const server = createProjectWithMembers();
    openSettings(server);
    await findRow('Max Member');
    await click('button', 'Add member');
    const dialog = within(
      await screen.findByRole('dialog', {
        name: 'Add a member to payments-api',
      }),
    );
    await userEvent.type(
      dialog.getByRole('combobox', { name: /^Person/ }),
      'user:default/jane',
    );
    await click('combobox', /^Role/, dialog);
    await click('option', /^Guest/);
    await click('button', 'Add', dialog);
    expect((await findRow('jane')).getByRole('combobox')).toHaveTextContent(
      'Guest',
    );
    expect(server.sent('POST', '/members')[0].body).toEqual({
      user_ref: 'user:default/jane',
      role: 'guest',
    });
  });

  it('changes a role and sends the version that was read @full', async () => {
    const server = createProjectWithMembers();
    openSettings(server);
    await chooseRole('Both Ways', /^Admin/);
    await waitFor(async () =>
      expect(
        (await findRow('Both Ways')).getByRole('combobox'),
      ).toHaveTextContent('Admin'),
    );
    const [{ body, ifMatch }] = server.sent('PATCH', '/members/');
    expect(body).toEqual({ role: 'admin' });
    expect(ifMatch).toBe('"1"');
  });

  it('asks for confirmation before users give up their own admin role @full', async () => {
    const server = createProjectWithMembers();
    openSettings(server);
    await chooseRole('Max Member', /^Member/);
    const dialog = await screen.findByRole('dialog', {
      name: 'Give up the admin role?',
    });
    expect(dialog).toHaveTextContent(
      /no longer be able to manage payments-api/,
    );
    expect(server.sent('PATCH', '/members/')).toEqual([]);
  });

  it('keeps the role and shows the reason when the last admin cannot be changed @full', async () => {
    const server = createProjectWithMembers();
    server.me.workspaces[0].role = 'admin';
    openSettings(server);
    await findRow('Max Member');
    server.refuse(
      'PATCH',
      409,
      'A project must have at least one admin. Make someone else an admin first',
    );
    await chooseRole('Max Member', /^Member/);
    expect(await screen.findByRole('alert')).toHaveTextContent(
      /not changed.*Make someone else an admin first/,
    );
    expect(
      (await findRow('Max Member')).getByRole('combobox'),
    ).toHaveTextContent('Admin');
  });

  it('shows that only admins can change members after a 403 @full', async () => {
    const server = createProjectWithMembers();
    openSettings(server);
    await findRow('Both Ways');
    server.refuse('PATCH', 403, 'Not allowed');
    await chooseRole('Both Ways', /^Admin/);
    expect(await screen.findByRole('alert')).toHaveTextContent(
      /Only admins can change members/,
    );
  });

  it('removes a member after confirmation, and shows which access remains @full', async () => {
    const server = createProjectWithMembers();
    server.addMember('Gina Guest', { source: 'manual', role: 'guest' });
    openSettings(server);
    const row = await findRow('Gina Guest');
    await click('button', /^Remove/, row);
    const dialog = await screen.findByRole('dialog', {
      name: 'Remove Gina Guest from payments-api?',
    });
    expect(dialog).toHaveTextContent(
      /they can still read the project and rejoin it/,
    );
    await click('button', 'Remove', dialog);
    await waitFor(() =>
      expect(screen.queryByRole('link', { name: 'Gina Guest' })).toBeNull(),
    );
    expect(server.members).toHaveLength(4);
  });

  it.each([
    ['a workspace admin', false, 'admin', /As an admin of the workspace, you/],
    ['a super admin', true, 'admin', /As a super admin, you keep access/],
    ['a member', false, 'member', /You can no longer change items/],
  ] as const)(
    'shows %s which access they keep when they remove themselves',
    async (_, is_super_admin, role, consequence) => {
      const server = createProjectWithMembers();
      server.actAs({ is_super_admin, role });
      openSettings(server);
      const row = await findRow('Max Member');
      await click('button', /^Remove/, row);
      expect(await screen.findByRole('dialog')).toHaveTextContent(consequence);
    },
  );

  it('warns that a member removed from a secret project loses access @full', async () => {
    const server = createProjectWithMembers();
    server.project!.access = 'secret';
    server.addMember('Gina Guest', { source: 'manual', role: 'guest' });
    openSettings(server);
    const row = await findRow('Gina Guest');
    await click('button', /^Remove/, row);
    expect(await screen.findByRole('dialog')).toHaveTextContent(
      /They lose access immediately/,
    );
  });

  it('loads ten members at a time, and searches them by name @full', async () => {
    const server = createProjectWithMembers();
    for (let number = 1; number <= 20; number += 1) {
      server.addMember(`Person ${number}`, {
        source: 'manual',
        role: 'member',
      });
    }
    openSettings(server);
    expect(await screen.findByText('10 of 24 shown')).toBeVisible();
    await userEvent.type(
      (await section()).getByRole('searchbox', { name: 'Search' }),
      'person 20',
    );
    expect(
      await screen.findByRole('link', { name: 'Person 20' }),
    ).toBeVisible();
    await waitFor(() =>
      expect(screen.queryByRole('link', { name: 'Max Member' })).toBeNull(),
    );
  });

  it('removes the member search from the URL when the settings are closed @full', async () => {
    const { address } = openSettings(createProjectWithMembers(), {
      address: '?view=settings&member=max&member_role=admin&q=Fix',
    });
    const search = (await section()).getByRole('searchbox', { name: 'Search' });
    expect(search).toHaveValue('max');
    await click('button', 'Back to work items');
    await screen.findByRole('button', { name: 'Create work item' });
    expect(address()).toBe('?q=Fix');
  });

  it('retries loading members on click, and still shows the other settings @full', async () => {
    const server = createProjectWithMembers();
    // The whole tab requests the maximum number.
    const recover = rejectRequests(
      server,
      /members\?(?!.*limit=200)/,
      new ErrorResponse(400, 'Something broke'),
    );
    openSettings(server);
    const members = await section();
    expect(await members.findByRole('alert')).toHaveTextContent(
      /could not be loaded.*Something broke/,
    );
    expect(screen.getByRole('region', { name: 'States' })).toBeVisible();
    recover();
    await click('button', 'Try again', members);
    expect(
      await members.findByRole('link', { name: 'Max Member' }),
    ).toBeVisible();
  });

  it('shows an empty state while the project has no members @full', async () => {
    openSettings(createProject());
    expect(await screen.findByText('No members yet')).toBeVisible();
    expect(
      screen.getByText('Add the people who work on this project.'),
    ).toBeVisible();
  });
});

describe('source settings of a project', () => {
  const annotations = { 'github.com/project-slug': 'lantern/payments-api' };

  const other = (kind: string, name: string) => ({
    apiVersion: 'backstage.io/v1alpha1',
    kind,
    metadata: { namespace: 'default', name },
  });

  async function section() {
    const region = await screen.findByRole('region', { name: 'Sources' });
    await within(region).findByRole('table');
    return region;
  }

  const rows = (region: HTMLElement) =>
    within(region)
      .getAllByRole('row')
      .map(({ textContent }) => textContent);

  it('counts items by source @full', async () => {
    const server = createProject();
    server.add();
    server.add({ source: 'github' });
    server.add({ source: 'github' });
    server.add({ source: 'tracker' });
    openSettings(server);
    expect(rows(await section())).toEqual([
      'SourceItems, including archived ones',
      'Created here1',
      'GitHub2',
      'Other systems1',
    ]);
  });

  it('counts archived items @full', async () => {
    const archived_at = '2026-11-20T08:00:00.000Z';
    const server = createProject();
    server.add();
    server.add({ source: 'github', archived_at });
    server.add({ source: 'tracker', archived_at });
    openSettings(server, { annotations });
    const region = await section();
    expect(rows(region).slice(1)).toEqual([
      'Created here1',
      'GitHub1',
      'Other systems1',
    ]);
    expect(region).not.toHaveTextContent(/None of its issues has arrived yet/);
  });

  it('shows zero for sources without items @full', async () => {
    openSettings(createProject());
    expect(rows(await section())).toEqual([
      'SourceItems, including archived ones',
      'Created here0',
      'GitHub0',
    ]);
  });

  it('shows how to set a repository when the catalog has none @full', async () => {
    openSettings(createProject());
    const region = await section();
    expect(region).toHaveTextContent(/No issues are imported/);
    expect(region).toHaveTextContent(
      'github.com/project-slug: owner/repository',
    );
    expect(region).not.toHaveTextContent('Repository in the catalog');
  });

  it('shows that issues of the repository are imported once some arrived @full', async () => {
    const server = createProject();
    server.add({ source: 'github' });
    openSettings(server, {
      annotations,
      others: [other('API', 'a')],
    });
    const region = await section();
    expect(region).toHaveTextContent(
      /Repository in the catalog: lantern\/payments-api/,
    );
    expect(region).toHaveTextContent(/Its issues are items of this project/);
  });

  it('shows that no issue has arrived yet @full', async () => {
    openSettings(createProject(), { annotations });
    const region = await section();
    expect(region).toHaveTextContent(/None of its issues has arrived yet/);
    expect(region).not.toHaveTextContent(/Its issues are items/);
  });

  it('lists other entities with the same repository, which block the import', async () => {
    const server = createProject();
    server.add({ source: 'github' });
    openSettings(server, {
      annotations,
      others: [other('Component', 'ledger'), other('System', 'shop')],
    });
    const region = await section();
    expect(
      await within(region).findByRole('link', { name: 'ledger' }),
    ).toHaveAttribute('href', '/catalog/default/component/ledger');
    expect(within(region).getByRole('link', { name: 'shop' })).toBeVisible();
    expect(region).toHaveTextContent(/No issues are imported/);
    expect(region).not.toHaveTextContent(/Its issues are items/);
  });

  it('lists members that GitHub issues cannot be assigned to', async () => {
    const server = createProject();
    server.addMember('Max Member', { source: 'manual', role: 'admin' });
    server.addMember('Mona Manager', { source: 'manual', role: 'member' });
    openSettings(server, { annotations });
    const region = within(await section());
    expect(
      await region.findByText('Members without this annotation:'),
    ).toBeVisible();
    expect(
      region.getByText(/Unless the portal is configured otherwise, the login/),
    ).toHaveTextContent('github.com/user-login');
    expect(region.getByRole('link', { name: 'Mona Manager' })).toBeVisible();
    expect(region.queryByRole('link', { name: 'Max Member' })).toBeNull();
  });
});
