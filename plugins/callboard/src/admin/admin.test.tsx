import { permissions } from '@callboard/plugin-callboard-common';
import { createFrontendModule } from '@backstage/frontend-plugin-api';
import {
  AdminBlockBlueprint,
  type EffectiveAccess,
} from '@callboard/plugin-callboard-react';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { AdminServer } from '../__testUtils__/AdminServer';
import { OrganisationServer } from '../__testUtils__/OrganisationServer';
import { renderAdmin } from '../__testUtils__/renderAdmin';
import { adminSubPages } from './adminSubPages';

describe('AdminOverview', () => {
  const dashboards = createFrontendModule({
    pluginId: 'callboard',
    extensions: [
      AdminBlockBlueprint.make({
        name: 'dashboards',
        params: {
          title: 'Dashboards',
          description: 'Numbers that many look at.',
          icon: <svg />,
          to: '/dashboards',
          order: 5,
        },
      }),
    ],
  });

  async function findBlocks() {
    const list = await screen.findByRole('list', { name: 'Areas' });
    return within(list).getAllByRole('link');
  }

  it('lists the areas of every plugin in their order', async () => {
    renderAdmin('/callboard', new AdminServer(), [dashboards]);
    const links = await findBlocks();
    expect(links[0]).toHaveTextContent('DashboardsNumbers that many look at.');
    expect(links[0]).toHaveAttribute('href', '/dashboards');
    for (const title of ['Staff', 'Memberships', 'Workspaces and settings']) {
      expect(screen.getByText(title)).toBeVisible();
    }
    expect(links.slice(1).map(link => link.getAttribute('href'))).toEqual([
      '/callboard/critical-events',
      '/organisation/departments',
      '/organisation/people',
      '/callboard/workspaces',
      '/callboard/webhooks',
      '/callboard/announcements',
      '/callboard/workspaces',
      '/callboard/mail',
      '/callboard/integrity',
      '/callboard/assistants',
      '/callboard/data',
    ]);
  });

  it("hides areas and tabs whose data the portal's policy denies", async () => {
    renderAdmin('/callboard', new AdminServer('admin'), [], {
      denied: [permissions.webhook.read, permissions.criticalEvent.read],
    });
    expect((await findBlocks()).map(link => link.getAttribute('href'))).toEqual(
      [
        '/organisation/departments',
        '/organisation/people',
        '/callboard/workspaces',
        '/callboard/announcements',
        '/callboard/workspaces',
      ],
    );
    const tabs = screen.getAllByRole('tab').map(tab => tab.textContent);
    expect(tabs).toEqual(['Overview', 'Workspaces', 'Announcements']);
  });

  it('shows counts of departments, people and departments without a manager @full', async () => {
    const server = new OrganisationServer();
    server.addTree({ Engineering: { Payments: {}, Shop: {} } });
    server.addSmith('Ada', 'Payments');
    server.findDepartment('Shop').manager_ref = 'user:default/mona';
    renderAdmin('/callboard', server);
    expect(
      await screen.findByText('3 departments · 1 person · 2 without a manager'),
    ).toBeVisible();
  });

  it('shows the workspace name to users in several workspaces @full', async () => {
    const server = new AdminServer();
    server.insert('workspaces', { slug: 'operations', name: 'Operations' });
    server.actAs({ role: 'member' });
    server.me.workspaces[1].role = 'admin';
    renderAdmin('/callboard', server);
    expect(await screen.findByText(/^Operations · 0 people/)).toBeVisible();
  });

  it('shows Healthy when nothing is wrong @full', async () => {
    renderAdmin('/callboard', new AdminServer());
    expect(await screen.findByText('Healthy')).toBeInTheDocument();
  });

  it('shows an alert when changes are dead-lettered @full', async () => {
    const server = new AdminServer();
    server.health.relay = {
      lag_ms: 90_000,
      pending: 4,
      dead_lettered: 2,
      paused: 0,
    };
    renderAdmin('/callboard', server);
    const alarm = await screen.findByRole('alert');
    expect(alarm).toHaveTextContent(
      /Needs attention2 changes could not be delivered/,
    );
    expect(alarm).toHaveTextContent(/Waiting4Not delivered2Longest wait1 min/);
  });

  it('shows Catching up when changes are delivered late', async () => {
    const server = new AdminServer();
    server.health.relay = {
      lag_ms: 3_700_000,
      pending: 1,
      dead_lettered: 0,
      paused: 0,
    };
    renderAdmin('/callboard', server);
    expect(await screen.findByText('Catching up')).toBeInTheDocument();
    expect(screen.getByText('1 hr')).toBeInTheDocument();
  });

  it('opens for admins of a single workspace', async () => {
    const server = new AdminServer('admin');
    renderAdmin('/callboard', server);
    expect(await findBlocks()).not.toHaveLength(0);
  });

  it.each(['/callboard', '/callboard/workspaces'])(
    'denies members access to %s and lists who can give access @full',
    async path => {
      const server = new AdminServer('member');
      server.addMember({ display_name: 'Ada Admin', role: 'admin' });
      renderAdmin(path, server);
      const granters = await screen.findByRole('list', {
        name: 'People who can give access',
      });
      expect(within(granters).getByRole('link')).toHaveTextContent('Ada Admin');
      // Sends no request that the server would reject.
      expect(
        server.calls.filter(({ path: requestPath }) =>
          /^.(health|workspaces$|admin)/.test(requestPath),
        ),
      ).toEqual([]);
      expect(screen.queryByRole('list', { name: 'Areas' })).toBeNull();
      expect(screen.queryByRole('grid')).toBeNull();
    },
  );

  it('lists for members only the areas that are open to them', async () => {
    const server = new AdminServer('member');
    const audit = createFrontendModule({
      pluginId: 'callboard',
      extensions: [
        AdminBlockBlueprint.make({
          name: 'audit',
          params: {
            title: 'Audit',
            description: 'Read, whoever you are.',
            icon: <svg />,
            to: '/callboard/audit',
            isOpen: () => true,
          },
        }),
      ],
    });
    renderAdmin('/callboard', server, [dashboards, audit]);
    const links = await findBlocks();
    expect(links).toHaveLength(1);
    expect(links[0]).toHaveTextContent('Audit');
  });

  it('retries on click when the access check fails @full', async () => {
    const server = new AdminServer();
    server.refuseBelow('/me/access', 400, 'No');
    renderAdmin('/callboard', server);
    const again = await screen.findByRole('button', { name: 'Try again' });
    server.stopRefusing();
    await userEvent.click(again);
    expect(await findBlocks()).not.toHaveLength(0);
  });
});

