import type { Look, MyData } from '@callboard/plugin-callboard-common';
import { Refusal } from '@callboard/plugin-callboard-react/testUtils';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { FakeActivity } from '../__testUtils__/FakeActivity';
import { renderActivity } from '../__testUtils__/renderActivity';

jest.setTimeout(60_000);

const look: Look = {
  id: '01900000-0000-7000-8000-0000000000aa',
  kind: 'read',
  looked_by: 'user:default/alex.admin',
  looked_by_name: 'Alex Admin',
  looked_at: '2026-01-05T10:00:00.000Z',
  scope: 'workspace',
  workspace_id: '01900000-0000-7000-8000-000000000001',
  rows: null,
  reason: null,
};

const stored: MyData = {
  user_ref: 'user:default/max.member',
  domains: [
    {
      domain: 'people',
      tables: [
        {
          table: 'people',
          rows: [{ display_name: 'Max Member', email: null }],
          total: 1,
          total_at_least: false,
        },
      ],
    },
    {
      domain: 'time',
      tables: [
        {
          table: 'worklogs',
          rows: Array.from({ length: 7 }, (_, index) => ({
            description: `Work ${index}`,
            created_at: '2026-01-05T10:00:00.000Z',
          })),
          total: 10_000,
          total_at_least: true,
        },
      ],
    },
    {
      domain: 'new_part',
      tables: [{ table: 't', rows: [], total: 0, total_at_least: false }],
    },
  ],
};

