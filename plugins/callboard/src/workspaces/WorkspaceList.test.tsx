import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { FakeBackend } from '../__testUtils__/FakeBackend';
import { Refusal } from '@callboard/plugin-callboard-react/testUtils';
import { renderAdmin } from '../__testUtils__/renderAdmin';

function backendWithWorkspaces() {
  const backend = new FakeBackend();
  backend.addWorkspace({});
  backend.addWorkspace({
    slug: 'lab',
    name: 'Lab',
    timezone: 'America/New_York',
    week_start: 7,
  });
  backend.addMember({});
  return backend;
}

async function openDialog(backend: FakeBackend) {
  renderAdmin('/callboard/workspaces', backend);
  const user = userEvent.setup();
  await user.click(
    await screen.findByRole('button', { name: 'Create workspace' }),
  );
  const dialog = within(await screen.findByRole('dialog'));
  return {
    user,
    dialog,
    name: dialog.getByRole('textbox', { name: /^Name/ }),
    slug: dialog.getByRole('textbox', { name: /^Short name/ }),
    submit: () => user.click(dialog.getByRole('button', { name: 'Create' })),
  };
}

describe('WorkspaceList', () => {
  it('lists workspaces with how many people are in them', async () => {
    renderAdmin('/callboard/workspaces', backendWithWorkspaces());
    const link = await screen.findByRole('link', { name: 'Lab' });
    expect(link).toHaveAttribute('href', '/callboard/workspaces/lab');
    const row = within(link.closest('[role=row]') as HTMLElement);
    expect(row.getByText('America/New York')).toBeInTheDocument();
    expect(row.getByText('Sunday')).toBeInTheDocument();
    expect(await row.findByTitle('1 member')).toBeInTheDocument();
  });

  it('lets super admins alone create workspaces, shows others their role', async () => {
    const backend = backendWithWorkspaces();
    backend.demote('admin');
    renderAdmin('/callboard/workspaces', backend);
    expect(await screen.findByRole('link', { name: 'Lab' })).toBeVisible();
    expect(screen.getAllByRole('gridcell', { name: 'Admin' })).toHaveLength(2);
    expect(
      screen.queryByRole('button', { name: 'Create workspace' }),
    ).toBeNull();
  });

  it('creates one, suggesting a short name, and opens it', async () => {
    const backend = backendWithWorkspaces();
    const { user, name, slug, submit } = await openDialog(backend);
    expect(name).toHaveFocus();
    await user.type(name, 'Größe & Güte');
    expect(slug).toHaveValue('grosse-gute');
    await submit();
    expect(
      await screen.findByRole('heading', { name: 'Größe & Güte' }),
    ).toBeVisible();
    expect(backend.workspaces[2]).toMatchObject({
      name: 'Größe & Güte',
      slug: 'grosse-gute',
      week_start: 1,
    });
  });

  it('leaves a short name alone that somebody has typed', async () => {
    const { user, name, slug } = await openDialog(backendWithWorkspaces());
    await user.type(slug, 'own');
    await user.type(name, 'Another');
    expect(slug).toHaveValue('own');
  });

  it('says beside the fields what is wrong, after the first blur', async () => {
    const { user, dialog, name, slug } = await openDialog(
      backendWithWorkspaces(),
    );
    await user.type(slug, '-no-');
    expect(dialog.queryByText(/Use 1 to 63 lower-case/)).toBeNull();
    await user.tab();
    expect(await dialog.findByText(/Use 1 to 63 lower-case/)).toBeVisible();
    expect(slug).toBeInvalid();
    await user.click(name);
    await user.tab();
    expect(await dialog.findByText(/Give it a name/)).toBeVisible();
  });

  it('says so when the short name is taken', async () => {
    const { user, dialog, name, slug, submit } = await openDialog(
      backendWithWorkspaces(),
    );
    await user.type(name, 'Lab');
    await submit();
    expect(await dialog.findByText(/This short name is taken/)).toBeVisible();
    expect(slug).toHaveFocus();
    await user.type(slug, '-2');
    expect(dialog.queryByText(/This short name is taken/)).toBeNull();
  });

  it("shows the server's objections beside the fields", async () => {
    const backend = backendWithWorkspaces();
    const { user, dialog, name, submit } = await openDialog(backend);
    backend.refuseNext = {
      method: 'POST',
      refusal: new Refusal(400, 'body.name: must not be rude', [
        { field: 'body.name', reason: 'must not be rude' },
      ]),
    };
    await user.type(name, 'Rude');
    await submit();
    expect(await dialog.findByText('must not be rude')).toBeVisible();
    expect(name).toBeInvalid();
  });
});