describe('DeadLetters', () => {
  const TITLE = 'Undelivered changes';

  function createServerWithDeadLetters(...labels: string[]) {
    const server = new AdminServer();
    labels.forEach(label => server.addDeadLetter(label));
    return server;
  }

  const findList = () => screen.findByRole('list', { name: TITLE });

  const listLabels = async () =>
    within(await findList())
      .getAllByRole('listitem')
      .map(item => /web-shop|payments-api|ledger/.exec(item.textContent!)?.[0]);

  const findRetryButton = async (label: string) =>
    within(
      within(await findList())
        .getAllByRole('listitem')
        .find(item => item.textContent!.includes(label))!,
    ).getByRole('button', { name: 'Retry' });

  it('lists dead-lettered changes with subscriber, attempts and error @full', async () => {
    const server = createServerWithDeadLetters('payments-api');
    server.addDeadLetter('web-shop', { subscriber: 'events', attempts: 1 });
    renderAdmin('/callboard', server);
    const [first, second] = within(await findList()).getAllByRole('listitem');
    expect(first).toHaveTextContent(
      /payments-api.*updated.*Max Member.*Not delivered to mail · 8 attempts · .*Error: connect ECONNREFUSED/,
    );
    expect(second).toHaveTextContent(
      /web-shop.*Not delivered to other plugins · 1 attempt/,
    );
    expect(screen.getByText('2 of 2 shown')).toBeInTheDocument();
    expect(screen.getByRole('alert')).toHaveTextContent(
      'The reasons are listed below.',
    );
  });

  it('hides the list while no change is dead-lettered @full', async () => {
    renderAdmin('/callboard', new AdminServer());
    expect(await screen.findByText('Healthy')).toBeInTheDocument();
    expect(screen.queryByText(TITLE)).toBeNull();
  });

  it('hides the list from workspace admins and refers them to super admins', async () => {
    const server = createServerWithDeadLetters('payments-api');
    server.actAs({ role: 'admin' });
    renderAdmin('/callboard', server);
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'Super admins can see the reasons and retry.',
    );
    expect(screen.queryByText(TITLE)).toBeNull();
    expect(server.requests).not.toContainEqual(
      expect.stringContaining('/admin/dispatches'),
    );
  });

  it.each([
    [permissions.deadLetter.read, 'let you see the reasons and retry'],
    [permissions.deadLetter.retry, 'let you retry'],
  ])(
    'shows super admins that the portal’s policy denies $0.name',
    async (permission, text) => {
      const server = createServerWithDeadLetters('payments-api');
      renderAdmin('/callboard', server, [], { denied: [permission] });
      await waitFor(() =>
        expect(screen.getByRole('alert')).toHaveTextContent(
          `The permission policy of the portal does not ${text}.`,
        ),
      );
      expect(screen.queryByRole('button', { name: 'Retry' })).toBeNull();
    },
  );

  it('retries one change and focuses the next @full', async () => {
    const server = createServerWithDeadLetters(
      'payments-api',
      'web-shop',
      'ledger',
    );
    renderAdmin('/callboard', server);
    const user = userEvent.setup();
    await user.click(await findRetryButton('web-shop'));
    await waitFor(async () =>
      expect(await listLabels()).toEqual(['payments-api', 'ledger']),
    );
    expect(await findRetryButton('ledger')).toHaveFocus();
    expect(await screen.findByText('Retrying 1 change')).toBeInTheDocument();
    expect(await screen.findByText('2 of 2 shown')).toBeInTheDocument();

    await user.keyboard('{Enter}');
    await waitFor(async () =>
      expect(await listLabels()).toEqual(['payments-api']),
    );
    expect(await findRetryButton('payments-api')).toHaveFocus();
  });

  it('shows a success message after the last change is retried @full', async () => {
    renderAdmin('/callboard', createServerWithDeadLetters('payments-api'));
    await userEvent.click(await findRetryButton('payments-api'));
    expect(await screen.findByText('All changes are delivered')).toBeVisible();
    expect(screen.getByRole('heading', { name: TITLE })).toHaveFocus();
    expect(await screen.findByText('Healthy')).toBeInTheDocument();
    expect(screen.queryByRole('button', { name: 'Retry all' })).toBeNull();
  });

  it('retries all changes', async () => {
    const server = createServerWithDeadLetters(
      'payments-api',
      'web-shop',
      'ledger',
    );
    renderAdmin('/callboard', server);
    await userEvent.click(
      await screen.findByRole('button', { name: 'Retry all' }),
    );
    expect(await screen.findByText('Retrying 3 changes')).toBeInTheDocument();
    expect(await screen.findByText('All changes are delivered')).toBeVisible();
    expect(server.requests).toContain('POST /admin/dispatches/retry');
    expect(server.store('deadLetters')).toEqual([]);
  });

  it('restores a change and shows the reason when a retry fails', async () => {
    const server = createServerWithDeadLetters('payments-api', 'web-shop');
    renderAdmin('/callboard', server);
    const button = await findRetryButton('web-shop');
    server.refuse('POST', 503, 'The database is away');
    await userEvent.click(button);
    expect(
      await screen.findByText(
        'The change could not be retried. It is still undelivered.',
      ),
    ).toBeInTheDocument();
    expect(screen.getByText('The database is away')).toBeInTheDocument();
    await waitFor(async () =>
      expect(await listLabels()).toEqual(['payments-api', 'web-shop']),
    );
  });

  it('notifies when another user already retried the change @full', async () => {
    const server = createServerWithDeadLetters('payments-api', 'web-shop');
    renderAdmin('/callboard', server);
    const button = await findRetryButton('web-shop');
    server.store('deadLetters').pop();
    await userEvent.click(button);
    expect(
      await screen.findByText('This change is no longer in the list.'),
    ).toBeInTheDocument();
    expect(await listLabels()).toEqual(['payments-api']);
  });

  it('loads more changes on click @full', async () => {
    const server = createServerWithDeadLetters(
      ...Array.from({ length: 25 }, () => 'ledger'),
    );
    renderAdmin('/callboard', server);
    expect(await listLabels()).toHaveLength(20);
    await userEvent.click(screen.getByRole('button', { name: 'Load more' }));
    await waitFor(async () => expect(await listLabels()).toHaveLength(25));
  });

  it('collapses a long error', async () => {
    const server = createServerWithDeadLetters();
    server.addDeadLetter('ledger', {
      last_error: `Error: ${'no '.repeat(200)}end`,
    });
    renderAdmin('/callboard', server);
    const more = await screen.findByRole('button', {
      name: 'Show full error',
    });
    expect(more).toHaveAttribute('aria-expanded', 'false');
    expect(screen.queryByText(/end$/)).toBeNull();
    await userEvent.click(more);
    expect(screen.getByText(/end$/)).toBeInTheDocument();
    expect(screen.getByRole('button', { name: 'Show less' })).toHaveAttribute(
      'aria-expanded',
      'true',
    );
  });

  it('retries loading the list on click after an error @full', async () => {
    const server = createServerWithDeadLetters('payments-api');
    server.refuseBelow('/admin/dispatches', 400, 'No');
    renderAdmin('/callboard', server);
    const failed = await screen.findByText('This could not be loaded');
    server.stopRefusing();
    await userEvent.click(
      within(failed.parentElement!).getByRole('button', { name: 'Try again' }),
    );
    expect(await listLabels()).toEqual(['payments-api']);
  });
});