describe('MyActivityPage', () => {
  it('shows everything there is about the person, from all time', async () => {
    const server = new FakeActivity();
    server.add({ created_at: '2020-01-01T00:00:00.000Z' });
    renderActivity('/activity/mine', server);
    expect(await screen.findByRole('treegrid')).toBeInTheDocument();
    const [query] = server.queriesOf('/me/activity');
    expect(query.get('start')).toBeNull();
    expect(screen.queryByRole('combobox', { name: 'Person' })).toBeNull();
    expect(
      screen.queryByRole('list', { name: 'Most active people' }),
    ).toBeNull();
  });

  it('lets the person opt out of being recorded, and in again', async () => {
    const { storage } = renderActivity('/activity/mine', new FakeActivity());
    const choice = () =>
      storage.forBucket('callboard').snapshot('captureOptOut');
    const recorded = await screen.findByRole('checkbox', {
      name: 'Record what I look at',
    });
    await waitFor(() => expect(recorded).toBeChecked());
    expect(choice().presence).toBe('absent');

    await userEvent.click(recorded);
    await waitFor(() => expect(recorded).not.toBeChecked());
    expect(choice().value).toBe(true);
    expect(screen.getByText(/^Not recorded/)).toHaveTextContent(
      'What you change in Callboard itself is always recorded',
    );

    await userEvent.click(recorded);
    await waitFor(() => expect(recorded).toBeChecked());
    expect(choice().value).toBe(false);
  });

  it('does not offer a choice where nothing is recorded anyway', async () => {
    renderActivity('/activity/mine', new FakeActivity(), {
      callboard: { activity: { privacy: 'off' } },
    });
    expect(
      await screen.findByText(/not recorded in this portal/),
    ).toBeInTheDocument();
    const recorded = screen.getByRole('checkbox', {
      name: 'Record what I look at',
    });
    expect(recorded).toBeDisabled();
    expect(recorded).not.toBeChecked();
  });

  it('says so when the choice cannot be saved', async () => {
    const { storage } = renderActivity('/activity/mine', new FakeActivity());
    const recorded = await screen.findByRole('checkbox', {
      name: 'Record what I look at',
    });
    await waitFor(() => expect(recorded).toBeChecked());
    jest
      .spyOn(Object.getPrototypeOf(storage.forBucket('callboard')), 'set')
      .mockRejectedValueOnce(new Error('away'));
    await userEvent.click(recorded);
    expect(await screen.findByText(/could not be saved/)).toBeInTheDocument();
    expect(recorded).toBeChecked();
  });

  it('tells who looked, and keeps what is shown in the address', async () => {
    const server = new FakeActivity();
    server.answer({
      listMyLooks: () => ({
        items: [
          look,
          {
            ...look,
            id: look.id.replace('aa', 'ab'),
            kind: 'export',
            rows: 12,
          },
          {
            ...look,
            id: look.id.replace('aa', 'ac'),
            kind: 'unmask',
            scope: 'admin',
            workspace_id: null,
            reason: 'An incident',
          },
        ],
        next_cursor: null,
      }),
    });
    renderActivity('/activity/mine?show=looks', server);
    const grid = await screen.findByRole('grid', {
      name: 'Who looked at what I did, newest first',
    });
    const [, ...rows] = within(grid).getAllByRole('row');
    expect(rows.map(row => row.textContent)).toEqual([
      expect.stringMatching(/Alex Admin.*Read what you did.*Default/),
      expect.stringMatching(/Downloaded 12 of your actions/),
      expect.stringMatching(
        /Looked up your name.*Reason: An incident.*All workspaces/,
      ),
    ]);
    await userEvent.click(screen.getByRole('button', { name: 'What I did' }));
    expect(
      await screen.findByRole('checkbox', { name: 'Record what I look at' }),
    ).toBeInTheDocument();
    expect(screen.queryByRole('grid', { name: /^Who looked/ })).toBeNull();
  });

  it('says so when nobody looked, and when that cannot be read', async () => {
    const server = new FakeActivity();
    let isAway = true;
    server.answer({
      listMyLooks: () => {
        if (isAway) throw new Refusal(503, 'The database is away');
        return { items: [], next_cursor: null };
      },
    });
    renderActivity('/activity/mine?show=looks', server);
    const retry = await screen.findByRole(
      'button',
      { name: /again|retry/i },
      { timeout: 20_000 },
    );
    isAway = false;
    await userEvent.click(retry);
    expect(await screen.findByText('Nobody has looked')).toBeVisible();
  });

  it('shows what is stored by domain, with the first rows of each table', async () => {
    const server = new FakeActivity();
    server.answer({ getMyData: () => stored });
    renderActivity('/activity/mine?show=data', server);
    const profile = await screen.findByRole('region', { name: 'Your profile' });
    expect(profile).toHaveTextContent('One row');
    expect(screen.getByRole('region', { name: 'new part' })).toBeVisible();
    const time = screen.getByRole('region', { name: 'Time' });
    expect(time).toHaveTextContent('More than 10,000 rows');
    expect(time).not.toHaveTextContent('Work 0');
    await userEvent.click(within(time).getByRole('button'));
    expect(await within(time).findByText('Work 4')).toBeVisible();
    expect(time).not.toHaveTextContent('Work 5');
    await userEvent.click(
      within(time).getByRole('button', { name: 'Show more rows' }),
    );
    expect(within(time).getByText('Work 6')).toBeVisible();
    expect(time).toHaveTextContent('The download has the other rows.');
    await userEvent.click(within(profile).getByRole('button'));
    const name = await within(profile).findByText('display name');
    expect(name.nextSibling).toHaveTextContent('Max Member');
    expect(profile).not.toHaveTextContent('email');
  });

  it('downloads all of it', async () => {
    const server = new FakeActivity();
    server.answer({
      getMyData: () => ({ user_ref: stored.user_ref, domains: [] }),
      exportMyData: () => new Response('zip'),
    });
    let fileName = '';
    URL.createObjectURL = () => 'blob:';
    jest
      .spyOn(HTMLAnchorElement.prototype, 'click')
      .mockImplementation(function click(this: HTMLAnchorElement) {
        fileName = this.download;
      });
    renderActivity('/activity/mine?show=data', server);
    expect(
      await screen.findByText('Nothing is stored about you'),
    ).toBeVisible();
    await userEvent.click(
      screen.getByRole('button', { name: 'Download all of it' }),
    );
    await waitFor(() => expect(fileName).toBe('My_data.zip'));
  });
});
