import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { FakeBackend } from '../__testUtils__/FakeBackend';
import { Refusal } from '@callboard/plugin-callboard-react/testUtils';
import { renderAdmin } from '../__testUtils__/renderAdmin';

const PATH = '/callboard/workspaces/default';

function backendWithMembers() {
  const backend = new FakeBackend();
  backend.addWorkspace({});
  backend.addMember({
    user_ref: 'user:default/alex.admin',
    display_name: 'Alex Admin',
    role: 'admin',
  });
  backend.addMember({ display_name: 'Max Member' });
  backend.addMember({
    user_ref: 'user:default/mona.manager',
    display_name: 'Mona Manager',
    role: 'admin',
    sources: [
      { source: 'manual', role: 'guest' },
      { source: 'manager', role: 'admin' },
    ],
  });
  backend.addMember({
    user_ref: 'user:default/dora.department',
    display_name: 'Dora Department',
    sources: [{ source: 'department', role: 'member' }],
  });
  return backend;
}

async function rowOf(name: string) {
  const link = await screen.findByRole('link', { name });
  return within(link.closest('[role=row]') as HTMLElement);
}

async function chooseRole(name: string, role: RegExp) {
  const user = userEvent.setup();
  const row = await rowOf(name);
  await user.click(row.getByRole('combobox', { name: `Role of ${name}` }));
  await user.click(await screen.findByRole('option', { name: role }));
  return user;
}

