import { renderInTestApp } from '@backstage/frontend-test-utils';
import {
  permissions,
  type WebhookDelivery,
} from '@callboard/plugin-callboard-common';
import {
  act,
  fireEvent,
  screen,
  waitFor,
  within,
} from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { mockScrollContainerSizes } from '../__testUtils__/mockScrollContainerSizes';
import { renderAdmin } from '../__testUtils__/renderAdmin';
import {
  createAttempt,
  SECRET,
  WebhookServer,
} from '../__testUtils__/WebhookServer';
import { AttemptLabels } from './deliveries/DeliveryStatus';
import { formatTimeUntil } from '../shared/formatDuration';
import { groupEventTypes, toggleGroup, toggleType } from './form/eventChoice';

/** Opens the overview, also while a dialog hides the rest of the page. */
async function leave() {
  fireEvent.click(
    await screen.findByRole('tab', { name: 'Overview', hidden: true }),
  );
  await waitFor(() =>
    expect(
      screen.queryByRole('button', {
        name: /^(Create|Save|Delete webhook|Send test)$/,
        hidden: true,
      }),
    ).toBeNull(),
  );
}

describe('webhook list', () => {
  const before = '2026-11-20T07:00:00.000Z';

  it('shows an introduction and a create link when no webhooks exist', async () => {
    const server = new WebhookServer();
    renderAdmin('/callboard/webhooks', server);
    expect(await screen.findByText('No webhooks yet')).toBeVisible();
    expect(
      screen.getByRole('link', { name: /Standard Webhooks/ }),
    ).toHaveAttribute('href', 'https://www.standardwebhooks.com');
    expect(
      screen.getByRole('link', { name: 'Create webhook' }),
    ).toHaveAttribute('href', '/callboard/webhooks/create?workspace=default');
  });

  it('shows events and status of each webhook, and links to it @full', async () => {
    const server = new WebhookServer();
    const inactive = { is_active: false, last_delivery_at: before };
    server.addWebhook({
      name: 'Dead',
      ...inactive,
      disabled_reason: 'failing',
    });
    server.addWebhook({
      name: 'Away',
      ...inactive,
      disabled_reason: 'endpoint_removed',
    });
    server.addWebhook({ name: 'Off', ...inactive });
    server.addWebhook({
      name: 'Ill',
      event_types: ['*'],
      last_delivery_at: before,
      consecutive_failures: 3,
    });
    server.addWebhook({
      name: 'Well',
      event_types: ['label.create', 'label.delete', 'cycle.*'],
      last_delivery_at: before,
    });
    const { id } = server.addWebhook({ name: 'New' });
    renderAdmin('/callboard/webhooks', server);
    const link = await screen.findByRole('link', { name: 'New' });
    expect(link).toHaveAttribute(
      'href',
      `/callboard/webhooks/${id}?workspace=default`,
    );
    const [, ...rows] = screen.getAllByRole('row');
    expect(rows.map(row => row.textContent)).toEqual([
      expect.stringMatching(/Work item: allActive, no deliveries yetnever$/),
      expect.stringMatching(/Label: created, deleted · Cycle: allActive/),
      expect.stringMatching(/All eventsFailing: last 3 attempts/),
      expect.stringMatching(/Deactivated/),
      expect.stringMatching(/Deactivated: returned 410/),
      expect.stringMatching(/Deactivated: repeated failures/),
    ]);
  });

  it('denies access to members, and requests no webhooks @full', async () => {
    const server = new WebhookServer();
    server.insert('workspaces', { slug: 'lab', name: 'Lab' });
    server.actAs({ role: 'member' });
    server.me.workspaces[0].role = 'admin';
    server.addMember({ display_name: 'Ada Admin', role: 'admin' });
    renderAdmin('/callboard/webhooks?workspace=lab', server);
    expect(
      await screen.findByText(/Only workspace admins can see webhooks/),
    ).toBeVisible();
    expect(server.sent('GET', '/webhooks')).toEqual([]);
  });

  it('opens a workspace that the user administers @full', async () => {
    const server = new WebhookServer();
    server.insert('workspaces', { slug: 'lab', name: 'Lab' });
    server.actAs({ role: 'member' });
    server.me.workspaces[1].role = 'admin';
    server.addWebhook();
    renderAdmin('/callboard/webhooks', server);
    expect(
      await screen.findByRole('link', { name: 'Build bot' }),
    ).toBeVisible();
    expect(server.requests).toContain('GET /workspaces/lab/webhooks');
    expect(screen.queryByRole('combobox', { name: 'Workspace' })).toBeNull();
  });

  it('hides the webhooks tab from users who administer no workspace', async () => {
    const server = new WebhookServer();
    server.actAs({ role: 'member' });
    renderAdmin('/callboard/overview', server);
    expect(
      await screen.findByText(/^Only admins can open this page/),
    ).toBeVisible();
    expect(screen.queryByRole('tab', { name: 'Webhooks' })).toBeNull();
  });

  it('opens from a block on the admin page with the number of failing webhooks', async () => {
    const server = new WebhookServer();
    server.addWebhook();
    server.addWebhook({
      is_active: false,
      disabled_reason: 'endpoint_removed',
    });
    server.addWebhook({ consecutive_failures: 1 });
    renderAdmin('/callboard', server);
    const list = await screen.findByRole('list', { name: 'Areas' });
    await userEvent.click(
      await within(list).findByRole('link', {
        name: /^Webhooks.*3 webhooks · 1 failing · 1 deactivated$/,
      }),
    );
    await waitFor(() =>
      expect(screen.getAllByRole('link', { name: 'Build bot' })).toHaveLength(
        3,
      ),
    );
  });
});

