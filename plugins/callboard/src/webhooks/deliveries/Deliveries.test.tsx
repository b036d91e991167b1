import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { FakeBackend } from '../../__testUtils__/FakeBackend';
import { FakeWebhooks } from '../../__testUtils__/FakeWebhooks';
import { giveSizes } from '../../__testUtils__/giveSizes';
import { renderAdmin } from '../../__testUtils__/renderAdmin';

jest.setTimeout(60_000);
beforeAll(giveSizes);

/** A webhook with a delivery that came to an end badly, and one that did well. */
function fakes() {
  const backend = new FakeBackend();
  backend.addWorkspace({});
  backend.demote('admin');
  const webhooks = new FakeWebhooks(backend);
  const webhook = webhooks.add({});
  const failed = webhooks.addDelivery(webhook, {
    status: 'failed',
    request_body: '{"type":"work_item.update","data":{"name":"<b>bold</b>"}}',
    tries: [
      webhooks.newTry({
        number: 2,
        status_code: 503,
        response_body: '<img src=x onerror=alert(1)>',
      }),
      webhooks.newTry({
        number: 1,
        status_code: null,
        response_headers: null,
        response_body: null,
        error: 'The receiver refused the connection',
      }),
    ],
  });
  webhooks.addDelivery(webhook, {
    type: 'label.create',
    entity_label: 'Urgent',
    status: 'delivered',
    tries: [webhooks.newTry({})],
  });
  return { backend, webhooks, webhook, failed };
}

function open({ backend, webhook }: ReturnType<typeof fakes>, query = '') {
  renderAdmin(`/callboard/webhooks/${webhook.id}?${query}`, backend);
  return userEvent.setup();
}

const findRows = async () => {
  const grid = await screen.findByRole('grid', { name: /^Deliveries/ });
  const [, ...rows] = within(grid).getAllByRole('row');
  return rows;
};

describe('the deliveries of a webhook', () => {
  it('are listed with what became of them, and narrowed down', async () => {
    const user = open(fakes());
    expect((await findRows()).map(row => row.textContent)).toEqual([
      expect.stringMatching(/^Delivered · 200label.createUrgent.*38 ms1 try$/),
      expect.stringMatching(/^Failed · 503work_item.updatePAY-42.*2 tries$/),
    ]);
    await user.click(await screen.findByRole('button', { name: 'Failed 1' }));
    expect(await screen.findByRole('button', { name: 'Clear' })).toBeVisible();
    expect(await findRows()).toHaveLength(1);
  });

  it('can be asked for by address', async () => {
    open(fakes(), 'type=label.create&status=delivered');
    const rows = await findRows();
    expect(rows).toHaveLength(1);
    expect(rows[0]).toHaveTextContent('Urgent');
  });

  it('show request and response of each try, as text', async () => {
    const all = fakes();
    const user = open(all, `delivery=${all.failed.id}`);
    const drawer = within(
      await screen.findByRole('dialog', { name: 'Delivery' }),
    );
    const response = within(
      await drawer.findByRole('region', { name: 'Response' }),
    );
    expect(response.getByText('503')).toBeVisible();
    expect(response.getByText('<img src=x onerror=alert(1)>')).toBeVisible();
    const request = within(drawer.getByRole('region', { name: 'Request' }));
    expect(request.getByText(/webhook-signature: v1,abc/)).toBeVisible();
    expect(request.getByText(/"name": "<b>bold<\/b>"/)).toBeVisible();
    const copied = jest.spyOn(navigator.clipboard, 'writeText');
    await user.click(request.getByRole('button', { name: 'Copy Body' }));
    expect(copied).toHaveBeenLastCalledWith(all.failed.request_body);
    await user.click(drawer.getByRole('button', { name: /^Try 1/ }));
    expect(
      response.getByText('The receiver refused the connection'),
    ).toBeVisible();
    expect(response.queryByText('503')).toBeNull();
  });

  it('are sent again one by one', async () => {
    const all = fakes();
    const user = open(all, `delivery=${all.failed.id}`);
    await user.click(await screen.findByRole('button', { name: 'Send again' }));
    expect(await screen.findByText('It is sent again now')).toBeVisible();
    expect(all.failed.status).toBe('pending');
  });

  it('are sent again as a range, and say how many', async () => {
    const all = fakes();
    all.failed.created_at = new Date().toISOString();
    const user = open(all);
    await user.click(await screen.findByRole('button', { name: 'Replay…' }));
    await user.click(await screen.findByRole('button', { name: 'Replay' }));
    expect(await screen.findByText('1 delivery is queued')).toBeVisible();
    const [{ body }] = all.backend.sent('POST', '/replay');
    expect(body).toMatchObject({ status: 'failed' });
    const { start, end } = body as { start: string; end: string };
    expect(Date.parse(end) - Date.parse(start)).toBe(86_460_000);
  });

  it('say when a range has none', async () => {
    const user = open(fakes());
    await user.click(await screen.findByRole('button', { name: 'Replay…' }));
    await user.click(await screen.findByRole('button', { name: 'Last hour' }));
    await user.click(screen.getByRole('button', { name: 'Replay' }));
    expect(await screen.findByText(/Nothing was queued/)).toBeVisible();
  });

  it('are not sent again while the webhook is off', async () => {
    const all = fakes();
    all.webhook.is_active = false;
    open(all, `delivery=${all.failed.id}`);
    expect(
      await screen.findByText('Activate the webhook to send this again.'),
    ).toBeVisible();
    expect(screen.queryByRole('button', { name: 'Replay…' })).toBeNull();
  });

  it('say why they were never tried', async () => {
    const all = fakes();
    const { id } = all.webhooks.addDelivery(all.webhook, {
      status: 'failed',
      last_error: 'The webhook was deactivated',
    });
    open(all, `delivery=${id}`);
    const drawer = within(
      await screen.findByRole('dialog', { name: 'Delivery' }),
    );
    expect(
      await drawer.findByText('The webhook was deactivated'),
    ).toBeVisible();
    expect(drawer.getByText('not tried')).toBeVisible();
    expect(drawer.getByText('Nothing was sent yet.')).toBeVisible();
  });
});