describe('PausedSubscribers', () => {
  const TITLE = 'Paused';

  /** Creates a server with a paused subscriber. */
  function createPausedServer() {
    const server = new AdminServer();
    server.health.relay.paused = 1;
    server.insert('subscribers', {
      name: 'events',
      waiting: 1_200,
      paused_at: '2026-05-01T09:00:00.000Z',
      next_probe_at: '2026-05-01T10:01:00.000Z',
      last_error: 'TypeError: fetch failed',
    });
    server.insert('subscribers', { name: 'signals' });
    return server;
  }

  it('lists paused subscribers with start, number of waiting changes and error', async () => {
    renderAdmin('/callboard', createPausedServer());
    expect(await screen.findByText('Delivery paused')).toBeInTheDocument();
    const list = await screen.findByRole('list', { name: TITLE });
    const [only, ...others] = within(list).getAllByRole('listitem');
    expect(others).toEqual([]);
    expect(only).toHaveTextContent(
      /Changes for other plugins are waiting.*Since .* · 1,200 changes are waiting.*TypeError: fetch failed/,
    );
  });

  it('hides the list while no subscriber is paused @full', async () => {
    renderAdmin('/callboard', new AdminServer());
    expect(await screen.findByText('Healthy')).toBeInTheDocument();
    expect(screen.queryByText(TITLE)).toBeNull();
  });

  it('hides the list from workspace admins', async () => {
    const server = createPausedServer();
    server.actAs({ role: 'admin' });
    renderAdmin('/callboard', server);
    expect(await screen.findByText('Delivery paused')).toBeInTheDocument();
    expect(screen.queryByText(TITLE)).toBeNull();
    expect(server.requests).not.toContainEqual(
      expect.stringContaining('/admin/subscribers'),
    );
  });
});

