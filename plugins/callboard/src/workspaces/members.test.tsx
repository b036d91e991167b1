import {
  permissions,
  slug as slugSchema,
} from '@callboard/plugin-callboard-common';
import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { AdminServer } from '../__testUtils__/AdminServer';
import { renderAdmin } from '../__testUtils__/renderAdmin';
import { toSlug } from './CreateWorkspaceDialog';

describe('AddMemberDialog @full', () => {
  async function openDialog() {
    const server = new AdminServer();
    renderAdmin('/callboard/workspaces/default', server);
    const user = userEvent.setup();
    await user.click(
      (
        await screen.findAllByRole('button', { name: 'Add member' })
      )[0],
    );
    const dialog = within(await screen.findByRole('dialog'));
    return {
      server,
      user,
      dialog,
      person: dialog.getByRole('combobox', { name: /^Person/ }),
      submit: () => user.click(dialog.getByRole('button', { name: 'Add' })),
    };
  }

  it('adds a person from the catalog with the chosen role', async () => {
    const { server, user, dialog, person, submit } = await openDialog();
    await user.type(person, 'max');
    await user.click(
      await screen.findByRole('option', {
        name: 'Max Member user:default/max.member',
      }),
    );
    await user.click(dialog.getByRole('combobox', { name: /^Role/ }));
    await user.click(screen.getByRole('option', { name: /^Admin/ }));
    await submit();
    expect(
      await screen.findByRole('link', { name: 'user:default/max.member' }),
    ).toBeVisible();
    expect(server.members).toMatchObject([
      { user_ref: 'user:default/max.member', role: 'admin' },
    ]);
  });

  it('adds a user reference that the catalog does not contain, as a member', async () => {
    const { server, user, person } = await openDialog();
    await user.type(person, 'user:default/jane');
    await user.keyboard('{Escape}{Enter}');
    expect(
      await screen.findByRole('link', { name: 'user:default/jane' }),
    ).toBeVisible();
    expect(server.members).toMatchObject([{ role: 'member' }]);
  });

  it('rejects text that is not a user reference, and adds no member', async () => {
    const { server, user, dialog, person, submit } = await openDialog();
    await user.type(person, 'Somebody');
    await submit();
    expect(await dialog.findByText(/Choose a person, or type/)).toBeVisible();
    expect(person).toBeInvalid();
    expect(server.members).toEqual([]);
  });

  it('shows an error when the person is already a member', async () => {
    const { server, user, dialog, person, submit } = await openDialog();
    await user.type(person, 'user:default/jane');
    server.refuse('POST', 409, 'user:default/jane is already a member');
    await submit();
    expect(await dialog.findByText(/already added manually/)).toBeVisible();
  });
});

