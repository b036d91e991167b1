import {
  createExampleItem,
  toFakeId,
} from '@callboard/plugin-callboard-react/testUtils';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { AdminServer } from '../__testUtils__/AdminServer';
import { renderAdmin } from '../__testUtils__/renderAdmin';

describe('WorkspaceSettings', () => {
  const PATH = '/callboard/workspaces/lab/settings';

  function createServerWithLab() {
    const server = new AdminServer();
    server.insert('workspaces', { slug: 'lab', name: 'Lab' });
    return server;
  }

  async function openSettings(server: AdminServer) {
    renderAdmin(PATH, server);
    const user = userEvent.setup();
    const name = await screen.findByRole('textbox', { name: /^Name/ });
    return { user, name, save: screen.getByRole('button', { name: 'Save' }) };
  }

  async function rename(
    { user, name }: Awaited<ReturnType<typeof openSettings>>,
    text: string,
  ) {
    await user.clear(name);
    await user.type(name, text);
  }

  it('saves a changed time zone, and keeps the name @full', async () => {
    const server = createServerWithLab();
    const page = await openSettings(server);
    expect(page.save).toBeDisabled();
    const zone = screen.getByRole('combobox', { name: 'Time zone' });
    await page.user.clear(zone);
    await page.user.type(zone, 'new yo');
    await page.user.click(
      await screen.findByRole('option', { name: /New York/ }),
    );
    expect(screen.getByText('You have unsaved changes.')).toBeVisible();
    await page.user.click(page.save);
    await waitFor(() => expect(page.save).toBeDisabled());
    expect(server.store('workspaces')[1]).toMatchObject({
      name: 'Lab',
      timezone: 'America/New_York',
      version: 2,
    });
  });

  it('keeps a name that is typed during a save, and saves it next', async () => {
    const server = createServerWithLab();
    const page = await openSettings(server);
    await rename(page, 'Laboratory');
    const release = server.blockRequests(() => true);
    await page.user.click(page.save);
    await page.user.type(page.name, ' North');
    release();
    await waitFor(() =>
      expect(server.store('workspaces')[1]).toMatchObject({
        name: 'Laboratory',
      }),
    );
    expect(await screen.findByText('Settings saved')).toBeInTheDocument();
    expect(page.name).toHaveValue('Laboratory North');
    await page.user.click(page.save);
    await waitFor(() =>
      expect(server.store('workspaces')[1]).toMatchObject({
        name: 'Laboratory North',
        version: 3,
      }),
    );
    await waitFor(() => expect(page.save).toBeDisabled());
  });

  it('discards unsaved changes @full', async () => {
    const page = await openSettings(createServerWithLab());
    await rename(page, 'Other');
    await page.user.click(
      screen.getByRole('button', { name: 'Discard changes' }),
    );
    expect(page.name).toHaveValue('Lab');
    expect(page.save).toBeDisabled();
  });

  it('shows a field error after blur @full', async () => {
    const page = await openSettings(createServerWithLab());
    await page.user.clear(page.name);
    expect(screen.queryByText(/Enter a name/)).toBeNull();
    await page.user.tab();
    expect(await screen.findByText(/Enter a name/)).toBeVisible();
  });

  it('reports a version conflict, and reloads the saved settings on request @full', async () => {
    const server = createServerWithLab();
    const page = await openSettings(server);
    await rename(page, 'Mine');
    Object.assign(server.store('workspaces')[1], {
      name: 'Theirs',
      version: 2,
    });
    await page.user.click(page.save);
    expect(await screen.findByRole('alert')).toHaveTextContent(
      /Someone else changed these settings/,
    );
    expect(page.name).toHaveValue('Mine');
    await page.user.click(
      screen.getByRole('button', { name: 'Discard my changes' }),
    );
    await waitFor(() => expect(page.name).toHaveValue('Theirs'));
    expect(screen.queryByRole('alert')).toBeNull();
    expect(page.save).toBeDisabled();
  });

  it('applies unsaved changes to a newer version on request', async () => {
    const server = createServerWithLab();
    const page = await openSettings(server);
    await rename(page, 'Mine');
    Object.assign(server.store('workspaces')[1], {
      timezone: 'Asia/Tokyo',
      version: 2,
    });
    await page.user.click(page.save);
    await page.user.click(
      await screen.findByRole('button', {
        name: 'Apply my changes to their version',
      }),
    );
    await waitFor(() =>
      expect(screen.getByRole('combobox', { name: 'Time zone' })).toHaveValue(
        'Asia/Tokyo',
      ),
    );
    expect(page.name).toHaveValue('Mine');
    await page.user.click(page.save);
    await waitFor(() => expect(page.save).toBeDisabled());
    expect(server.store('workspaces')[1]).toMatchObject({
      name: 'Mine',
      timezone: 'Asia/Tokyo',
    });
  });

  it('keeps edits when saving fails @full', async () => {
    const server = createServerWithLab();
    const page = await openSettings(server);
    await rename(page, 'Mine');
    server.refuse('PATCH', 503, 'The database is away');
    await page.user.click(page.save);
    expect(await screen.findByRole('alert')).toHaveTextContent(
      /could not be saved.*The database is away/,
    );
    expect(page.name).toHaveValue('Mine');
    expect(page.save).toBeEnabled();
  });

  it('shows settings read-only to members who are not admins of the workspace @full', async () => {
    const server = createServerWithLab();
    server.actAs({ role: 'member' });
    server.me.workspaces[0].role = 'admin';
    renderAdmin(PATH, server);
    expect(await screen.findByText(/Only workspace admins can/)).toBeVisible();
    expect(screen.getByRole('textbox', { name: /^Name/ })).toBeDisabled();
    expect(screen.queryByRole('button', { name: 'Save' })).toBeNull();
  });

  it('deletes the workspace only after its short name is typed', async () => {
    const server = createServerWithLab();
    const { user } = await openSettings(server);
    await user.click(screen.getByRole('button', { name: 'Delete workspace' }));
    const dialog = within(await screen.findByRole('dialog'));
    const submit = dialog.getByRole('button', { name: 'Delete Lab' });
    await user.type(dialog.getByRole('textbox'), 'la');
    expect(submit).toBeDisabled();
    await user.type(dialog.getByRole('textbox'), 'b');
    await user.click(submit);
    expect(
      await screen.findByRole('link', { name: 'Everybody' }),
    ).toBeVisible();
    await waitFor(() =>
      expect(screen.queryByRole('link', { name: 'Lab' })).toBeNull(),
    );
  });

  it('shows an error when deletion fails, and keeps the workspace @full', async () => {
    const server = createServerWithLab();
    const { user } = await openSettings(server);
    await user.click(screen.getByRole('button', { name: 'Delete workspace' }));
    server.refuse('DELETE', 409, 'It is in use');
    await user.type(
      await screen.findByRole('textbox', { name: /^Type lab/ }),
      'lab{Enter}',
    );
    expect(await screen.findByRole('alert')).toHaveTextContent(
      /could not be deleted.*It is in use/,
    );
    expect(server.store('workspaces')).toHaveLength(2);
  });

  it('hides the delete button for the default workspace @full', async () => {
    const server = createServerWithLab();
    renderAdmin('/callboard/workspaces/default/settings', server);
    expect(await screen.findByText(/It cannot be deleted/)).toBeVisible();
    expect(
      screen.queryByRole('button', { name: 'Delete workspace' }),
    ).toBeNull();
  });

  it('shows an error for an unknown workspace', async () => {
    renderAdmin('/callboard/workspaces/missing', createServerWithLab());
    expect(await screen.findByText('Workspace not found')).toBeVisible();
  });
});

