import { Refusal } from '@callboard/plugin-callboard-react/testUtils';
import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { FakeBackend } from '../__testUtils__/FakeBackend';
import { renderAdmin } from '../__testUtils__/renderAdmin';

const AT = '2026-11-20T08:00:00.000Z';
const ID = '01900000-0000-7000-8000-000000000001';

describe('the mails', () => {
  it('say that the server is away, and that nothing is lost', async () => {
    const backend = new FakeBackend();
    Object.assign(backend.mail, {
      failing_since: AT,
      failed_at: AT,
      last_error: 'connect ECONNREFUSED',
      waiting: 1_200,
    });
    renderAdmin('/callboard/mail', backend);
    const alarm = await screen.findByRole('alert');
    expect(alarm).toHaveTextContent(/takes no mail.*No mail is lost/);
    expect(alarm).toHaveTextContent(/connect ECONNREFUSED.*1,200/);
  });

  it('name who did not get one, and why', async () => {
    const backend = new FakeBackend();
    backend.mail.undelivered = [
      {
        id: ID,
        user_ref: 'user:default/gone',
        status: 'bounced',
        email: 'gone@example.com',
        last_error: '550 no such user',
        updated_at: AT,
      },
    ];
    renderAdmin('/callboard/mail', backend);
    const list = await screen.findByRole('grid', {
      name: 'Mails that did not arrive',
    });
    expect(list).toHaveTextContent(
      /gone@example.com.*Refused by the mail server.*550 no such user/,
    );
  });

  it('in a folder are opened without running anything', async () => {
    const backend = new FakeBackend();
    backend.mail.transport = 'folder';
    const mail = { id: ID, to: 'Max', subject: 'PAY-42', date: AT };
    backend.answer({
      listFolderMails: () => ({ items: [mail] }),
      getFolderMail: () => ({
        ...mail,
        from: 'Callboard',
        text: 'Hello in plain text',
        html: '<h1>Hello</h1><script>parent.document.title = "x"</script>',
        unsubscribe_url: 'https://portal.example.com/unsubscribe',
      }),
    });
    renderAdmin('/callboard/mail', backend);
    const list = await screen.findByRole('grid', {
      name: 'Mails in the folder',
    });
    await userEvent.click(within(list).getByText('PAY-42'));
    const frame = await screen.findByTitle('PAY-42');
    expect(frame.getAttribute('sandbox')).not.toMatch(
      /allow-(scripts|same-origin|top-navigation|forms)/,
    );
    expect(screen.getByRole('link', { name: 'Unsubscribe' })).toHaveAttribute(
      'href',
      'https://portal.example.com/unsubscribe',
    );
    await userEvent.click(
      screen.getByRole('button', { name: 'As plain text' }),
    );
    expect(screen.getByText('Hello in plain text')).toBeVisible();
    await userEvent.click(screen.getByRole('button', { name: 'All mails' }));
    expect(
      await screen.findByRole('grid', { name: 'Mails in the folder' }),
    ).toBeVisible();
  });

  it('lead back from one that is not there any more', async () => {
    const backend = new FakeBackend();
    backend.mail.transport = 'folder';
    backend.answer({
      listFolderMails: () => ({ items: [] }),
      getFolderMail: () => {
        throw new Refusal(404, 'No such mail');
      },
    });
    renderAdmin(`/callboard/mail?mail=${ID}`, backend);
    expect(await screen.findByText('There is no such mail')).toBeVisible();
    const back = screen.getByRole('button', { name: 'All mails' });
    expect(back).toHaveFocus();
    await userEvent.click(back);
    expect(await screen.findByText('No mails yet')).toBeVisible();
  });

  it('are for super admins alone', async () => {
    const backend = new FakeBackend();
    backend.addWorkspace({});
    backend.demote('admin');
    backend.answer({
      getMailStatus: () => {
        throw new Refusal(403, 'No');
      },
    });
    renderAdmin('/callboard', backend);
    await screen.findByRole('list', { name: 'Areas' });
    expect(screen.queryByText('Mail')).toBeNull();
    expect(backend.calls.map(({ path }) => path)).not.toContain('/admin/mail');
  });
});