describe('webhook form', () => {
  async function openForm(path: string, server: WebhookServer) {
    renderAdmin(path, server);
    const user = userEvent.setup();
    const name = await screen.findByRole('textbox', { name: /^Name/ });
    await screen.findByRole('checkbox', { name: 'Work item' });
    return {
      user,
      name,
      url: screen.getByRole('textbox', { name: /^URL/ }),
    };
  }

  const CREATE = '/callboard/webhooks/create';

  it('creates a webhook for work items, shows the secret once, and opens and focuses its page @full', async () => {
    const server = new WebhookServer();
    const { user, name, url } = await openForm(CREATE, server);
    await user.type(name, 'Build bot');
    await user.type(url, 'https://build.example.com/hook');
    await user.click(screen.getByRole('button', { name: 'Create' }));
    const dialog = within(
      await screen.findByRole('dialog', { name: 'Secret of Build bot' }),
    );
    expect(dialog.getByText(SECRET)).toBeVisible();
    expect(dialog.getByRole('alert')).toHaveTextContent(/not shown again/);
    const copied = jest.spyOn(navigator.clipboard, 'writeText');
    await user.click(dialog.getByRole('button', { name: 'Copy secret' }));
    expect(copied).toHaveBeenCalledWith(SECRET);
    await user.click(dialog.getByRole('button', { name: 'Done' }));
    expect(
      await screen.findByRole('heading', { name: 'Build bot' }),
    ).toBeVisible();
    expect(screen.queryByText(SECRET)).toBeNull();
    expect(screen.getByRole('heading', { level: 1 })).toHaveFocus();
    expect(server.sent('POST', '/webhooks')[0].body).toEqual({
      name: 'Build bot',
      url: 'https://build.example.com/hook',
      description: null,
      event_types: ['work_item.*'],
      is_active: true,
    });
  });

  it('shows and focuses the URL field when the server rejects the address @full', async () => {
    const server = new WebhookServer();
    const { user, name, url } = await openForm(CREATE, server);
    await user.type(name, 'Build bot');
    await user.type(url, 'https://10.0.0.1');
    server.refuse('POST', 400, 'body.url: must be a public address', [
      { field: 'body.url', reason: 'must be a public address' },
    ]);
    await user.click(screen.getByRole('button', { name: 'Create' }));
    await waitFor(() => expect(url).toBeInvalid());
    expect(url).toHaveAccessibleDescription(
      'Not accepted: must be a public address',
    );
    expect(url).toHaveFocus();
  });

  it('shows validation errors without sending a request @full', async () => {
    const server = new WebhookServer();
    const { user, url } = await openForm(CREATE, server);
    await user.type(url, 'example.com');
    await user.click(screen.getByRole('checkbox', { name: 'Work item' }));
    await user.click(screen.getByRole('button', { name: 'Create' }));
    expect(await screen.findByText('Choose at least one event.')).toBeVisible();
    expect(screen.getByText(/^Enter a name/)).toBeVisible();
    expect(screen.getByText(/^Enter a full URL/)).toBeVisible();
    expect(server.sent('POST', '/webhooks')).toEqual([]);
  });

  it('shows a sample payload of the event chosen last @full', async () => {
    const { user } = await openForm(CREATE, new WebhookServer());
    const sample = screen.getByRole('group', { name: 'Sample payload' });
    expect(sample).toHaveTextContent('"type": "work_item.create"');
    await user.click(
      screen.getByRole('button', { name: 'Show the events of Label' }),
    );
    await user.click(screen.getByRole('checkbox', { name: /label\.delete/ }));
    expect(sample).toHaveTextContent('"type": "label.delete"');
    expect(sample).toHaveTextContent('"display_name": "Mona Manager"');
  });

  it('saves only changed fields', async () => {
    const server = new WebhookServer();
    const { id } = server.addWebhook({ event_types: ['*'] });
    const { user } = await openEditForm(id, server);
    await user.click(screen.getByRole('radio', { name: 'Selected events' }));
    await user.click(await screen.findByRole('checkbox', { name: 'Label' }));
    await user.click(screen.getByRole('button', { name: 'Save' }));
    expect(
      await screen.findByRole('heading', { name: 'Build bot' }),
    ).toBeVisible();
    const [call] = server.sent('PATCH', '/webhooks');
    expect(call.body).toEqual({ event_types: ['label.*'] });
  });

  it('retains concurrent changes by other people after a version conflict @full', async () => {
    const server = new WebhookServer();
    const webhook = server.addWebhook();
    const { user, name, url } = await openEditForm(webhook.id, server, false);
    await user.type(name, ' 2');
    Object.assign(webhook, { url: 'https://else.example.com', version: 2 });
    await user.click(screen.getByRole('button', { name: 'Save' }));
    expect(await screen.findByRole('alert')).toHaveTextContent(
      /Someone else changed this webhook/,
    );
    await user.click(
      screen.getByRole('button', { name: 'Apply my changes to their version' }),
    );
    await waitFor(() => expect(url).toHaveValue('https://else.example.com'));
    await user.click(screen.getByRole('button', { name: 'Save' }));
    await screen.findByRole('heading', { name: 'Build bot 2' });
    expect(webhook.url).toBe('https://else.example.com');
  });

  it('stays on the page that the user opens during a slow save', async () => {
    const server = new WebhookServer();
    const { id } = server.addWebhook();
    const { user, name } = await openEditForm(id, server, false);
    await user.type(name, ' 2');
    const release = server.blockRequests(() => true);
    await user.click(screen.getByRole('button', { name: 'Save' }));
    await leave();
    release();
    expect(await screen.findByText('Build bot 2 saved')).toBeVisible();
    expect(await screen.findByRole('list', { name: 'Areas' })).toBeVisible();
  });

  it('stays on the page that the user opens during a slow creation', async () => {
    const server = new WebhookServer();
    const { user, name, url } = await openForm(CREATE, server);
    await user.type(name, 'Build bot');
    await user.type(url, 'https://build.example.com/hook');
    const release = server.blockRequests(() => true);
    await user.click(screen.getByRole('button', { name: 'Create' }));
    await leave();
    release();
    expect(await screen.findByText('Build bot created')).toBeVisible();
    expect(await screen.findByRole('list', { name: 'Areas' })).toBeVisible();
  });

  async function openEditForm(
    id: string,
    server: WebhookServer,
    isEverything = true,
  ) {
    renderAdmin(`/callboard/webhooks/${id}/edit`, server);
    const user = userEvent.setup();
    const name = await screen.findByRole('textbox', { name: /^Name/ });
    const choice = isEverything ? /^All events/ : 'Selected events';
    expect(await screen.findByRole('radio', { name: choice })).toBeChecked();
    return {
      user,
      name,
      url: screen.getByRole('textbox', { name: /^URL/ }),
    };
  }
});