describe('TroubledQueues', () => {
  const TITLE = 'Background tasks';

  /** Creates a server with dead-lettered emails. */
  function createTroubledServer() {
    const server = new AdminServer();
    server.health.jobs = { lag_ms: 0, dead_lettered: 2 };
    server.insert('queues', { name: 'fan-out', running: 1 });
    const mails = server.insert('queues', {
      name: 'mails',
      waiting: 1_200,
      retrying: 1,
      dead_lettered: 2,
      last_error: 'Error: 550 no such mailbox',
    });
    server.answer({
      retryDeadJobs: () => {
        const retried = mails.dead_lettered;
        Object.assign(mails, { dead_lettered: 0, retrying: 0 });
        server.health.jobs.dead_lettered = 0;
        return { retried };
      },
    });
    return server;
  }

  it('lists failed queues with counts and error, and retries their jobs', async () => {
    const server = createTroubledServer();
    renderAdmin('/callboard', server);
    expect(await screen.findByRole('alert')).toHaveTextContent(
      /Needs attention.*2 background tasks.*failed/,
    );
    const list = await screen.findByRole('list', { name: TITLE });
    const [only, ...others] = within(list).getAllByRole('listitem');
    expect(others).toEqual([]);
    expect(only).toHaveTextContent(
      /Emails.*2 failed · 1 scheduled for retry · 1,200 waiting.*550 no such mailbox/,
    );
    await userEvent.click(within(only).getByRole('button', { name: 'Retry' }));
    expect(
      await screen.findByText('Retrying 2 background tasks'),
    ).toBeInTheDocument();
    expect(await screen.findByText('Healthy')).toBeInTheDocument();
    expect(await screen.findByText('No failed or late tasks')).toBeVisible();
  });

  it('lists queues with late jobs', async () => {
    const server = new AdminServer();
    server.health.jobs = { lag_ms: 120_000, dead_lettered: 0 };
    const oldest_due_at = new Date(Date.now() - 120_000).toISOString();
    server.insert('queues', { name: 'fan-out', waiting: 3, oldest_due_at });
    renderAdmin('/callboard', server);
    expect(await screen.findByText('Catching up')).toBeInTheDocument();
    const list = await screen.findByRole('list', { name: TITLE });
    expect(list).toHaveTextContent(/Notifications.*3 waiting · oldest/);
  });

  it('hides the list from workspace admins @full', async () => {
    const server = createTroubledServer();
    server.actAs({ role: 'admin' });
    renderAdmin('/callboard', server);
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'Super admins can see the reasons and retry.',
    );
    expect(screen.queryByText(TITLE)).toBeNull();
    expect(server.requests).not.toContainEqual(
      expect.stringContaining('/admin/queues'),
    );
  });
});

describe('admin page tabs', () => {
  const admin = { may_administrate: true };
  const superAdmin = { ...admin, is_super_admin: true };
  const admins = ['Workspaces', 'Announcements', 'Webhooks', 'Critical events'];
  const superAdmins = ['Email', 'Integrity', 'AI assistants', 'Data'];

  it.each([
    ['guests', {}, []],
    ['users who can read all activity', { may_read_all_activity: true }, []],
    ['workspace admins', admin, admins],
    ['super admins', superAdmin, [...admins, ...superAdmins]],
  ])('lists only tabs that are open to %s', (_, overrides, titles) => {
    const access: EffectiveAccess = {
      is_super_admin: false,
      may_administrate: false,
      manages_people: false,
      may_read_all_activity: false,
      super_admins: [],
      super_admin_groups: [],
      readable_data: [
        'announcements',
        'assistants',
        'criticalEvents',
        'erasures',
        'mail',
        'retention',
        'seals',
        'webhooks',
      ],
      ...overrides,
    };
    const open = adminSubPages.filter(({ isOpen }) => isOpen(access));
    expect(open.map(({ title }) => title).sort()).toEqual([...titles].sort());
  });
});
