import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { FakeBackend } from '../../__testUtils__/FakeBackend';
import { FakeWebhooks, SECRET } from '../../__testUtils__/FakeWebhooks';
import { renderAdmin } from '../../__testUtils__/renderAdmin';
import { giveSizes } from '../../__testUtils__/giveSizes';

jest.setTimeout(60_000);
beforeAll(giveSizes);

function fakes() {
  const backend = new FakeBackend();
  backend.addWorkspace({});
  backend.demote('admin');
  return { backend, webhooks: new FakeWebhooks(backend) };
}

const pathOf = ({ id }: { id: string }) => `/callboard/webhooks/${id}`;

/** Opens the menu of a webhook and chooses an act. */
async function choose(act: string) {
  const user = userEvent.setup();
  await user.click(await screen.findByRole('button', { name: 'More actions' }));
  await user.click(await screen.findByRole('menuitem', { name: act }));
  return user;
}

describe('the page of a webhook', () => {
  it('says why it was deactivated, and activates it again', async () => {
    const { backend, webhooks } = fakes();
    const webhook = webhooks.add({
      is_active: false,
      disabled_reason: 'failing',
    });
    renderAdmin(pathOf(webhook), backend);
    expect(await screen.findByRole('alert')).toHaveTextContent(
      /Deactivated: its receiver kept failing.*replay them once/,
    );
    expect(screen.queryByRole('button', { name: 'Send a test' })).toBeNull();
    await userEvent.click(
      screen.getByRole('button', { name: 'Activate again' }),
    );
    expect(
      await screen.findByRole('button', { name: 'Send a test' }),
    ).toBeVisible();
    expect(webhook.is_active).toBe(true);
  });

  it('turns it off', async () => {
    const { backend, webhooks } = fakes();
    const webhook = webhooks.add({});
    renderAdmin(pathOf(webhook), backend);
    await choose('Turn off');
    expect(await screen.findByText('This webhook is turned off')).toBeVisible();
    expect(webhook.is_active).toBe(false);
  });

  it('makes a new secret beside the former one, and shows it', async () => {
    const { backend, webhooks } = fakes();
    renderAdmin(pathOf(webhooks.add({})), backend);
    const user = await choose('New secret…');
    await user.click(
      await screen.findByRole('combobox', { name: /^Sign with the former/ }),
    );
    await user.click(screen.getByRole('option', { name: 'for 3 days' }));
    await user.click(screen.getByRole('button', { name: 'Make new secret' }));
    expect(await screen.findByText(SECRET)).toBeVisible();
    const [call] = backend.sent('POST', '/rotate-secret');
    expect(call.body).toEqual({ overlap_hours: 72 });
    expect(call.ifMatch).toBe('"1"');
  });

  it('is deleted once that is confirmed', async () => {
    const { backend, webhooks } = fakes();
    renderAdmin(pathOf(webhooks.add({})), backend);
    const user = await choose('Delete…');
    const dialog = within(
      await screen.findByRole('dialog', { name: 'Delete Build bot?' }),
    );
    await user.click(dialog.getByRole('button', { name: 'Delete webhook' }));
    expect(await screen.findByText('No webhooks yet')).toBeVisible();
  });

  it('says that a webhook is not there', async () => {
    const { backend } = fakes();
    renderAdmin('/callboard/webhooks/none', backend);
    expect(await screen.findByText('There is no such webhook')).toBeVisible();
  });

  it('shows the last day as a chart, and as a table', async () => {
    const { backend, webhooks } = fakes();
    webhooks.hours = [
      {
        start: '2026-11-20T06:00:00.000Z',
        delivered: 1200,
        failed: 0,
        pending: 0,
      },
      {
        start: '2026-11-20T07:00:00.000Z',
        delivered: 30,
        failed: 4,
        pending: 1,
      },
    ];
    renderAdmin(pathOf(webhooks.add({})), backend);
    expect(
      await screen.findByRole('img', {
        name: /: 1,230 delivered, 4 failed, 1 waiting$/,
      }),
    ).toBeVisible();
    await userEvent.click(
      screen.getByRole('button', { name: 'Show as table' }),
    );
    const table = screen.getByRole('table', { name: 'Last 24 hours' });
    expect(
      within(table)
        .getAllByRole('cell')
        .map(cell => cell.textContent),
    ).toEqual(['30', '4', '1', '1,200', '0', '0']);
  });

  it('sends a test, and shows what becomes of it', async () => {
    const { backend, webhooks } = fakes();
    renderAdmin(pathOf(webhooks.add({})), backend);
    await userEvent.click(
      await screen.findByRole('button', { name: 'Send a test' }),
    );
    const drawer = within(
      await screen.findByRole('dialog', { name: 'Delivery' }),
    );
    expect(
      await drawer.findByRole('heading', { name: 'webhook.test' }),
    ).toBeVisible();
    expect(drawer.getByRole('status')).toHaveTextContent(/^Waiting$/);
    expect(drawer.getByText('next try now (1 of 9)')).toBeVisible();
    const [delivery] = webhooks.deliveries;
    const [done] = [webhooks.newTry({})];
    Object.assign(delivery, {
      status: 'delivered',
      tries: [done],
      try_count: 1,
      last_status_code: 200,
    });
    await waitFor(
      () =>
        expect(drawer.getByRole('status')).toHaveTextContent(
          /^Delivered · 200$/,
        ),
      { timeout: 10_000 },
    );
  });
});
