import type { Project } from '@callboard/plugin-callboard-common';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { newProject } from '@callboard/plugin-callboard-react/testUtils';
import { answerProject } from '../__testUtils__/fakeProject';
import { FakeTime } from '../__testUtils__/FakeTime';
import { renderEntity } from '../__testUtils__/renderEntity';
import { EntityTimeCard } from './EntityTimeCard';
import { EntityTimeContent } from './EntityTimeContent';

const MONA = {
  logged_by: 'user:default/mona.manager',
  logged_by_name: 'Mona Manager',
};

/** A project with an entry of Max and one of Mona. */
function serverWith(values: Partial<Project> = {}): FakeTime {
  const server = new FakeTime();
  server.answer(answerProject(server, newProject(values)));
  const item = server.add({ title: 'Fix rounding' });
  server.log(item, '2026-11-18', 90, { description: 'review' });
  server.log(item, '2026-11-17', 30, { ...MONA, is_billable: true });
  return server;
}

const open = (server: FakeTime, query = '') =>
  renderEntity(server, <EntityTimeContent />, `/entity${query}`);

describe('the tab with the time of a project', () => {
  it('shows the entries and their sums, by person and item', async () => {
    open(serverWith());
    const people = await screen.findByRole('list', { name: 'By person' });
    expect(
      within(people).getByRole('button', { name: 'Max Member: 1h 30m' }),
    ).toBeVisible();
    expect(
      screen.getByRole('list', { name: 'By work item' }),
    ).toHaveTextContent('PAY-1 Fix rounding2h');
    expect(await screen.findByText('review')).toBeVisible();
    // One's own entry can be changed, another's cannot.
    expect(
      screen.getAllByRole('button', { name: 'Change the entry on PAY-1' }),
    ).toHaveLength(1);
  });

  it('lets admins of the project change any entry', async () => {
    open(serverWith({ role: 'admin' }));
    await screen.findByText('review');
    expect(
      screen.getAllByRole('button', { name: 'Change the entry on PAY-1' }),
    ).toHaveLength(2);
  });

  it('deletes an entry at once, and brings it back', async () => {
    const server = serverWith();
    open(server);
    await screen.findByText('review');
    await userEvent.click(
      screen.getByRole('button', { name: 'Delete the entry on PAY-1' }),
    );
    expect(await screen.findByText('Entry on PAY-1 deleted')).toBeVisible();
    await waitFor(() => expect(screen.queryByText('review')).toBeNull());
    expect(server.worklogs).toHaveLength(1);
    await userEvent.click(screen.getByRole('button', { name: 'Undo' }));
    expect(await screen.findByText('review')).toBeVisible();
  });

  it('says of entries in an approved week why they stay as they are', async () => {
    const server = serverWith({ role: 'admin' });
    server.decide('2026-11-18', { status: 'approved' });
    open(server);
    await screen.findByText('review');
    expect(
      screen.getAllByRole('img', { name: /^Its week is approved/ }),
    ).toHaveLength(2);
    expect(screen.queryByRole('button', { name: /^Change the/ })).toBeNull();
  });

  it('is narrowed to a person by their bar, in the address and in all it asks for', async () => {
    const server = serverWith();
    open(server);
    await userEvent.click(
      await screen.findByRole('button', { name: 'Mona Manager: 30m' }),
    );
    await waitFor(() =>
      expect(
        server
          .queriesOf('/workspaces/default/worklogs')
          .at(-1)!
          .get('member_id'),
      ).toBe(MONA.logged_by),
    );
    await userEvent.click(screen.getByRole('button', { name: 'Clear' }));
    expect(
      await screen.findByRole('button', { name: 'Max Member: 1h 30m' }),
    ).toBeVisible();
  });

  it('takes filters from the address, and drops what makes no sense', async () => {
    const server = serverWith();
    open(
      server,
      '?billable=true&person=nobody&range=custom&start=2026-11-01&end=2026-11-30',
    );
    await screen.findByRole('list', { name: 'By person' });
    const query = server.queriesOf('/workspaces/default/worklogs').at(-1)!;
    expect(Object.fromEntries(query)).toMatchObject({
      billable: 'true',
      date_from: '2026-11-01',
      date_to: '2026-11-30',
    });
    expect(query.has('member_id')).toBe(false);
  });

  it('says who can turn tracking on where it is off, and offers no logging', async () => {
    open(serverWith({ is_time_tracking_enabled: false }));
    expect(await screen.findByText(/Time tracking is off/)).toBeVisible();
    expect(await screen.findByText('review')).toBeVisible();
    expect(screen.queryByRole('button', { name: 'Log time' })).toBeNull();
  });

  it('logs time by a button or a key', async () => {
    open(serverWith());
    await screen.findByText('review');
    await userEvent.keyboard('n');
    expect(
      await screen.findByRole('dialog', { name: 'Log time' }),
    ).toBeVisible();
  });

  it('tells guests who can let them in', async () => {
    const server = serverWith({ role: null });
    server.me.workspaces[0].role = 'guest';
    open(server);
    expect(
      await screen.findByText(/Guests do not see how much time/),
    ).toBeVisible();
    expect(await screen.findByText('Ada Admin')).toBeVisible();
    expect(screen.queryByRole('button', { name: /Join/ })).toBeNull();
    expect(server.sent('GET', '/worklogs')).toEqual([]);
  });

  it('lets members of the workspace join', async () => {
    open(serverWith({ role: null }));
    expect(
      await screen.findByRole('button', { name: 'Join the project' }),
    ).toBeVisible();
  });

  it('says where nothing is logged how to begin', async () => {
    const server = serverWith();
    server.worklogs = [];
    open(server);
    expect(await screen.findByText('No time is logged yet')).toBeVisible();
  });

  it('compares estimates with what was logged, over in a word', async () => {
    const server = serverWith();
    server.answer(
      answerProject(server, newProject(), [
        {
          work_item_id: server.items[0].id,
          identifier: 'PAY-1',
          name: 'Fix rounding',
          estimate_minutes: 120,
          logged_minutes: 150,
          remaining_minutes: 0,
          over_minutes: 30,
          unestimated_minutes: 0,
        },
      ]),
    );
    open(server, '?view=estimates');
    expect(await screen.findByText('30m over')).toBeVisible();
    expect(
      screen.getByRole('img', { name: '2h 30m of 2h' }),
    ).toBeInTheDocument();
    expect(
      screen.getByText('45m on items without an estimate.', { exact: false }),
    ).toBeVisible();
  });
});

describe('the card with the time of a project', () => {
  it('says how much it took and who did most', async () => {
    renderEntity(serverWith(), <EntityTimeCard />);
    const people = await screen.findByRole('list', { name: 'Most by' });
    expect(people).toHaveTextContent('Max Member1h 30m');
    expect(people).toHaveTextContent('Mona Manager30m');
    expect(screen.getByText(/^Since the beginning/)).toHaveTextContent('2h');
    expect(screen.getByRole('link', { name: 'Open the time' })).toHaveAttribute(
      'href',
      '/catalog/default/component/payments-api/time',
    );
  });

  it('says nothing of it to people who are not in the project', async () => {
    renderEntity(serverWith({ role: null }), <EntityTimeCard />);
    expect(
      await screen.findByText('Its time is seen by members of the project.'),
    ).toBeVisible();
  });
});
