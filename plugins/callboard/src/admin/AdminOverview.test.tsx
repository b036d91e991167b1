import { createFrontendModule } from '@backstage/frontend-plugin-api';
import { AdminBlockBlueprint } from '@callboard/plugin-callboard-react';
import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { FakeBackend } from '../__testUtils__/FakeBackend';
import { FakeOrganisation } from '../__testUtils__/FakeOrganisation';
import { accessOf, Refusal } from '@callboard/plugin-callboard-react/testUtils';
import { renderAdmin } from '../__testUtils__/renderAdmin';

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

describe('AdminOverview', () => {
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