describe('webhook event selection', () => {
  const [items, labels] = groupEventTypes([
    'label.create',
    'label.delete',
    'work_item.create',
    'work_item.update',
    'work_item.delete',
  ]);

  it('lists work items as the first group', () => {
    expect(items.entityType).toBe('work_item');
    expect(labels.entityType).toBe('label');
  });

  it('replaces a group wildcard with the remaining events when one is deselected', () => {
    expect(
      toggleType(['label.*', 'work_item.*'], items, 'work_item.update'),
    ).toEqual(['label.*', 'work_item.create', 'work_item.delete']);
  });

  it('returns the group wildcard when the last missing event of a group is selected', () => {
    expect(toggleType(['label.create'], labels, 'label.delete')).toEqual([
      'label.*',
    ]);
  });

  it('selects and deselects a group, and keeps other groups', () => {
    const chosen = toggleGroup(['work_item.create', 'label.delete'], labels);
    expect(chosen).toEqual(['work_item.create', 'label.*']);
    expect(toggleGroup(chosen, labels)).toEqual(['work_item.create']);
  });
});

describe('webhook page', () => {
  mockScrollContainerSizes();

  const getWebhookPath = ({ id }: { id: string }) =>
    `/callboard/webhooks/${id}`;

  /** Opens the menu of a webhook and selects an action. */
  async function choose(action: string) {
    const user = userEvent.setup();
    await user.click(
      await screen.findByRole('button', { name: 'More actions' }),
    );
    await user.click(await screen.findByRole('menuitem', { name: action }));
    return user;
  }

  it('shows why a webhook was deactivated, and reactivates it', async () => {
    const server = new WebhookServer();
    const webhook = server.addWebhook({
      is_active: false,
      disabled_reason: 'failing',
    });
    renderAdmin(getWebhookPath(webhook), server);
    expect(await screen.findByRole('alert')).toHaveTextContent(
      /Deactivated: the receiver failed repeatedly.*then replay these deliveries/,
    );
    expect(screen.queryByRole('button', { name: 'Send test' })).toBeNull();
    await userEvent.click(screen.getByRole('button', { name: 'Reactivate' }));
    expect(
      await screen.findByRole('button', { name: 'Send test' }),
    ).toBeVisible();
    expect(webhook.is_active).toBe(true);
  });

  it('deactivates the webhook', async () => {
    const server = new WebhookServer();
    const webhook = server.addWebhook();
    renderAdmin(getWebhookPath(webhook), server);
    await choose('Deactivate');
    expect(
      await screen.findByText('This webhook is deactivated'),
    ).toBeVisible();
    expect(webhook.is_active).toBe(false);
  });

  it('rotates the secret with an overlap, and shows the new secret', async () => {
    const server = new WebhookServer();
    renderAdmin(getWebhookPath(server.addWebhook()), server);
    const user = await choose('Rotate secret…');
    await user.click(
      await screen.findByRole('combobox', {
        name: /^Overlap/,
      }),
    );
    await user.click(screen.getByRole('option', { name: 'for 3 days' }));
    await user.click(screen.getByRole('button', { name: 'Rotate secret' }));
    expect(await screen.findByText(SECRET)).toBeVisible();
    const [call] = server.sent('POST', '/rotate-secret');
    expect(call.body).toEqual({ overlap_hours: 72 });
    expect(call.ifMatch).toBe('"1"');
  });

  it('deletes the webhook after confirmation, and focuses the list', async () => {
    const server = new WebhookServer();
    const webhook = server.addWebhook();
    const { id } = webhook;
    renderAdmin(getWebhookPath(webhook), server);
    const user = await choose('Delete…');
    const dialog = within(
      await screen.findByRole('dialog', { name: 'Delete Build bot?' }),
    );
    await user.click(dialog.getByRole('button', { name: 'Delete webhook' }));
    expect(await screen.findByText('No webhooks yet')).toBeVisible();
    expect(screen.getByRole('heading', { level: 1 })).toHaveFocus();
    const requests = server.calls
      .filter(({ path }) => path.includes(`/webhooks/${id}`))
      .map(({ method }) => method);
    expect(requests.lastIndexOf('DELETE')).toBe(requests.length - 1);
  });

  it('stays on the page that the user opens during a slow deletion', async () => {
    const server = new WebhookServer();
    renderAdmin(getWebhookPath(server.addWebhook()), server);
    const user = await choose('Delete…');
    const release = server.blockRequests(() => true);
    await user.click(
      await screen.findByRole('button', { name: 'Delete webhook' }),
    );
    await leave();
    release();
    expect(await screen.findByText('Build bot deleted')).toBeVisible();
    expect(await screen.findByRole('list', { name: 'Areas' })).toBeVisible();
  });

  it('stays on the page that the user opens during a slow test', async () => {
    const server = new WebhookServer();
    renderAdmin(getWebhookPath(server.addWebhook()), server);
    const button = await screen.findByRole('button', { name: 'Send test' });
    const release = server.blockRequests(() => true);
    await userEvent.click(button);
    await leave();
    release();
    await waitFor(() => expect(server.deliveries).toHaveLength(1));
    await act(async () => {});
    expect(await screen.findByRole('list', { name: 'Areas' })).toBeVisible();
  });

  it("hides the actions that the portal's policy denies", async () => {
    const server = new WebhookServer();
    renderAdmin(getWebhookPath(server.addWebhook()), server, [], {
      denied: [permissions.webhook.test, permissions.webhook.update],
    });
    await userEvent.click(
      await screen.findByRole('button', { name: 'More actions' }),
    );
    const items = await screen.findAllByRole('menuitem');
    expect(items.map(item => item.textContent)).toEqual(['Delete…']);
    expect(screen.queryByRole('button', { name: 'Send test' })).toBeNull();
    expect(screen.queryByRole('link', { name: 'Edit' })).toBeNull();
  });

  it('shows an error for an unknown webhook', async () => {
    const server = new WebhookServer();
    renderAdmin('/callboard/webhooks/none', server);
    expect(await screen.findByText('Webhook not found')).toBeVisible();
  });

  it('shows the deliveries of the last 24 hours as a chart and as a table @full', async () => {
    const server = new WebhookServer();
    server.hours = [
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
    renderAdmin(getWebhookPath(server.addWebhook()), server);
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

  it('sends a test delivery, and updates its status @full', async () => {
    const server = new WebhookServer();
    renderAdmin(getWebhookPath(server.addWebhook()), server);
    await userEvent.click(
      await screen.findByRole('button', { name: 'Send test' }),
    );
    const drawer = within(
      await screen.findByRole('dialog', { name: 'Delivery' }),
    );
    expect(
      await drawer.findByRole('heading', { name: 'webhook.test' }),
    ).toBeVisible();
    expect(drawer.getByRole('status')).toHaveTextContent(/^Waiting$/);
    expect(drawer.getByText('next attempt now (1 of 9)')).toBeVisible();
    const [delivery] = server.deliveries;
    Object.assign(delivery, {
      status: 'delivered',
      attempt_log: [createAttempt()],
      try_count: 1,
      last_status_code: 200,
    });
    await waitFor(() =>
      expect(drawer.getByRole('status')).toHaveTextContent(/^Delivered · 200$/),
    );
  });
});

describe('webhook deliveries', () => {
  mockScrollContainerSizes();

  /** Creates a server with a webhook, one failed and one successful delivery. */
  function createServerWithDeliveries() {
    const server = new WebhookServer();
    const webhook = server.addWebhook();
    const failed = server.addDelivery(webhook, {
      status: 'failed',
      request_body: '{"type":"work_item.update","data":{"name":"<b>bold</b>"}}',
      attempt_log: [
        createAttempt({
          number: 2,
          status_code: 503,
          response_body: '<img src=x onerror=alert(1)>',
        }),
        createAttempt({
          number: 1,
          status_code: null,
          response_headers: null,
          response_body: null,
          error: 'The receiver refused the connection',
        }),
      ],
    });
    server.addDelivery(webhook, {
      type: 'label.create',
      entity_label: 'Urgent',
      status: 'delivered',
      attempt_log: [createAttempt()],
    });
    return { server, webhook, failed };
  }

  function open(
    { server, webhook }: ReturnType<typeof createServerWithDeliveries>,
    query = '',
  ) {
    renderAdmin(`/callboard/webhooks/${webhook.id}?${query}`, server);
    return userEvent.setup();
  }

  const findRows = async () => {
    const grid = await screen.findByRole('grid', { name: /^Deliveries/ });
    const [, ...rows] = within(grid).getAllByRole('row');
    return rows;
  };

  it('lists deliveries with status and attempts, and filters by status @full', async () => {
    const user = open(createServerWithDeliveries());
    expect((await findRows()).map(row => row.textContent)).toEqual([
      expect.stringMatching(
        /^Delivered · 200label.createUrgent.*38 ms1 attempt$/,
      ),
      expect.stringMatching(/^Failed · 503work_item.updatePAY-42.*2 attempts$/),
    ]);
    await user.click(await screen.findByRole('button', { name: 'Failed 1' }));
    expect(await screen.findByRole('button', { name: 'Clear' })).toBeVisible();
    expect(await findRows()).toHaveLength(1);
  });

  it('filters deliveries by URL parameters @full', async () => {
    open(createServerWithDeliveries(), 'type=label.create&status=delivered');
    const rows = await findRows();
    expect(rows).toHaveLength(1);
    expect(rows[0]).toHaveTextContent('Urgent');
  });

  it('shows request and response of each attempt as plain text @full', async () => {
    const fixture = createServerWithDeliveries();
    const user = open(fixture, `delivery=${fixture.failed.id}`);
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
    expect(copied).toHaveBeenLastCalledWith(fixture.failed.request_body);
    await user.click(drawer.getByRole('button', { name: /^Attempt 1/ }));
    expect(
      response.getByText('The receiver refused the connection'),
    ).toBeVisible();
    expect(response.queryByText('503')).toBeNull();
  });

  it('replays one delivery', async () => {
    const fixture = createServerWithDeliveries();
    const user = open(fixture, `delivery=${fixture.failed.id}`);
    await user.click(await screen.findByRole('button', { name: 'Replay' }));
    expect(await screen.findByText('Delivery queued')).toBeVisible();
    expect(fixture.failed.status).toBe('pending');
  });

  it('replays the failed deliveries of a time range, and shows their number @full', async () => {
    const fixture = createServerWithDeliveries();
    fixture.failed.created_at = new Date().toISOString();
    const user = open(fixture);
    await user.click(await screen.findByRole('button', { name: 'Replay…' }));
    await user.click(await screen.findByRole('button', { name: 'Replay' }));
    expect(await screen.findByText('1 delivery queued')).toBeVisible();
    const [{ body }] = fixture.server.sent('POST', '/replay');
    expect(body).toMatchObject({ status: 'failed' });
    const { start, end } = body as { start: string; end: string };
    expect(Date.parse(end) - Date.parse(start)).toBe(86_460_000);
  });

  it('shows that nothing was queued when the time range has no deliveries', async () => {
    const user = open(createServerWithDeliveries());
    await user.click(await screen.findByRole('button', { name: 'Replay…' }));
    await user.click(await screen.findByRole('button', { name: 'Last hour' }));
    await user.click(screen.getByRole('button', { name: 'Replay' }));
    expect(await screen.findByText(/Nothing was queued/)).toBeVisible();
  });

  it('hides the buttons that replay deliveries while the webhook is deactivated @full', async () => {
    const fixture = createServerWithDeliveries();
    fixture.webhook.is_active = false;
    open(fixture, `delivery=${fixture.failed.id}`);
    expect(
      await screen.findByText('Activate the webhook to replay this delivery.'),
    ).toBeVisible();
    expect(screen.queryByRole('button', { name: 'Replay…' })).toBeNull();
  });

  it('shows why a delivery has no attempts @full', async () => {
    const fixture = createServerWithDeliveries();
    const { id } = fixture.server.addDelivery(fixture.webhook, {
      status: 'failed',
      last_error: 'The webhook was deactivated',
    });
    open(fixture, `delivery=${id}`);
    const drawer = within(
      await screen.findByRole('dialog', { name: 'Delivery' }),
    );
    expect(
      await drawer.findByText('The webhook was deactivated'),
    ).toBeVisible();
    expect(drawer.getByText('no attempts')).toBeVisible();
    expect(drawer.getByText('Not sent yet.')).toBeVisible();
  });
});

describe('AttemptLabels', () => {
  const NOW = Date.parse('2026-11-20T12:00:00.000Z');

  const delivery = {
    status: 'pending',
    attempts: 1,
    try_count: 1,
    max_attempts: 9,
    next_attempt_at: new Date(NOW + 90_000).toISOString(),
  } as WebhookDelivery;

  afterEach(() => jest.useRealTimers());

  it('updates the countdown to the next attempt without new data', async () => {
    jest.useFakeTimers({ now: NOW });
    renderInTestApp(<AttemptLabels delivery={delivery} />);
    await act(() => jest.advanceTimersByTimeAsync(1_000));
    expect(screen.getByText(/^next attempt in 1 min/)).toBeVisible();
    await act(() => jest.advanceTimersByTimeAsync(60_000));
    expect(screen.getByText(/^next attempt in 29 sec/)).toBeVisible();
    await act(() => jest.advanceTimersByTimeAsync(30_000));
    expect(screen.getByText(/^next attempt now \(2 of 9\)/)).toBeVisible();
  });
});

describe('formatTimeUntil', () => {
  const now = Date.parse('2026-11-20T12:00:00.000Z');

  it.each([
    ['2026-11-20T12:00:25.000Z', 'in 25 sec.'],
    ['2026-11-20T12:30:00.000Z', 'in 30 min.'],
    ['2026-11-21T11:59:59.000Z', 'in 24 hr.'],
    ['2026-11-20T11:59:00.000Z', undefined],
    [null, undefined],
  ])('formats the time until %s as %s', (instant, text) => {
    expect(formatTimeUntil(instant, now)).toBe(text);
  });
});
