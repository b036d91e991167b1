import { permissions } from '@callboard/plugin-callboard-common';
import { CallboardProvider } from '@callboard/plugin-callboard-react';
import {
  checkVersion,
  click,
  type FakeHandlers,
  fill,
  fillCalendarField,
  type PageOptions,
} from '@callboard/plugin-callboard-react/testUtils';
import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { ReactNode } from 'react';
import { FakeTime } from '../__testUtils__/FakeTime';
import { addTimeOff } from '../__testUtils__/addTimeOff';
import { renderEntity } from '../__testUtils__/renderTime';
import { useTimesheet } from '../data/timeQueries';
import { TimeAdminContent } from './TimeAdminContent';

function open(
  part: string,
  handlers: FakeHandlers = {},
  role: 'admin' | 'member' = 'admin',
  options: PageOptions = {},
  more?: ReactNode,
): FakeTime {
  const server = new FakeTime();
  server.me.workspaces[0].role = role;
  server.answer({
    updateTimeSettings: call => {
      checkVersion(server.settings, call);
      return Object.assign(server.settings, call.body, { version: 2 });
    },
    ...handlers,
  });
  renderEntity(
    server,
    <CallboardProvider>
      <TimeAdminContent />
      {more}
    </CallboardProvider>,
    `/entity?part=${part}`,
    options,
  );
  return server;
}

describe('time tracking settings', () => {
  it('saves only the changed fields @full', async () => {
    const server = open('settings');
    await fill('Working day length', '7h30');
    await click('checkbox', 'Require a description on every time entry');
    await fillCalendarField('First day of balances', '01/05/2026');
    await click('button', 'Save');
    expect(await screen.findByText('Rules saved')).toBeInTheDocument();
    expect(server.sent('PATCH', '/time-settings')[0].body).toEqual({
      minutes_per_day: 450,
      require_description: true,
      balance_from: '2026-01-05',
    });
    expect(screen.getByRole('button', { name: 'Save' })).toBeDisabled();
  });

  it('keeps input that is typed during a save, and saves it next', async () => {
    const server = open('settings');
    await fill('Working day length', '7h30');
    const release = server.blockRequests(() => true);
    await click('button', 'Save');
    await fill('Allow logging in advance (days)', '3');
    release();
    expect(await screen.findByText('Rules saved')).toBeInTheDocument();
    expect(
      screen.getByRole('textbox', { name: 'Working day length' }),
    ).toHaveValue('7h 30m');
    expect(
      screen.getByRole('textbox', { name: 'Allow logging in advance (days)' }),
    ).toHaveValue('3');
    await click('button', 'Save');
    await waitFor(() =>
      expect(server.sent('PATCH', '/time-settings')).toHaveLength(2),
    );
    expect(server.sent('PATCH', '/time-settings')[1]).toMatchObject({
      body: { max_future_days: 3 },
      ifMatch: '"2"',
    });
  });

  it('shows the saved settings if the user discards the changes during the save', async () => {
    const server = open('settings');
    await fill('Working day length', '7h30');
    const release = server.blockRequests(() => true);
    await click('button', 'Save');
    await click('button', 'Discard changes');
    release();
    expect(await screen.findByText('Rules saved')).toBeInTheDocument();
    await waitFor(() =>
      expect(
        screen.getByRole('textbox', { name: 'Working day length' }),
      ).toHaveValue('7h 30m'),
    );
    expect(screen.getByRole('button', { name: 'Save' })).toBeDisabled();
  });

  it('refetches timesheets after a save, because the settings change them', async () => {
    function Timesheet() {
      return (
        <p>{useTimesheet('default', '2026-11-18').data?.expected_minutes}</p>
      );
    }
    const server = open('settings', {}, 'admin', {}, <Timesheet />);
    await screen.findByText('2400');
    server.insert('holidays', { date: '2026-11-20', name: 'Day off' });
    await click('checkbox', 'Require a description on every time entry');
    await click('button', 'Save');
    expect(await screen.findByText('1920')).toBeInTheDocument();
  });

  it('rejects a save after another user changed the settings', async () => {
    const server = open('settings');
    await click('checkbox', 'Require a description on every time entry');
    server.settings = { ...server.settings, version: 2 };
    await click('button', 'Save');
    expect(await screen.findByText(/Someone else changed/)).toBeVisible();
    expect(server.settings.require_description).toBe(false);
  });

  it('shows an error and disables Save for an invalid number @full', async () => {
    open('settings');
    await fill('Allow logging in advance (days)', 'soon');
    expect(screen.getByText('Enter a whole number.')).toBeVisible();
    expect(screen.getByRole('button', { name: 'Save' })).toBeDisabled();
  });

  it('disables all fields when the portal’s policy denies changes', async () => {
    const denied = [permissions.timeSettings.update];
    open('settings', {}, 'admin', { denied });
    expect(
      await screen.findByRole('button', { name: 'Import' }),
    ).toBeInTheDocument();
    const fields = await screen.findAllByRole('textbox');
    fields.forEach(field => expect(field).toBeDisabled());
    expect(screen.queryByRole('button', { name: 'Save' })).toBeNull();
  });

  it('denies access to members who are not admins', async () => {
    open('settings', {}, 'member');
    expect(await screen.findByText(/Only workspace admins/)).toBeVisible();
  });
});

