import { Refusal } from '@callboard/plugin-callboard-react/testUtils';
import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { FakeNotifications } from '../__testUtils__/FakeNotifications';
import { renderNotifications } from '../__testUtils__/renderNotifications';

const PAGE = '/notifications/preferences';
const box = (name: string) => screen.findByRole('checkbox', { name });

describe('the preferences', () => {
  it('are saved as they are made', async () => {
    const server = new FakeNotifications();
    renderNotifications(PAGE, server);
    await userEvent.click(await box('Comments: Mail'));
    await userEvent.click(await box('Comments: Digest'));
    await waitFor(() =>
      expect(server.preferences.types[1].channels).toEqual({
        bell: true,
        email: false,
        browser: true,
        digest: true,
      }),
    );
    await userEvent.click(screen.getByRole('combobox', { name: /How often/ }));
    await userEvent.click(screen.getByRole('option', { name: 'Every week' }));
    await userEvent.click(screen.getByRole('combobox', { name: /^On/ }));
    await userEvent.click(screen.getByRole('option', { name: 'Friday' }));
    await userEvent.click(
      screen.getByRole('checkbox', { name: 'Keep quiet hours' }),
    );
    await waitFor(() =>
      expect(server.preferences).toMatchObject({
        digest: { frequency: 'weekly', weekday: 5, at: '08:00' },
        quiet_hours: { from: '19:00', to: '07:00' },
      }),
    );
    expect(await screen.findByText('Saved')).toBeVisible();
  });

  it('turn a channel of all types on or off, but what everybody gets', async () => {
    const server = new FakeNotifications();
    renderNotifications(PAGE, server);
    const locked = await box('Announcements: Bell');
    expect(locked).toBeChecked();
    expect(locked).toBeDisabled();
    await userEvent.click(await box('All types: Bell'));
    await waitFor(() =>
      expect(server.preferences.types.map(each => each.channels.bell)).toEqual([
        false,
        false,
        true,
      ]),
    );
    // What is not told at all is not sent either.
    expect(await box('Comments: Mail')).toBeDisabled();
  });

  it('offer nothing but a mail for what is nothing else', async () => {
    const server = new FakeNotifications();
    server.preferences.types.push({
      type: 'dashboard.mailed',
      label: 'Boards',
      is_mandatory: false,
      is_mail_only: true,
      channels: { bell: false, email: true, browser: false, digest: false },
    });
    renderNotifications(PAGE, server);
    const mail = await box('Boards: Mail');
    expect(mail).toBeChecked();
    for (const channel of ['Bell', 'Browser', 'Digest']) {
      expect(await box(`Boards: ${channel}`)).toBeDisabled();
    }
    await userEvent.click(mail);
    await waitFor(() =>
      expect(server.preferences.types.at(-1)!.channels.email).toBe(false),
    );
  });

  it('are as they were where a change could not be saved', async () => {
    const server = new FakeNotifications();
    renderNotifications(PAGE, server);
    const mail = await box('Comments: Mail');
    const refusal = new Refusal(400, 'Not like that');
    server.refuseNext = { method: 'PUT', refusal };
    await userEvent.click(mail);
    expect(await screen.findByText('Not like that')).toBeInTheDocument();
    await waitFor(() => expect(mail).toBeChecked());
  });

  it('let this browser speak only once it is allowed to', async () => {
    const shown: string[] = [];
    class FakeNotification {
      static permission = 'denied';
      static async requestPermission() {}
      close() {}
      constructor(title: string) {
        shown.push(title);
      }
    }
    Object.assign(window, {
      Notification: FakeNotification,
      isSecureContext: true,
    });
    const server = new FakeNotifications();
    for (const { channels } of server.preferences.types) {
      channels.browser = false;
    }
    const { signal } = renderNotifications(PAGE, server);
    const desktop = await box('Show notifications outside the portal');
    expect(desktop).not.toBeChecked();
    await userEvent.click(desktop);
    expect(desktop).not.toBeChecked();
    expect(await screen.findByText(/Your browser blocks/)).toBeVisible();
    FakeNotification.permission = 'granted';
    await userEvent.click(desktop);
    await waitFor(() => expect(desktop).toBeChecked());
    expect(await box('Comments: Browser')).toBeChecked();
    server.tell({ title: 'Fresh' });
    await signal();
    await waitFor(() => expect(shown).toEqual(['Fresh']));
  });
});