describe('WorkspaceMembers', () => {
  const PATH = '/callboard/workspaces/default';

  function createServerWithMembers() {
    const server = new AdminServer();
    server.addMember({
      user_ref: 'user:default/alex.admin',
      display_name: 'Alex Admin',
      role: 'admin',
    });
    server.addMember({ display_name: 'Max Member' });
    server.addMember({
      user_ref: 'user:default/mona.manager',
      display_name: 'Mona Manager',
      role: 'admin',
      sources: [
        { source: 'manual', role: 'guest' },
        { source: 'manager', role: 'admin' },
      ],
    });
    server.addMember({
      user_ref: 'user:default/dora.department',
      display_name: 'Dora Department',
      sources: [{ source: 'department', role: 'member' }],
    });
    return server;
  }

  async function findRow(name: string) {
    const link = await screen.findByRole('link', { name });
    return within(link.closest('[role=row]') as HTMLElement);
  }

  async function chooseRole(name: string, role: RegExp) {
    const user = userEvent.setup();
    const row = await findRow(name);
    await user.click(row.getByRole('combobox', { name: `Role of ${name}` }));
    await user.click(await screen.findByRole('option', { name: role }));
    return user;
  }

  it('shows the sources and the effective role of each member @full', async () => {
    renderAdmin(PATH, createServerWithMembers());
    const max = await findRow('Max Member');
    expect(max.getByRole('link')).toHaveAttribute(
      'href',
      '/catalog/default/user/max.member',
    );
    expect(max.getByText('Added manually')).toBeVisible();
    const mona = await findRow('Mona Manager');
    expect(mona.getByText('Added manually: Guest')).toBeVisible();
    expect(mona.getByText('Department manager: Admin')).toBeVisible();
    expect(mona.getByText('Effective role: Admin')).toBeVisible();
    const dora = await findRow('Dora Department');
    expect(dora.queryByRole('combobox')).toBeNull();
    expect(
      dora.queryByRole('button', { name: 'Remove Dora Department' }),
    ).toBeNull();
    await userEvent.click(dora.getByRole('button'));
    expect(
      await screen.findByRole('dialog', {
        name: 'Dora Department cannot be removed here',
      }),
    ).toHaveTextContent(/remove this department’s access/);
  });

  it('shows the keyboard shortcuts when ? is pressed @full', async () => {
    renderAdmin(PATH, createServerWithMembers());
    await findRow('Max Member');
    await userEvent.keyboard('?');
    expect(
      await screen.findByRole('dialog', { name: 'Keyboard shortcuts' }),
    ).toHaveTextContent(
      '/Focus the search field↑ ↓ J KMove between rowsCtrl+KSearch everything you have access toEscClose?Show this list',
    );
  });

  it('filters by role and name, and clears the filters @full', async () => {
    const server = createServerWithMembers();
    renderAdmin(`${PATH}?role=admin`, server);
    expect(
      await screen.findByRole('link', { name: 'Alex Admin' }),
    ).toBeVisible();
    expect(screen.queryByRole('link', { name: 'Max Member' })).toBeNull();
    const user = userEvent.setup();
    await user.keyboard('/');
    await user.keyboard('nobody');
    expect(await screen.findByText('No matching members')).toBeVisible();
    await user.click(screen.getByRole('button', { name: 'Clear' }));
    expect(
      await screen.findByRole('link', { name: 'Max Member' }),
    ).toBeVisible();
    expect(screen.getByRole('searchbox')).toHaveFocus();
  });

  it('loads the next page of members @full', async () => {
    const server = createServerWithMembers();
    for (let index = 0; index < 50; index += 1) {
      server.addMember({
        user_ref: `user:default/person.${index}`,
        display_name: `Person ${index}`,
      });
    }
    renderAdmin(PATH, server);
    expect(await screen.findByText('50 of 54 shown')).toBeVisible();
    await userEvent.click(screen.getByRole('button', { name: 'Load more' }));
    expect(await screen.findByText('54 of 54 shown')).toBeVisible();
  });

  it('updates the role of a member @full', async () => {
    const server = createServerWithMembers();
    renderAdmin(PATH, server);
    await chooseRole('Max Member', /^Guest/);
    await waitFor(() => expect(server.members[1].role).toBe('guest'));
    expect(
      (await findRow('Max Member')).getByRole('combobox'),
    ).toHaveTextContent('Guest');
  });

  it('restores the role and shows the reason when the last admin cannot be demoted @full', async () => {
    const server = createServerWithMembers();
    renderAdmin(PATH, server);
    await findRow('Alex Admin');
    server.refuse(
      'PATCH',
      409,
      'A workspace must have at least one admin. Make someone else an admin first',
    );
    const user = await chooseRole('Alex Admin', /^Member/);
    const alert = await screen.findByRole('alert');
    expect(alert).toHaveTextContent(/Make someone else an admin first/);
    expect(
      (await findRow('Alex Admin')).getByRole('combobox'),
    ).toHaveTextContent('Admin');
    await user.click(within(alert).getByRole('button'));
    expect(screen.queryByRole('alert')).toBeNull();
  });

  it('shows the current role when someone else changed the membership first @full', async () => {
    const server = createServerWithMembers();
    renderAdmin(PATH, server);
    await findRow('Max Member');
    Object.assign(server.members[1], {
      version: 2,
      sources: [{ source: 'manual', role: 'admin' }],
    });
    await chooseRole('Max Member', /^Guest/);
    expect(await screen.findByRole('alert')).toHaveTextContent(
      /Someone else changed this membership/,
    );
    const row = await findRow('Max Member');
    await waitFor(() =>
      expect(row.getByRole('combobox')).toHaveTextContent('Admin'),
    );
  });

  it('saves quick changes of one role in order @full', async () => {
    const server = createServerWithMembers();
    renderAdmin(PATH, server);
    await findRow('Max Member');
    const release = server.blockRequests(() => true);
    await chooseRole('Max Member', /^Guest/);
    await chooseRole('Max Member', /^Admin/);
    release();
    await waitFor(() => expect(server.members[1].role).toBe('admin'));
    expect(server.sent('PATCH', '/members').map(({ body }) => body)).toEqual([
      { role: 'guest' },
      { role: 'admin' },
    ]);
    expect(screen.queryByRole('alert')).toBeNull();
  });

  it('shows the error of a change after the next change is saved @full', async () => {
    const server = createServerWithMembers();
    renderAdmin(PATH, server);
    await findRow('Max Member');
    const release = server.blockRequests(() => true);
    server.refuse('PATCH', 503, 'Away');
    await chooseRole('Max Member', /^Guest/);
    await chooseRole('Mona Manager', /^Member/);
    release();
    await waitFor(() =>
      expect(server.sent('PATCH', '/members')).toHaveLength(2),
    );
    expect(
      await screen.findByText(/The role of Max Member was not changed/),
    ).toBeVisible();
    expect(server.members[1].role).toBe('member');
  });

  it('shows the error of a change after the admin has opened another page', async () => {
    const server = createServerWithMembers();
    renderAdmin(PATH, server);
    await findRow('Max Member');
    const release = server.blockRequests(() => true);
    server.refuse('PATCH', 503, 'Away');
    const user = await chooseRole('Max Member', /^Guest/);
    await user.click(screen.getByRole('tab', { name: 'Settings' }));
    release();
    expect(
      await screen.findByText(/The role of Max Member was not changed/),
    ).toBeVisible();
  });

  it('requires confirmation before admins demote themselves @full', async () => {
    const server = createServerWithMembers();
    server.actAs({ role: 'admin' });
    renderAdmin(PATH, server);
    const user = await chooseRole('Alex Admin', /^Member/);
    const dialog = within(await screen.findByRole('dialog'));
    expect(
      dialog.getByText(/no longer be able to manage Everybody/),
    ).toBeVisible();
    await user.click(dialog.getByRole('button', { name: 'Cancel' }));
    expect(server.members[0].role).toBe('admin');
  });

  it('removes a member after confirmation @full', async () => {
    const server = createServerWithMembers();
    renderAdmin(PATH, server);
    const user = userEvent.setup();
    const row = await findRow('Max Member');
    await user.click(row.getByRole('button', { name: 'Remove Max Member' }));
    const dialog = within(
      await screen.findByRole('dialog', {
        name: 'Remove Max Member from Everybody?',
      }),
    );
    await user.click(dialog.getByRole('button', { name: 'Remove' }));
    await waitFor(() =>
      expect(screen.queryByRole('link', { name: 'Max Member' })).toBeNull(),
    );
    expect(server.members).toHaveLength(3);
  });

  it('warns that other membership sources remain after removal @full', async () => {
    renderAdmin(PATH, createServerWithMembers());
    const row = await findRow('Mona Manager');
    await userEvent.click(row.getByRole('button'));
    expect(
      await screen.findByText(/for another reason: Department manager/),
    ).toBeVisible();
  });

  it('shows why a member could not be removed @full', async () => {
    const server = createServerWithMembers();
    renderAdmin(PATH, server);
    const user = userEvent.setup();
    const row = await findRow('Alex Admin');
    await user.click(row.getByRole('button'));
    server.refuse(
      'DELETE',
      409,
      'A workspace must have at least one admin. Make someone else an admin first',
    );
    const dialog = within(await screen.findByRole('dialog'));
    expect(
      dialog.getByText('This is you. As a super admin, you keep access.'),
    ).toBeVisible();
    await user.click(dialog.getByRole('button', { name: 'Remove' }));
    expect(await dialog.findByRole('alert')).toHaveTextContent(
      /The member was not removed.*Make someone else an admin first/,
    );
  });

  it('hides the actions from members, even if they are admins of another workspace', async () => {
    const server = createServerWithMembers();
    server.insert('workspaces', { slug: 'lab' });
    server.actAs({ role: 'member' });
    server.me.workspaces[1].role = 'admin';
    renderAdmin(PATH, server);
    const row = await findRow('Max Member');
    expect(row.queryByRole('combobox')).toBeNull();
    expect(row.queryByRole('button')).toBeNull();
    expect(screen.queryByRole('button', { name: 'Add member' })).toBeNull();
  });

  it("hides the actions that the portal's policy denies", async () => {
    const { create, update } = permissions.workspaceMember;
    renderAdmin(PATH, createServerWithMembers(), [], {
      denied: [create, update],
    });
    const row = await findRow('Max Member');
    expect(
      await row.findByRole('button', { name: 'Remove Max Member' }),
    ).toBeVisible();
    expect(row.queryByRole('combobox')).toBeNull();
    expect(screen.queryByRole('button', { name: 'Add member' })).toBeNull();
  });
});

