import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { FakeBackend } from '../../__testUtils__/FakeBackend';
import { FakeWebhooks } from '../../__testUtils__/FakeWebhooks';
import { renderAdmin } from '../../__testUtils__/renderAdmin';

function fakes() {
  const backend = new FakeBackend();
  backend.addWorkspace({});
  backend.demote('admin');
  return { backend, webhooks: new FakeWebhooks(backend) };
}

const before = '2026-11-20T07:00:00.000Z';

describe('the list of webhooks', () => {
  it('says what webhooks are for where there are none', async () => {
    const { backend } = fakes();
    renderAdmin('/callboard/webhooks', backend);
    expect(await screen.findByText('No webhooks yet')).toBeVisible();
    expect(
      screen.getByRole('link', { name: /Standard Webhooks/ }),
    ).toHaveAttribute('href', 'https://www.standardwebhooks.com');
    expect(
      screen.getByRole('link', { name: 'Create webhook' }),
    ).toHaveAttribute('href', '/callboard/webhooks/create?workspace=default');
  });

  it('says of each how it does, and leads to it', async () => {
    const { backend, webhooks } = fakes();
    const { id } = webhooks.add({ name: 'New' });
    webhooks.add({
      name: 'Well',
      event_types: ['label.create', 'label.delete', 'cycle.*'],
      last_delivery_at: before,
    });
    webhooks.add({
      name: 'Ill',
      event_types: ['*'],
      last_delivery_at: before,
      consecutive_failures: 3,
    });
    const inactive = { is_active: false, last_delivery_at: before };
    webhooks.add({ name: 'Off', ...inactive });
    webhooks.add({ name: 'Away', ...inactive, disabled_reason: 'gone' });
    webhooks.add({ name: 'Dead', ...inactive, disabled_reason: 'failing' });
    renderAdmin('/callboard/webhooks', backend);
    const link = await screen.findByRole('link', { name: 'New' });
    expect(link).toHaveAttribute(
      'href',
      `/callboard/webhooks/${id}?workspace=default`,
    );
    const [, ...rows] = screen.getAllByRole('row');
    expect(rows.map(row => row.textContent)).toEqual([
      expect.stringMatching(/Work item: allActive, nothing sent yetnever$/),
      expect.stringMatching(/Label: created, deleted · Cycle: allActive/),
      expect.stringMatching(/All eventsFailing: the last 3 tries/),
      expect.stringMatching(/Turned off/),
      expect.stringMatching(/Deactivated: answered 410 Gone/),
      expect.stringMatching(/Deactivated: kept failing/),
    ]);
  });

  it('is closed to members, who learn who can open it', async () => {
    const { backend } = fakes();
    backend.addWorkspace({ slug: 'lab', name: 'Lab' });
    backend.demote('member');
    backend.me.workspaces[0].role = 'admin';
    backend.addMember({ display_name: 'Ada Admin', role: 'admin' });
    renderAdmin('/callboard/webhooks?workspace=lab', backend);
    expect(await screen.findByText(/Webhooks of a workspace/)).toBeVisible();
    expect(backend.sent('GET', '/webhooks')).toEqual([]);
  });

  it('begins with a workspace that the person administers', async () => {
    const { backend, webhooks } = fakes();
    backend.addWorkspace({ slug: 'lab', name: 'Lab' });
    backend.demote('member');
    backend.me.workspaces[1].role = 'admin';
    webhooks.add({});
    renderAdmin('/callboard/webhooks', backend);
    expect(
      await screen.findByRole('link', { name: 'Build bot' }),
    ).toBeVisible();
    expect(backend.requests).toContain('GET /workspaces/lab/webhooks');
    expect(screen.queryByRole('combobox', { name: 'Workspace' })).toBeNull();
  });

  it('has no tab for people who administer nothing', async () => {
    const { backend } = fakes();
    backend.demote('member');
    renderAdmin('/callboard/workspaces', backend);
    expect(
      await screen.findByRole('tab', { name: 'Workspaces' }),
    ).toBeVisible();
    expect(screen.queryByRole('tab', { name: 'Webhooks' })).toBeNull();
  });

  it('is led to by a block that says how they stand', async () => {
    const { backend, webhooks } = fakes();
    webhooks.add({});
    webhooks.add({ is_active: false, disabled_reason: 'gone' });
    webhooks.add({ consecutive_failures: 1 });
    renderAdmin('/callboard', backend);
    const list = await screen.findByRole('list', { name: 'Areas' });
    await userEvent.click(
      await within(list).findByRole('link', {
        name: /^Webhooks.*3 webhooks · 1 failing · 1 deactivated$/,
      }),
    );
    expect(
      await screen.findAllByRole('link', { name: 'Build bot' }),
    ).toHaveLength(3);
  });
});
