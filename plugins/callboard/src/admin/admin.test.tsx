import { createFrontendModule } from '@backstage/frontend-plugin-api';
import type { QueueStatus } from '@callboard/plugin-callboard-common';
import { AdminBlockBlueprint } from '@callboard/plugin-callboard-react';
import {
  accessOf,
  pageOfItems,
  Refusal,
} from '@callboard/plugin-callboard-react/testUtils';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { FakeBackend } from '../__testUtils__/FakeBackend';
import { FakeDispatches } from '../__testUtils__/FakeDispatches';
import { FakeOrganisation } from '../__testUtils__/FakeOrganisation';
import { renderAdmin } from '../__testUtils__/renderAdmin';

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

  it('shows the blocks of every plugin, in their order', async () => {
    renderAdmin('/callboard', new FakeBackend(), [dashboards]);
    const links = await findBlocks();
    expect(links[0]).toHaveTextContent('DashboardsNumbers that many look at.');
    expect(links[0]).toHaveAttribute('href', '/dashboards');
    expect(links.slice(1).map(link => link.getAttribute('href'))).toEqual([
      '/callboard/critical-events',
      '/organisation/departments',
      '/organisation/people',
      '/callboard/webhooks',
      '/callboard/workspaces',
      '/callboard/mail',
      '/callboard/integrity',
      '/callboard/assistants',
      '/callboard/data',
    ]);
  });

  it('says how the departments stand', async () => {
    const backend = new FakeBackend();
    backend.addWorkspace({});
    backend.demote('admin');
    const organisation = new FakeOrganisation(backend);
    organisation.addTree({ Engineering: { Payments: {}, Shop: {} } });
    organisation.addPerson('Ada', 'Payments');
    organisation.named('Shop').manager_ref = 'user:default/mona';
    renderAdmin('/callboard', backend);
    expect(
      await screen.findByText('3 departments · 1 person · 2 without a manager'),
    ).toBeVisible();
  });

  it('names the workspace it is about to people of several', async () => {
    const backend = new FakeBackend();
    backend.addWorkspace({});
    backend.addWorkspace({ slug: 'operations', name: 'Operations' });
    backend.demote('member');
    backend.me.workspaces[1].role = 'admin';
    renderAdmin('/callboard', backend);
    expect(await screen.findByText(/^Operations · 0 people/)).toBeVisible();
  });

  it('says that all is well', async () => {
    renderAdmin('/callboard', new FakeBackend());
    expect(await screen.findByText('All is well')).toBeInTheDocument();
  });

  it('raises an alarm when changes were set aside', async () => {
    const backend = new FakeBackend();
    backend.health.relay = { lag_ms: 90_000, pending: 4, parked: 2, paused: 0 };
    renderAdmin('/callboard', backend);
    const alarm = await screen.findByRole('alert');
    expect(alarm).toHaveTextContent(
      /Needs attention2 changes could not be delivered/,
    );
    expect(alarm).toHaveTextContent(/Waiting4Not delivered2Longest wait1 min/);
  });

  it('says when changes arrive late', async () => {
    const backend = new FakeBackend();
    backend.health.relay = {
      lag_ms: 3_700_000,
      pending: 1,
      parked: 0,
      paused: 0,
    };
    renderAdmin('/callboard', backend);
    expect(await screen.findByText('Catching up')).toBeInTheDocument();
    expect(screen.getByText('1 hr')).toBeInTheDocument();
  });

  it('sends nobody away who is an admin of one workspace', async () => {
    const backend = new FakeBackend();
    backend.addWorkspace({});
    backend.demote('admin');
    renderAdmin('/callboard', backend);
    expect(await findBlocks()).not.toHaveLength(0);
  });

  it.each(['/callboard', '/callboard/workspaces'])(
    'tells others who can let them in to %s',
    async path => {
      const backend = new FakeBackend();
      backend.addWorkspace({});
      backend.demote('member');
      backend.addMember({ display_name: 'Ada Admin', role: 'admin' });
      renderAdmin(path, backend);
      const givers = await screen.findByRole('list', {
        name: 'People who can give access',
      });
      expect(within(givers).getByRole('link')).toHaveTextContent('Ada Admin');
      // Nothing was asked for that could be refused.
      expect(
        backend.calls.filter(({ path: asked }) =>
          /^.(health|workspaces$|admin)/.test(asked),
        ),
      ).toEqual([]);
      expect(screen.queryByRole('list', { name: 'Areas' })).toBeNull();
      expect(screen.queryByRole('grid')).toBeNull();
    },
  );

  it('leads others to what can be open to them', async () => {
    const backend = new FakeBackend();
    backend.addWorkspace({});
    backend.demote('member');
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
    renderAdmin('/callboard', backend, [dashboards, audit]);
    const links = await findBlocks();
    expect(links).toHaveLength(1);
    expect(links[0]).toHaveTextContent('Audit');
  });

  it('offers to try again when it is not known who somebody is', async () => {
    const backend = new FakeBackend();
    let isKnown = false;
    backend.answer({
      getMyAccess: () => {
        if (!isKnown) {
          throw new Refusal(400, 'No');
        }
        return accessOf(backend.me);
      },
    });
    renderAdmin('/callboard', backend);
    const again = await screen.findByRole('button', { name: 'Try again' });
    isKnown = true;
    await userEvent.click(again);
    expect(await findBlocks()).not.toHaveLength(0);
  });
});