describe('email admin page', () => {
  const AT = '2026-11-20T08:00:00.000Z';

  const ID = '01900000-0000-7000-8000-000000000001';

  it('shows an alert with the error and the queue size when the email server fails', async () => {
    const server = new AdminServer();
    Object.assign(server.mail, {
      failing_since: AT,
      failed_at: AT,
      last_error: 'connect ECONNREFUSED',
      waiting: 1_200,
    });
    renderAdmin('/callboard/mail', server);
    const alarm = await screen.findByRole('alert');
    expect(alarm).toHaveTextContent(/not accepting emails.*No email is lost/);
    expect(alarm).toHaveTextContent(/connect ECONNREFUSED.*1,200/);
  });

  it('lists undelivered emails with recipient and reason', async () => {
    const server = new AdminServer();
    server.mail.undelivered = [
      {
        id: ID,
        user_ref: 'user:default/former',
        status: 'bounced',
        email: 'former@example.com',
        last_error: '550 no such user',
        updated_at: AT,
      },
    ];
    renderAdmin('/callboard/mail', server);
    const list = await screen.findByRole('grid', {
      name: 'Undelivered emails',
    });
    expect(list).toHaveTextContent(
      /former@example.com.*Rejected by the email server.*550 no such user/,
    );
  });

  it('shows that older emails are missing from full lists @full', async () => {
    const server = new AdminServer();
    server.mail.transport = 'folder';
    server.mail.undelivered = Array.from({ length: 20 }, (_, index) => ({
      id: toFakeId('item', index + 1),
      user_ref: 'user:default/former',
      status: 'bounced',
      email: 'former@example.com',
      last_error: '550 no such user',
      updated_at: AT,
    }));
    server.answer({
      listFolderMails: () => ({
        items: Array.from({ length: 100 }, (_, index) =>
          createExampleItem('listFolderMails', {
            id: toFakeId('item', index + 1),
          }),
        ),
      }),
    });
    renderAdmin('/callboard/mail', server);
    for (const count of [20, 100]) {
      expect(
        await screen.findByText(`Only the newest ${count} emails are listed.`),
      ).toBeVisible();
    }
  });

  it('opens folder emails in a sandboxed frame, and as plain text, and returns to the row', async () => {
    const server = new AdminServer();
    server.mail.transport = 'folder';
    server.insert('folderMails', {
      id: ID,
      subject: 'PAY-42',
      text: 'Hello in plain text',
      html: '<h1>Hello</h1><script>parent.document.title = "x"</script>',
      unsubscribe_url: 'https://portal.example.com/unsubscribe',
    });
    renderAdmin('/callboard/mail', server);
    const list = await screen.findByRole('grid', {
      name: 'Emails in the folder',
    });
    await userEvent.click(within(list).getByText('PAY-42'));
    const frame = await screen.findByTitle('PAY-42');
    expect(frame.getAttribute('sandbox')).not.toMatch(
      /allow-(scripts|same-origin|top-navigation|forms)/,
    );
    expect(
      screen.getByRole('link', {
        name: 'Open the recipient’s unsubscribe link',
      }),
    ).toHaveAttribute('href', 'https://portal.example.com/unsubscribe');
    await userEvent.click(
      screen.getByRole('button', { name: 'As plain text' }),
    );
    expect(screen.getByText('Hello in plain text')).toBeVisible();
    await userEvent.click(screen.getByRole('button', { name: 'All emails' }));
    expect(
      await screen.findByRole('grid', { name: 'Emails in the folder' }),
    ).toBeVisible();
    await waitFor(() =>
      expect(screen.getByRole('row', { name: /PAY-42/ })).toHaveFocus(),
    );
  });

  it('returns to the list from a missing email @full', async () => {
    const server = new AdminServer();
    server.mail.transport = 'folder';
    renderAdmin(`/callboard/mail?mail=${ID}`, server);
    expect(await screen.findByText('Email not found')).toBeVisible();
    const back = screen.getByRole('button', { name: 'All emails' });
    expect(back).toHaveFocus();
    await userEvent.click(back);
    expect(await screen.findByText('No emails yet')).toBeVisible();
  });

  it('hides email from workspace admins, and sends no request @full', async () => {
    const server = new AdminServer('admin');
    server.refuseBelow('/admin/mail', 403, 'No');
    renderAdmin('/callboard', server);
    await screen.findByRole('list', { name: 'Areas' });
    expect(screen.queryByText('Email')).toBeNull();
    expect(server.calls.map(({ path }) => path)).not.toContain('/admin/mail');
  });
});