describe('WorkspaceList', () => {
  function createServerWithWorkspaces() {
    const server = new AdminServer();
    server.insert('workspaces', {
      slug: 'lab',
      name: 'Lab',
      timezone: 'America/New_York',
      week_start: 7,
    });
    server.addMember();
    return server;
  }

  async function openDialog() {
    const server = createServerWithWorkspaces();
    renderAdmin('/callboard/workspaces', server);
    const user = userEvent.setup();
    await user.click(
      await screen.findByRole('button', { name: 'Create workspace' }),
    );
    const dialog = within(await screen.findByRole('dialog'));
    return {
      server,
      user,
      dialog,
      name: dialog.getByRole('textbox', { name: /^Name/ }),
      slug: dialog.getByRole('textbox', { name: /^Short name/ }),
      submit: () => user.click(dialog.getByRole('button', { name: 'Create' })),
    };
  }

  it('lists workspaces with time zone, week start and number of members @full', async () => {
    renderAdmin('/callboard/workspaces', createServerWithWorkspaces());
    const link = await screen.findByRole('link', { name: 'Lab' });
    expect(link).toHaveAttribute('href', '/callboard/workspaces/lab');
    const row = within(link.closest('[role=row]') as HTMLElement);
    expect(row.getByText('America/New York')).toBeInTheDocument();
    expect(row.getByText('Sunday')).toBeInTheDocument();
    expect(await row.findByTitle('1 member')).toBeInTheDocument();
  });

  it('hides the create button from workspace admins, and shows their role', async () => {
    const server = createServerWithWorkspaces();
    server.actAs({ role: 'admin' });
    renderAdmin('/callboard/workspaces', server);
    expect(await screen.findByRole('link', { name: 'Lab' })).toBeVisible();
    expect(screen.getAllByRole('gridcell', { name: 'Admin' })).toHaveLength(2);
    expect(
      screen.queryByRole('button', { name: 'Create workspace' }),
    ).toBeNull();
  });

  it('creates a workspace with a suggested short name, and opens it @full', async () => {
    const { server, user, name, slug, submit } = await openDialog();
    expect(name).toHaveFocus();
    await user.type(name, 'Größe & Güte');
    expect(slug).toHaveValue('grosse-gute');
    await submit();
    expect(
      await screen.findByRole('heading', { name: 'Größe & Güte' }),
    ).toBeVisible();
    expect(server.store('workspaces')[2]).toMatchObject({
      name: 'Größe & Güte',
      slug: 'grosse-gute',
      week_start: 1,
    });
  });

  it('stays on the page that the user opens during a slow creation', async () => {
    const { server, user, name, submit } = await openDialog();
    await user.type(name, 'Ops');
    const release = server.blockRequests(() => true);
    await submit();
    fireEvent.click(
      screen.getByRole('tab', { name: 'Overview', hidden: true }),
    );
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    release();
    expect(await screen.findByText('Ops created')).toBeVisible();
    expect(await screen.findByRole('list', { name: 'Areas' })).toBeVisible();
  });

  it('keeps a typed short name when the name changes @full', async () => {
    const { user, name, slug } = await openDialog();
    await user.type(slug, 'own');
    await user.type(name, 'Another');
    expect(slug).toHaveValue('own');
  });

  it('shows field errors only after the first blur @full', async () => {
    const { user, dialog, name, slug } = await openDialog();
    await user.type(slug, '-no-');
    expect(dialog.queryByText(/Use 1 to 63 lower-case/)).toBeNull();
    await user.tab();
    expect(await dialog.findByText(/Use 1 to 63 lower-case/)).toBeVisible();
    expect(slug).toBeInvalid();
    await user.click(name);
    await user.tab();
    expect(await dialog.findByText(/Enter a name/)).toBeVisible();
  });

  it('shows an error at a short name that is taken, and focuses the field @full', async () => {
    const { user, dialog, name, slug, submit } = await openDialog();
    await user.type(name, 'Lab');
    await submit();
    expect(await dialog.findByText(/This short name is taken/)).toBeVisible();
    expect(slug).toHaveFocus();
    await user.type(slug, '-2');
    expect(dialog.queryByText(/This short name is taken/)).toBeNull();
  });

  it('shows server validation errors at the fields', async () => {
    const { server, user, dialog, name, submit } = await openDialog();
    server.refuse('POST', 400, 'body.name: must not be rude', [
      { field: 'body.name', reason: 'must not be rude' },
    ]);
    await user.type(name, 'Rude');
    await submit();
    expect(await dialog.findByText('must not be rude')).toBeVisible();
    expect(name).toBeInvalid();
  });
});

describe('toSlug', () => {
  it.each([
    ['Research & Development', 'research-development'],
    ['  Größe, Œuvre, Łódź  ', 'grosse-oeuvre-lodz'],
    ['Équipe n°1', 'equipe-n-1'],
    ['研究', ''],
    ['---', ''],
  ])('converts %j to %j', (name, expected) => {
    expect(toSlug(name)).toBe(expected);
  });

  it('truncates long names to a valid slug without a trailing hyphen', () => {
    const long = toSlug(`${'a'.repeat(62)} b`);
    expect(long).toBe('a'.repeat(62));
    expect(slugSchema.safeParse(long).success).toBe(true);
  });
});