describe('ParkedDispatches', () => {
  const TITLE = 'Changes that could not be delivered';

  function setAside(...labels: string[]) {
    const backend = new FakeBackend();
    const dispatches = new FakeDispatches(backend);
    labels.forEach(label => dispatches.add({ label }));
    return { backend, dispatches };
  }

  const findList = () => screen.findByRole('list', { name: TITLE });

  const labels = async () =>
    within(await findList())
      .getAllByRole('listitem')
      .map(item => /web-shop|payments-api|ledger/.exec(item.textContent!)?.[0]);

  const retryButtonOf = async (label: string) =>
    within(
      within(await findList())
        .getAllByRole('listitem')
        .find(item => item.textContent!.includes(label))!,
    ).getByRole('button', { name: 'Try again' });

  it('says what was set aside, who missed it and why', async () => {
    const { backend, dispatches } = setAside('payments-api');
    dispatches.add({ label: 'web-shop', subscriber: 'events', attempts: 1 });
    renderAdmin('/callboard', backend);
    const [first, second] = within(await findList()).getAllByRole('listitem');
    expect(first).toHaveTextContent(
      /payments-api.*updated.*Max Member.*Missed by mail · tried 8 times · .*Error: connect ECONNREFUSED/,
    );
    expect(second).toHaveTextContent(
      /web-shop.*Missed by other plugins · tried once/,
    );
    expect(screen.getByText('2 of 2 shown')).toBeInTheDocument();
    expect(screen.getByRole('alert')).toHaveTextContent(
      'The reasons are below.',
    );
  });

  it('shows nothing of it while nothing is set aside', async () => {
    renderAdmin('/callboard', new FakeBackend());
    expect(await screen.findByText('All is well')).toBeInTheDocument();
    expect(screen.queryByText(TITLE)).toBeNull();
  });

  it('is for super admins; others are told who can help', async () => {
    const { backend } = setAside('payments-api');
    backend.addWorkspace({});
    backend.demote('admin');
    renderAdmin('/callboard', backend);
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'A super admin sees why, and can try them again.',
    );
    expect(screen.queryByText(TITLE)).toBeNull();
    expect(backend.requests).not.toContainEqual(
      expect.stringContaining('/admin/dispatches'),
    );
  });

  it('tries one again, and leads to the next', async () => {
    const { backend } = setAside('payments-api', 'web-shop', 'ledger');
    renderAdmin('/callboard', backend);
    const user = userEvent.setup();
    await user.click(await retryButtonOf('web-shop'));
    await waitFor(async () =>
      expect(await labels()).toEqual(['payments-api', 'ledger']),
    );
    expect(await retryButtonOf('ledger')).toHaveFocus();
    expect(
      await screen.findByText('1 change is being tried again'),
    ).toBeInTheDocument();
    expect(await screen.findByText('2 of 2 shown')).toBeInTheDocument();

    await user.keyboard('{Enter}');
    await waitFor(async () => expect(await labels()).toEqual(['payments-api']));
    expect(await retryButtonOf('payments-api')).toHaveFocus();
  });

  it('says so when the last one is gone', async () => {
    renderAdmin('/callboard', setAside('payments-api').backend);
    await userEvent.click(await retryButtonOf('payments-api'));
    expect(await screen.findByText('Everything is delivered')).toBeVisible();
    expect(screen.getByRole('heading', { name: TITLE })).toHaveFocus();
    expect(await screen.findByText('All is well')).toBeInTheDocument();
    expect(screen.queryByRole('button', { name: 'Try all again' })).toBeNull();
  });

  it('tries all again', async () => {
    const { backend, dispatches } = setAside(
      'payments-api',
      'web-shop',
      'ledger',
    );
    renderAdmin('/callboard', backend);
    await userEvent.click(
      await screen.findByRole('button', { name: 'Try all again' }),
    );
    expect(
      await screen.findByText('3 changes are being tried again'),
    ).toBeInTheDocument();
    expect(await screen.findByText('Everything is delivered')).toBeVisible();
    expect(backend.requests).toContain('POST /admin/dispatches/retry');
    expect(dispatches.all).toEqual([]);
  });

  it('puts it back when the server refuses, and says why', async () => {
    const { backend } = setAside('payments-api', 'web-shop');
    renderAdmin('/callboard', backend);
    const button = await retryButtonOf('web-shop');
    backend.refuseNext = {
      method: 'POST',
      refusal: new Refusal(503, 'The database is away'),
    };
    await userEvent.click(button);
    expect(
      await screen.findByText(
        'It could not be tried again. It is still not delivered.',
      ),
    ).toBeInTheDocument();
    expect(screen.getByText('The database is away')).toBeInTheDocument();
    await waitFor(async () =>
      expect(await labels()).toEqual(['payments-api', 'web-shop']),
    );
  });

  it('takes no alarm when somebody else was faster', async () => {
    const { backend, dispatches } = setAside('payments-api', 'web-shop');
    renderAdmin('/callboard', backend);
    const button = await retryButtonOf('web-shop');
    dispatches.all.pop();
    await userEvent.click(button);
    expect(
      await screen.findByText('It is no longer in this list.'),
    ).toBeInTheDocument();
    expect(await labels()).toEqual(['payments-api']);
  });

  it('loads more of many', async () => {
    const { backend } = setAside(...Array.from({ length: 25 }, () => 'ledger'));
    renderAdmin('/callboard', backend);
    expect(await labels()).toHaveLength(20);
    await userEvent.click(screen.getByRole('button', { name: 'Load more' }));
    await waitFor(async () => expect(await labels()).toHaveLength(25));
  });

  it('folds a long error', async () => {
    const { backend, dispatches } = setAside();
    dispatches.add({ last_error: `Error: ${'no '.repeat(200)}end` });
    renderAdmin('/callboard', backend);
    const more = await screen.findByRole('button', {
      name: 'Show the whole error',
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

  it('offers to read the list again when it could not be read', async () => {
    const { backend, dispatches } = setAside('payments-api');
    backend.answer({
      listParkedDispatches: () => {
        throw new Refusal(400, 'No');
      },
    });
    renderAdmin('/callboard', backend);
    const failed = await screen.findByText('This could not be loaded');
    backend.answer({
      listParkedDispatches: () => pageOfItems(dispatches.all),
    });
    await userEvent.click(
      within(failed.parentElement!).getByRole('button', { name: 'Try again' }),
    );
    expect(await labels()).toEqual(['payments-api']);
  });
});

describe('PausedSubscribers', () => {
  const TITLE = 'Paused';

  /** A backend that has paused what tells other plugins of changes. */
  function pausedBackend() {
    const backend = new FakeBackend();
    backend.health.relay.paused = 1;
    const running = {
      name: 'signals',
      last_seen_at: '2026-05-01T10:00:00.000Z',
      waiting: 0,
      parked: 0,
      paused_at: null,
      next_probe_at: null,
      last_error: null,
    };
    backend.answer({
      listSubscribers: () => ({
        items: [
          {
            ...running,
            name: 'events',
            waiting: 1_200,
            paused_at: '2026-05-01T09:00:00.000Z',
            next_probe_at: '2026-05-01T10:01:00.000Z',
            last_error: 'TypeError: fetch failed',
          },
          running,
        ],
      }),
    });
    return backend;
  }

  it('says who is paused, since when, what waits and why', async () => {
    renderAdmin('/callboard', pausedBackend());
    expect(await screen.findByText('Waiting for others')).toBeInTheDocument();
    const list = await screen.findByRole('list', { name: TITLE });
    const [only, ...others] = within(list).getAllByRole('listitem');
    expect(others).toEqual([]);
    expect(only).toHaveTextContent(
      /Changes for other plugins are waiting.*Since .* · 1,200 changes are waiting.*TypeError: fetch failed/,
    );
  });

  it('shows nothing of it while nobody is paused', async () => {
    renderAdmin('/callboard', new FakeBackend());
    expect(await screen.findByText('All is well')).toBeInTheDocument();
    expect(screen.queryByText(TITLE)).toBeNull();
  });

  it('is for super admins', async () => {
    const backend = pausedBackend();
    backend.addWorkspace({});
    backend.demote('admin');
    renderAdmin('/callboard', backend);
    expect(await screen.findByText('Waiting for others')).toBeInTheDocument();
    expect(screen.queryByText(TITLE)).toBeNull();
    expect(backend.calls).not.toContainEqual(
      expect.stringContaining('/admin/subscribers'),
    );
  });
});

describe('TroubledQueues', () => {
  const TITLE = 'Background tasks';

  const idle: QueueStatus = {
    name: 'fan-out',
    waiting: 0,
    running: 1,
    retrying: 0,
    parked: 0,
    oldest_due_at: null,
    last_error: null,
  };

  /** A backend that has set mails aside. */
  function troubledBackend() {
    const backend = new FakeBackend();
    backend.health.jobs = { lag_ms: 0, parked: 2 };
    const mails: QueueStatus = {
      ...idle,
      name: 'mails',
      waiting: 1_200,
      retrying: 1,
      parked: 2,
      last_error: 'Error: 550 no such mailbox',
    };
    backend.answer({
      listQueues: () => ({ items: [idle, mails] }),
      retryParkedJobs: () => {
        const retried = mails.parked;
        mails.parked = 0;
        mails.retrying = 0;
        backend.health.jobs.parked = 0;
        return { retried };
      },
    });
    return backend;
  }

  it('says which work failed, how much waits and why, and has it tried again', async () => {
    const backend = troubledBackend();
    renderAdmin('/callboard', backend);
    expect(await screen.findByRole('alert')).toHaveTextContent(
      /Needs attention.*2 background tasks failed/,
    );
    const list = await screen.findByRole('list', { name: TITLE });
    const [only, ...others] = within(list).getAllByRole('listitem');
    expect(others).toEqual([]);
    expect(only).toHaveTextContent(
      /Mails.*2 failed · 1 is tried again later · 1,200 are waiting.*550 no such mailbox/,
    );
    await userEvent.click(
      within(only).getByRole('button', { name: 'Try again' }),
    );
    expect(
      await screen.findByText('2 background tasks are being tried again'),
    ).toBeInTheDocument();
    expect(await screen.findByText('All is well')).toBeInTheDocument();
    expect(await screen.findByText('All tasks are getting on')).toBeVisible();
  });

  it('is shown when work is late', async () => {
    const backend = new FakeBackend();
    backend.health.jobs = { lag_ms: 120_000, parked: 0 };
    const oldest_due_at = new Date(Date.now() - 120_000).toISOString();
    backend.answer({
      listQueues: () => ({ items: [{ ...idle, waiting: 3, oldest_due_at }] }),
    });
    renderAdmin('/callboard', backend);
    expect(await screen.findByText('Catching up')).toBeInTheDocument();
    const list = await screen.findByRole('list', { name: TITLE });
    expect(list).toHaveTextContent(/Notifications.*3 are waiting · oldest/);
  });

  it('is for super admins', async () => {
    const backend = troubledBackend();
    backend.addWorkspace({});
    backend.demote('admin');
    renderAdmin('/callboard', backend);
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'A super admin sees why, and can try them again.',
    );
    expect(screen.queryByText(TITLE)).toBeNull();
    expect(backend.calls).not.toContainEqual(
      expect.stringContaining('/admin/queues'),
    );
  });
});
