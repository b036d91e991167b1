import {
  permissions,
  type MemberTimeBalance,
  type NewTimeAdjustment,
  type TimeBalance,
} from '@callboard/plugin-callboard-common';
import {
  checkVersion,
  click,
  createExampleItem,
  createExampleResponse,
  ErrorResponse,
  fill,
  fillCalendarField,
  toPage,
  type PageOptions,
} from '@callboard/plugin-callboard-react/testUtils';
import { act, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { FakeTime } from '../__testUtils__/FakeTime';
import { renderTime } from '../__testUtils__/renderTime';

const PERSON = 'user:default/person-1';

const balance: Partial<TimeBalance> = {
  from: '2026-01-05',
  as_of: '2026-11-17',
  expected_minutes: 4_800,
  logged_minutes: 4_830,
  adjusted_minutes: 60,
  balance_minutes: 90,
  leave: [
    {
      kind: 'vacation',
      entitled_days: 30,
      taken_days: 21.5,
      remaining_days: 8.5,
    },
    { kind: 'sick', entitled_days: null, taken_days: 1, remaining_days: null },
  ],
};

const months: TimeBalance['by_month'] = [
  {
    month: '2026-10',
    expected_minutes: 2_400,
    logged_minutes: 2_340,
    adjusted_minutes: 0,
    balance_minutes: -60,
  },
  {
    month: '2026-11',
    expected_minutes: 2_400,
    logged_minutes: 2_490,
    adjusted_minutes: 60,
    balance_minutes: 150,
  },
];

/** A server with one balance for every person, and the adjustments and entitlements made so far. */
function createServer(values: Partial<TimeBalance> = {}) {
  const server = new FakeTime();
  const adjustments = [
    createExampleItem('listTimeAdjustments', {
      member_id: PERSON,
      date: '2026-11-02',
      minutes: 60,
      reason: 'Travel',
      created_by: 'user:default/mona.manager',
    }),
  ];
  const entitlements = [
    createExampleItem('listLeaveEntitlements', {
      member_id: PERSON,
      kind: 'vacation',
      year: 2026,
      days: 30,
      version: 3,
    }),
  ];
  return server.answer({
    getTimeBalance: ({ query }) =>
      createExampleResponse('getTimeBalance', {
        ...balance,
        ...values,
        by_month: query.get('include') ? months : undefined,
      }),
    listTimeBalances: () =>
      toPage<MemberTimeBalance>([
        createExampleItem('listTimeBalances', {
          ...balance,
          member_id: PERSON,
          display_name: 'Person 1',
        }),
        createExampleItem('listTimeBalances', {
          ...balance,
          ...values,
          balance_minutes: -45,
          member_id: server.me.user_ref,
          display_name: server.me.display_name,
        }),
      ]),
    listTimeAdjustments: () => toPage(adjustments),
    createTimeAdjustment: ({ body }) => {
      const adjustment = createExampleResponse('createTimeAdjustment', {
        ...(body as NewTimeAdjustment),
        id: '00000000-0000-7000-8000-000000000009',
      });
      adjustments.unshift(adjustment);
      return adjustment;
    },
    listLeaveEntitlements: () => toPage(entitlements),
    setLeaveEntitlement: ({ body }) =>
      createExampleResponse('setLeaveEntitlement', body),
  });
}

const findDrawer = async () =>
  within(await screen.findByRole('dialog', { name: 'Balance and leave' }));

const findDialog = async (name: string) =>
  within(await screen.findByRole('dialog', { name }));

describe('own balance', () => {
  const findCard = () => screen.findByRole('region', { name: 'Balance' });

  it('shows the balance as of yesterday and the remaining leave', async () => {
    const server = createServer();
    renderTime('/my-time', server);
    const card = await findCard();
    await waitFor(() =>
      expect(card).toHaveTextContent('+1h 30m as of Nov 17, 2026'),
    );
    expect(card).toHaveTextContent('Vacation: 8.5 of 30 days left');
    expect(card).toHaveTextContent('Sick leave: 1 day taken');
    const [query] = server.listQueries('/workspaces/default/time-balance');
    expect(query.get('as_of')).toBe('2026-11-17');
    expect(within(card).queryByRole('button', { name: /Adjust/ })).toBeNull();
  });

  it('opens the months and adjustments from a link, without actions on the own balance @full', async () => {
    renderTime('/my-time?balance=details', createServer());
    const drawer = await findDrawer();
    const table = await drawer.findByRole('table', {
      name: 'Balance by month',
    });
    const rows = within(table).getAllByRole('row').slice(1);
    expect(rows.map(row => row.textContent)).toEqual([
      'Nov 2026+2h 30m41h 30m+1h40h',
      'Oct 2026−1h39h0m40h',
    ]);
    expect(
      await drawer.findByRole('list', { name: 'Adjustments' }),
    ).toHaveTextContent(/\+1h.*Travel/);
    expect(drawer.queryByRole('button', { name: 'Adjust balance' })).toBeNull();
    await userEvent.keyboard('{Escape}');
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  });

  it('shows that the balance has not begun yet @full', async () => {
    renderTime('/my-time', createServer({ from: null, leave: [] }));
    expect(await findCard()).toBeVisible();
    expect(
      await screen.findByText('The balance begins with the first time entry.'),
    ).toBeVisible();
  });

  it('shows an error with a retry @full', async () => {
    const fail = () => {
      throw new ErrorResponse(500, 'Broken');
    };
    renderTime('/my-time', createServer().answer({ getTimeBalance: fail }));
    expect(
      await within(await findCard()).findByRole('button', { name: /again/i }),
    ).toBeVisible();
  });

  it('hides the balance if the portal’s policy denies reading it', async () => {
    const server = createServer();
    renderTime('/my-time', server, { denied: [permissions.timeBalance.read] });
    await screen.findByText('No time logged this week');
    expect(screen.queryByRole('region', { name: 'Balance' })).toBeNull();
    expect(server.sent('GET', '/time-balance')).toEqual([]);
  });
});

describe('balances of a team', () => {
  const openTeam = (server: FakeTime, options?: PageOptions) =>
    renderTime('/team-time?view=balances', server, options);

  it('lists balances, and offers to adjust those of other people', async () => {
    const server = createServer();
    openTeam(server);
    const row = await screen.findByRole('row', { name: /Person 1/ });
    expect(row).toHaveTextContent('+1h 30m');
    expect(row).toHaveTextContent('Vacation: 8.5 of 30 days left');
    const own = screen.getByRole('row', {
      name: new RegExp(server.me.display_name),
    });
    expect(own).toHaveTextContent('−45m');
    expect(screen.getAllByRole('button', { name: /^Adjust/ })).toHaveLength(1);
  });

  it('opens the person of the URL, even if they are not on the first page', async () => {
    const person = createExampleItem('listTimeBalances', {
      ...balance,
      member_id: PERSON,
      display_name: 'Person 1',
    });
    const server = createServer().answer({
      listTimeBalances: ({ query }) =>
        query.get('member_id') === PERSON
          ? toPage([person])
          : { ...toPage<MemberTimeBalance>([]), next_cursor: 'next' },
    });
    renderTime(`/team-time?view=balances&person=${PERSON}`, server);
    expect(await (await findDrawer()).findByText('Person 1')).toBeVisible();
  });

  it('subtracts time with a reason', async () => {
    const server = createServer();
    openTeam(server);
    await click('button', 'Adjust the balance of Person 1');
    const dialog = await findDialog('Adjust the balance of Person 1');
    const save = dialog.getByRole('button', { name: 'Adjust balance' });
    await click('button', 'Subtract time', dialog);
    await fill('Time', '10h', dialog);
    expect(save).toBeDisabled();
    await fill('Reason', 'Overtime paid', dialog);
    await fillCalendarField('Date', '10/31/2026', screen.getByRole('dialog'));
    await userEvent.click(save);
    expect(
      await screen.findByText('Balance of Person 1 adjusted'),
    ).toBeInTheDocument();
    expect(server.sent('POST', '/time-balance/adjustments')[0].body).toEqual({
      member_id: PERSON,
      minutes: -600,
      date: '2026-10-31',
      reason: 'Overtime paid',
    });
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    // The row did not open with the button.
    expect(screen.queryByText('Balance by month')).toBeNull();
  });

  it('shows the server’s problems at their fields, and a duration that is too long @full', async () => {
    const server = createServer().answer({
      createTimeAdjustment: () => {
        throw new ErrorResponse(400, 'Invalid', [
          { field: 'body.date', reason: 'must not be before 2026-01-05' },
        ]);
      },
    });
    openTeam(server);
    await click('button', 'Adjust the balance of Person 1');
    const dialog = await findDialog('Adjust the balance of Person 1');
    await fill('Time', '1001h', dialog);
    expect(dialog.queryByText(/at most 1,000h/)).toBeNull();
    await userEvent.tab();
    expect(dialog.getByText(/at most 1,000h/)).toBeVisible();
    await fill('Time', '1000h', dialog);
    await fill('Reason', 'Opening balance', dialog);
    await click('button', 'Adjust balance', dialog);
    expect(
      await dialog.findByText('must not be before 2026-01-05'),
    ).toBeVisible();
  });

  it('sets the entitlement of a kind and year in the version shown', async () => {
    const server = createServer();
    openTeam(server);
    await userEvent.click(await screen.findByText('Person 1'));
    const drawer = await findDrawer();
    await click('button', 'Set entitlement', drawer);
    const dialog = await findDialog('Leave entitlement of Person 1');
    expect(await dialog.findByLabelText(/^Days/)).toHaveValue('30');
    expect(dialog.getByRole('combobox', { name: 'Type' })).toHaveFocus();
    for (const days of ['27,125', '367']) {
      await fill(/^Days/, days, dialog);
      await userEvent.tab();
      expect(
        dialog.getByText('Enter 0 to 366 days, with at most two decimals.'),
      ).toBeVisible();
    }
    await fill(/^Days/, '27,5', dialog);
    await click('button', 'Save', dialog);
    await screen.findByText('Leave entitlement of Person 1 saved');
    const [put] = server.sent('PUT', '/leave-entitlements');
    expect(put.body).toEqual({
      member_id: PERSON,
      kind: 'vacation',
      year: 2026,
      days: 27.5,
    });
    expect(put.ifMatch).toBe('"3"');
  });

  it('reports a conflict when an entitlement that is being typed changes elsewhere', async () => {
    const server = createServer();
    const changed = createExampleItem('listLeaveEntitlements', {
      member_id: PERSON,
      kind: 'vacation',
      year: 2026,
      days: 28,
      version: 4,
    });
    openTeam(server);
    await userEvent.click(await screen.findByText('Person 1'));
    await click('button', 'Set entitlement', await findDrawer());
    const dialog = await findDialog('Leave entitlement of Person 1');
    await dialog.findByLabelText(/^Days/);
    await fill(/^Days/, '27', dialog);
    server.answer({
      listLeaveEntitlements: () => toPage([changed]),
      setLeaveEntitlement: call => {
        checkVersion(changed, call);
        return createExampleResponse('setLeaveEntitlement', call.body);
      },
    });
    // The user returns to the page after the list has become stale.
    jest
      .spyOn(Date, 'now')
      .mockReturnValue(Date.parse('2026-11-18T11:00:00.000Z'));
    await act(async () => {
      window.dispatchEvent(new Event('visibilitychange'));
    });
    await waitFor(() =>
      expect(server.sent('GET', '/leave-entitlements')).toHaveLength(2),
    );
    await click('button', 'Save', dialog);
    expect(
      await dialog.findByText(/Someone else changed the entitlement/),
    ).toBeVisible();
    await waitFor(() =>
      expect(dialog.getByLabelText(/^Days/)).toHaveValue('28'),
    );
  });

  it('offers no actions that the portal’s policy denies @full', async () => {
    openTeam(createServer(), {
      denied: [
        permissions.timeAdjustment.create,
        permissions.leaveEntitlement.update,
      ],
    });
    await userEvent.click(await screen.findByText('Person 1'));
    const drawer = await findDrawer();
    await drawer.findByRole('table', { name: 'Balance by month' });
    expect(screen.queryByRole('button', { name: /Adjust/ })).toBeNull();
    expect(screen.queryByRole('button', { name: /entitlement/ })).toBeNull();
  });

  it('shows an empty state when there are no people @full', async () => {
    openTeam(createServer().answer({ listTimeBalances: () => toPage([]) }));
    expect(await screen.findByText('No people to show')).toBeVisible();
  });
});