describe('WorkspaceMembers', () => {
  it('shows who is a member, as what and why', async () => {
    renderAdmin(PATH, backendWithMembers());
    const max = await rowOf('Max Member');
    expect(max.getByRole('link')).toHaveAttribute(
      'href',
      '/catalog/default/user/max.member',
    );
    expect(max.getByText('Added by hand')).toBeVisible();
    const mona = await rowOf('Mona Manager');
    expect(mona.getByText('Added by hand: Guest')).toBeVisible();
    expect(mona.getByText('Department manager: Admin')).toBeVisible();
    expect(mona.getByText('In effect: Admin')).toBeVisible();
    const dora = await rowOf('Dora Department');
    expect(dora.queryByRole('combobox')).toBeNull();
    expect(
      dora.queryByRole('button', { name: 'Remove Dora Department' }),
    ).toBeNull();
    await userEvent.click(dora.getByRole('button'));
    expect(
      await screen.findByRole('dialog', {
        name: 'Dora Department cannot be removed here',
      }),
    ).toHaveTextContent(/unlink this one; admins of the workspace can/);
  });

  it('lists its shortcuts', async () => {
    renderAdmin(PATH, backendWithMembers());
    await rowOf('Max Member');
    await userEvent.keyboard('?');
    expect(
      await screen.findByRole('dialog', { name: 'Keyboard shortcuts' }),
    ).toHaveTextContent(
      '/Search↑ ↓ J KMove between rowsCtrl+KFind anything you may seeEscClose?This list',
    );
  });

  it('filters by role and name, and clears', async () => {
    const backend = backendWithMembers();
    renderAdmin(`${PATH}?role=admin`, backend);
    expect(
      await screen.findByRole('link', { name: 'Alex Admin' }),
    ).toBeVisible();
    expect(screen.queryByRole('link', { name: 'Max Member' })).toBeNull();
    const user = userEvent.setup();
    await user.keyboard('/');
    await user.keyboard('nobody');
    expect(await screen.findByText('Nobody matches')).toBeVisible();
    await user.click(screen.getByRole('button', { name: 'Clear' }));
    expect(
      await screen.findByRole('link', { name: 'Max Member' }),
    ).toBeVisible();
    expect(screen.getByRole('searchbox')).toHaveFocus();
  });

  it('loads more', async () => {
    const backend = backendWithMembers();
    for (let index = 0; index < 50; index += 1) {
      backend.addMember({
        user_ref: `user:default/person.${index}`,
        display_name: `Person ${index}`,
      });
    }
    renderAdmin(PATH, backend);
    expect(await screen.findByText('50 of 54 shown')).toBeVisible();
    await userEvent.click(screen.getByRole('button', { name: 'Load more' }));
    expect(await screen.findByText('54 of 54 shown')).toBeVisible();
  });

  it('changes a role', async () => {
    const backend = backendWithMembers();
    renderAdmin(PATH, backend);
    await chooseRole('Max Member', /^Guest/);
    await waitFor(() => expect(backend.members[1].role).toBe('guest'));
    expect((await rowOf('Max Member')).getByRole('combobox')).toHaveTextContent(
      'Guest',
    );
  });

  it('keeps the last admin, and says why', async () => {
    const backend = backendWithMembers();
    renderAdmin(PATH, backend);
    await rowOf('Alex Admin');
    backend.refuseNext = {
      method: 'PATCH',
      refusal: new Refusal(409, 'A workspace keeps at least one admin'),
    };
    const user = await chooseRole('Alex Admin', /^Member/);
    const alert = await screen.findByRole('alert');
    expect(alert).toHaveTextContent(/Make somebody else an admin first/);
    expect((await rowOf('Alex Admin')).getByRole('combobox')).toHaveTextContent(
      'Admin',
    );
    await user.click(within(alert).getByRole('button'));
    expect(screen.queryByRole('alert')).toBeNull();
  });

  it('shows how things are when somebody else was faster', async () => {
    const backend = backendWithMembers();
    renderAdmin(PATH, backend);
    await rowOf('Max Member');
    Object.assign(backend.members[1], {
      version: 2,
      sources: [{ source: 'manual', role: 'admin' }],
    });
    await chooseRole('Max Member', /^Guest/);
    expect(await screen.findByRole('alert')).toHaveTextContent(
      /in the meantime/,
    );
    const row = await rowOf('Max Member');
    await waitFor(() =>
      expect(row.getByRole('combobox')).toHaveTextContent('Admin'),
    );
  });

  it('asks admins before they lock themselves out', async () => {
    const backend = backendWithMembers();
    backend.demote('admin');
    renderAdmin(PATH, backend);
    const user = await chooseRole('Alex Admin', /^Member/);
    const dialog = within(await screen.findByRole('dialog'));
    expect(
      dialog.getByText(/no longer be able to change Everybody/),
    ).toBeVisible();
    await user.click(dialog.getByRole('button', { name: 'Cancel' }));
    expect(backend.members[0].role).toBe('admin');
  });

  it('removes somebody, once confirmed', async () => {
    const backend = backendWithMembers();
    renderAdmin(PATH, backend);
    const user = userEvent.setup();
    const row = await rowOf('Max Member');
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
    expect(backend.members).toHaveLength(3);
  });

  it('says what stays when there are other reasons', async () => {
    renderAdmin(PATH, backendWithMembers());
    const row = await rowOf('Mona Manager');
    await userEvent.click(row.getByRole('button'));
    expect(
      await screen.findByText(/for another reason: Department manager/),
    ).toBeVisible();
  });

  it('says why somebody cannot be removed', async () => {
    const backend = backendWithMembers();
    renderAdmin(PATH, backend);
    const user = userEvent.setup();
    const row = await rowOf('Alex Admin');
    await user.click(row.getByRole('button'));
    backend.refuseNext = {
      method: 'DELETE',
      refusal: new Refusal(409, 'A workspace keeps at least one admin'),
    };
    const dialog = within(await screen.findByRole('dialog'));
    expect(dialog.getByText(/This is you/)).toBeVisible();
    await user.click(dialog.getByRole('button', { name: 'Remove' }));
    expect(await dialog.findByRole('alert')).toHaveTextContent(
      /Nobody was removed.*Make somebody else an admin first/,
    );
  });

  it('is only to be read by members who are not admins there', async () => {
    const backend = backendWithMembers();
    backend.addWorkspace({ slug: 'lab' });
    backend.demote('member');
    backend.me.workspaces[1].role = 'admin';
    renderAdmin(PATH, backend);
    const row = await rowOf('Max Member');
    expect(row.queryByRole('combobox')).toBeNull();
    expect(row.queryByRole('button')).toBeNull();
    expect(screen.queryByRole('button', { name: 'Add member' })).toBeNull();
  });
});
