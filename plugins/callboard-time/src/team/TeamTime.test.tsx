import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { answerTeam, newPeriod } from '../__testUtils__/fakeTeam';
import { FakeTime } from '../__testUtils__/FakeTime';
import { renderTime } from '../__testUtils__/renderTime';

function serverWith(
  people: number,
  team: Parameters<typeof answerTeam>[1] = {},
): FakeTime {
  const server = new FakeTime();
  server.periods = Array.from({ length: people }, (_, at) => newPeriod(at + 1));
  server.answer(answerTeam(server, team));
  return server;
}

const pane = async (person: string) =>
  within(await screen.findByRole('region', { name: `Week of ${person}` }));

describe('approving weeks', () => {
  it('shows what waits, and approves exactly what was seen with one click', async () => {
    const server = serverWith(2);
    renderTime('/team-time', server);
    await userEvent.click(await screen.findByText('Person 1'));
    const open = await pane('Person 1');
    expect(
      await open.findByText('Nobody has decided on this week before.'),
    ).toBeVisible();
    expect(await open.findByRole('table')).toBeVisible();
    await userEvent.click(open.getByRole('button', { name: 'Approve' }));
    expect(
      await screen.findByText('Week of Person 1 approved'),
    ).toBeInTheDocument();
    await waitFor(() => expect(screen.queryByText('Person 1')).toBeNull());
    expect(server.sent('POST', '/approve')[0].ifMatch).toBe('"1"');
  });

  it('does not approve what has changed since it was seen', async () => {
    const server = serverWith(1);
    renderTime(`/team-time?period=${server.periods[0].id}`, server);
    const open = await pane('Person 1');
    server.periods[0] = { ...server.periods[0], version: 2 };
    await userEvent.click(open.getByRole('button', { name: 'Approve' }));
    expect(await open.findByText(/It has changed since/)).toBeVisible();
    expect(server.periods[0].status).toBe('submitted');
  });

  it('shows every day of a month, also the Monday on which it ends', async () => {
    const server = serverWith(0);
    server.periods = [
      newPeriod(1, { week_start: '2026-11-01', week_end: '2026-11-30' }),
    ];
    renderTime(`/team-time?period=${server.periods[0].id}`, server);
    const open = await pane('Person 1');
    await waitFor(() => expect(open.getAllByRole('table')).toHaveLength(6));
    expect(open.getByRole('table', { name: /^Time of Nov 30/ })).toBeVisible();
  });

  it('rejects only with a reason', async () => {
    const server = serverWith(1);
    renderTime(`/team-time?period=${server.periods[0].id}`, server);
    const open = await pane('Person 1');
    await userEvent.click(open.getByRole('button', { name: 'Reject…' }));
    const dialog = within(
      await screen.findByRole('dialog', {
        name: 'Reject the week of Person 1?',
      }),
    );
    expect(dialog.getByRole('button', { name: 'Reject' })).toBeDisabled();
    await userEvent.type(
      dialog.getByRole('textbox', { name: /Reason/ }),
      'Friday is missing',
    );
    await userEvent.click(dialog.getByRole('button', { name: 'Reject' }));
    await waitFor(() =>
      expect(server.periods[0]).toMatchObject({
        status: 'rejected',
        reason: 'Friday is missing',
      }),
    );
  });

  it('says what is otherwise since the last decision', async () => {
    const server = serverWith(1, {
      changes: {
        since: {
          id: newPeriod(9).id,
          action: 'reject',
          actor_ref: 'user:default/mona.manager',
          actor_name: 'Mona Manager',
          reason: 'Friday is missing',
          total_minutes: 1_920,
          created_at: '2026-11-20T10:00:00.000Z',
        },
        items: [
          {
            issue_id: newPeriod(8).id,
            identifier: 'PAY-1',
            issue_name: 'Fix rounding',
            date: '2026-11-20',
            before_minutes: 0,
            after_minutes: 480,
          },
        ],
      },
    });
    renderTime(`/team-time?period=${server.periods[0].id}`, server);
    const open = await pane('Person 1');
    expect(
      await open.findByText('PAY-1 Fix rounding, Fri, Nov 20: 8h added'),
    ).toBeVisible();
    expect(
      open.getByText(/Changed since rejected by Mona Manager/),
    ).toBeVisible();
  });

  it('approves many, and tells of each that was not', async () => {
    const server = serverWith(6);
    renderTime('/team-time', server);
    await userEvent.click(
      await screen.findByRole('checkbox', { name: /select all/i }),
    );
    server.periods[2] = { ...server.periods[2], version: 2 };
    const bar = within(screen.getByRole('region', { name: 'Selected weeks' }));
    expect(bar.getByText('6 selected')).toBeVisible();
    await userEvent.click(bar.getByRole('button', { name: 'Approve' }));
    expect(await screen.findByText(/^Person 3, .* has changed/)).toBeVisible();
    expect(
      server.periods.filter(({ status }) => status === 'approved'),
    ).toHaveLength(5);
  });

  it('lets what is approved be changed again, and says why', async () => {
    const server = serverWith(1);
    server.periods[0] = newPeriod(1, { status: 'approved' });
    renderTime(
      `/team-time?show=decided&period=${server.periods[0].id}`,
      server,
    );
    const open = await pane('Person 1');
    await userEvent.click(open.getByRole('button', { name: 'Reopen…' }));
    const dialog = within(await screen.findByRole('dialog'));
    await userEvent.type(
      dialog.getByRole('textbox', { name: /Reason/ }),
      'Monday was a holiday',
    );
    await userEvent.click(dialog.getByRole('button', { name: 'Reopen' }));
    await waitFor(() => expect(server.periods[0].status).toBe('open'));
  });

  it('approves from the list with one click, and leads from week to week', async () => {
    const server = serverWith(3);
    renderTime('/team-time', server);
    await userEvent.click(
      await screen.findByRole('button', { name: /^Approve Person 2,/ }),
    );
    await waitFor(() => expect(server.periods[1].status).toBe('approved'));
    await userEvent.click(await screen.findByText('Person 1'));
    await userEvent.click(
      (await pane('Person 1')).getByRole('button', { name: 'Approve' }),
    );
    await pane('Person 3');
    await waitFor(() =>
      expect(screen.getByRole('region', { name: /Person 3/ })).toHaveFocus(),
    );
    expect(server.periods[2].status).toBe('submitted');
  });

  it('says how much of a week is on work that the reader cannot see', async () => {
    const server = serverWith(1);
    const item = server.add();
    server.log(item, '2026-11-18', 2_280);
    renderTime(`/team-time?period=${server.periods[0].id}`, server);
    expect(
      await (
        await pane('Person 1')
      ).findByText('2h of it is on work that you cannot see.'),
    ).toBeVisible();
  });

  it('says of weeks that are not the reader’s to decide why', async () => {
    const server = serverWith(0);
    server.periods = [newPeriod(1, { can_decide: false })];
    renderTime(`/team-time?period=${server.periods[0].id}`, server);
    const open = await pane('Person 1');
    expect(open.getByText(/You cannot decide on this week/)).toBeVisible();
    expect(open.queryByRole('button', { name: 'Approve' })).toBeNull();
  });

  it('says of an address that leads to no week that there is none', async () => {
    renderTime('/team-time?period=nonsense', serverWith(0));
    expect(await screen.findByText(/There is no such week/)).toBeVisible();
    expect(await screen.findByText('Nothing waits for you')).toBeVisible();
  });
});