describe('holidays', () => {
  it('imports holidays by country, deletes one, and restores it on Undo', async () => {
    const server = open('holidays', {
      importHolidays: ({ body: { year } }) => {
        const date = `${year}-12-25`;
        server.insert('holidays', { date, name: 'Christmas Day' });
        return { created: 1, skipped: 2 };
      },
    });
    expect(await screen.findByText('No holidays in this year')).toBeVisible();
    await userEvent.type(
      screen.getByRole('textbox', { name: 'Country, such as DE' }),
      'de',
    );
    await click('button', 'Import holidays');
    expect(await screen.findByText('Christmas Day')).toBeVisible();
    expect(server.sent('POST', '/holidays/import')[0].body).toMatchObject({
      country: 'DE',
      region: null,
    });
    await click('button', 'Delete Christmas Day');
    await waitFor(() => expect(server.holidays).toEqual([]));
    await click('button', 'Undo');
    await waitFor(() => expect(server.holidays).toHaveLength(1));
  });
});

describe('work schedule', () => {
  it('shows the valid range when the hours of a day exceed it, and saves nothing', async () => {
    const server = open('people&person=user:default/mona.manager');
    await fill('Friday', '25h');
    expect(screen.getByLabelText('Friday')).toHaveAccessibleDescription(
      '0 to 24h',
    );
    expect(screen.getByRole('button', { name: 'Save' })).toBeDisabled();
    expect(server.sent('PUT', '/work-schedule')).toEqual([]);
  });

  it('keeps hours that are typed during a save', async () => {
    const server = open('people&person=user:default/mona.manager');
    await fill('Friday', '4h');
    const release = server.blockRequests(() => true);
    await click('button', 'Save');
    await fill('Monday', '6h');
    release();
    expect(await screen.findByText('Working time saved')).toBeInTheDocument();
    expect(screen.getByLabelText('Friday')).toHaveValue('4h');
    expect(screen.getByLabelText('Monday')).toHaveValue('6h');
    expect(screen.getByRole('button', { name: 'Save' })).toBeEnabled();
  });

  it('stores the hours of each weekday, and adds time off @full', async () => {
    const server = open('people&person=user:default/mona.manager');
    server.settings.minutes_per_day = 450;
    await fill('Friday', '1d');
    await fillCalendarField('Applies from', '01/06/2020');
    await click('button', 'Save');
    expect(await screen.findByText('Working time saved')).toBeInTheDocument();
    expect(server.sent('PUT', '/work-schedule')[0].body).toEqual({
      minutes_per_weekday: [480, 480, 480, 480, 450, 0, 0],
      effective_from: '2020-01-06',
    });
    const form = within(
      await screen.findByRole('form', { name: 'Add time off' }),
    );
    await addTimeOff(form);
    const list = await screen.findByRole('list', { name: 'Time off' });
    expect(list).toHaveTextContent('Vacation');
    expect(server.sent('POST', '/time-off')[0].body).toMatchObject({
      member_id: 'user:default/mona.manager',
    });
  });
});

describe('form submitted twice', () => {
  it('adds one holiday', async () => {
    const server = open('holidays');
    server.settings.minutes_per_day = 450;
    const form = await screen.findByRole('form', { name: 'Add holiday' });
    await fillCalendarField('Date', '12/25/2026', form);
    await fill('Name', 'Christmas Day', form);
    await fill('Expected time', '1d', form);
    const release = server.blockRequests(() => true);
    await click('button', 'Add', form);
    await click('button', 'Add', form);
    release();
    await screen.findByText('Christmas Day');
    expect(server.holidays).toMatchObject([{ minutes: 450 }]);
  });

  it('adds time off once', async () => {
    const server = open('people&person=user:default/mona.manager');
    const form = await screen.findByRole('form', { name: 'Add time off' });
    const release = server.blockRequests(() => true);
    await addTimeOff(within(form));
    await click('button', 'Add time off', form);
    release();
    await screen.findByRole('list', { name: 'Time off' });
    expect(server.sent('POST', '/time-off')).toHaveLength(1);
  });

  it('resets the working time to the workspace rules once', async () => {
    const server = open('people&person=user:default/mona.manager');
    server.saveSchedule([480, 480, 480, 480, 360, 0, 0]);
    await screen.findByRole('textbox', { name: 'Friday' });
    const release = server.blockRequests(() => true);
    await click('button', 'Use workspace rules');
    await click('button', 'Use workspace rules');
    release();
    expect(await screen.findByText('Working time saved')).toBeInTheDocument();
    expect(server.sent('PUT', '/work-schedule')).toHaveLength(1);
  });
});

describe('concurrent change of a work schedule', () => {
  const findFridayField = () =>
    screen.findByRole('textbox', { name: 'Friday' });

  it('shows a conflict instead of overwriting, even after a refetch', async () => {
    const server = open('people&person=user:default/mona.manager');
    await fill('Friday', '4h');
    server.saveSchedule([480, 480, 480, 480, 360, 0, 0]);
    // The tab becomes visible again after a minute.
    const later = Date.now() + 60_000;
    jest.spyOn(Date, 'now').mockReturnValue(later);
    fireEvent(window, new Event('visibilitychange'));
    await waitFor(() =>
      expect(server.sent('GET', '/work-schedule')).toHaveLength(2),
    );
    await click('button', 'Save');
    expect(await screen.findByText(/Someone else changed/)).toBeVisible();
    await click('button', 'Discard changes');
    await waitFor(async () =>
      expect(await findFridayField()).toHaveValue('6h'),
    );
    expect(screen.queryByText(/Someone else changed/)).toBeNull();
  });
});
