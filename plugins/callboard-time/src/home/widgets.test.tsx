import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { idOf } from '@callboard/plugin-callboard-react/testUtils';
import { FakeTime } from '../__testUtils__/FakeTime';
import { newTimer } from '../__testUtils__/fakeTimer';
import { summaryOf } from '../__testUtils__/fakeProject';
import { renderEntity } from '../__testUtils__/renderEntity';
import { sheetOf } from '../__testUtils__/fakeSheet';
import { DepartmentTime } from '../department/DepartmentTime';
import { CallboardProvider } from '@callboard/plugin-callboard-react';
import { MyWeekWidget } from './MyWeekWidget';
import { TimerWidget } from './TimerWidget';

describe('the widget Timer', () => {
  it('shows what runs, and stops it', async () => {
    const server = new FakeTime();
    server.timer = newTimer(server.add({ title: 'Fix rounding' }));
    renderEntity(server, <TimerWidget />);
    // In the header, too.
    expect(await screen.findAllByText('00:42')).toHaveLength(2);
    await userEvent.click(screen.getByRole('button', { name: 'Stop and log' }));
    await waitFor(() => expect(server.timer).toBeNull());
    expect(
      await screen.findByRole('combobox', { name: 'Work item' }),
    ).toBeVisible();
  });

  it('leaves the focus where it is, and offers what can be started', async () => {
    const server = new FakeTime();
    for (const title of ['One', 'Two', 'Three', 'Four']) {
      server.add({ title, assignees: [server.me.user_ref] });
    }
    renderEntity(server, <TimerWidget />);
    const offered = await screen.findByRole('list', {
      name: 'Start with one click',
    });
    expect(offered.children).toHaveLength(3);
    expect(document.body).toHaveFocus();
  });

  it('opens what can be changed of it', async () => {
    const server = new FakeTime();
    server.timer = newTimer(server.add({ title: 'Fix rounding' }));
    renderEntity(server, <TimerWidget />);
    await userEvent.click(
      await screen.findByRole('button', { name: 'Change…' }),
    );
    expect(
      await screen.findByRole('textbox', { name: 'Description' }),
    ).toBeVisible();
  });

  it('says to guests that there is none for them', async () => {
    const server = new FakeTime();
    server.me.workspaces[0].role = 'guest';
    renderEntity(server, <TimerWidget />);
    expect(
      await screen.findByText('You log no time in any workspace.'),
    ).toBeVisible();
  });
});

describe('the widget My week', () => {
  it('says how much of the week is logged, by day', async () => {
    const server = new FakeTime();
    server.add(
      { title: 'Fix rounding' },
      { '2026-11-17': 480, '2026-11-18': 90 },
    );
    server.answer({ getTimesheet: () => sheetOf(server, '2026-11-18') });
    renderEntity(server, <MyWeekWidget />);
    expect(await screen.findByText('9h 30m of 40h')).toBeVisible();
    expect(screen.getByRole('list', { name: 'By day' })).toHaveTextContent(
      'Mon0mTue8hWed1h 30m',
    );
    expect(
      screen.getByRole('progressbar', { name: '24 % of the week is logged' }),
    ).toBeVisible();
    expect(screen.getByRole('link', { name: 'Open' })).toHaveAttribute(
      'href',
      '/my-time?workspace=default',
    );
  });
});

describe('time on the page of a department', () => {
  const open = (server: FakeTime) =>
    renderEntity(
      server,
      <CallboardProvider>
        <DepartmentTime
          workspace={server.me.workspaces[0]}
          department={{ id: idOf('project', 7), name: 'Payments' } as never}
        />
      </CallboardProvider>,
    );

  it('is that of this month, with what is beneath it', async () => {
    const server = new FakeTime();
    server.add({ title: 'Fix rounding' }, { '2026-11-17': 480 });
    server.answer({
      getTimeSummary: () => ({
        ...summaryOf(server.worklogs),
        by_project: [
          {
            project_id: idOf('project', 1),
            name: 'Checkout',
            identifier: 'CHK',
            total_minutes: 480,
          },
        ],
      }),
    });
    open(server);
    expect(
      await screen.findByRole('list', { name: 'By project' }),
    ).toHaveTextContent('Checkout8h');
    const [query] = server.queriesOf(
      '/workspaces/default/time-tracking/summary',
    );
    expect(Object.fromEntries(query)).toMatchObject({
      department: idOf('project', 7),
      recursive: 'true',
      date_from: expect.stringMatching(/-01$/),
    });
  });

  it('says where there is none', async () => {
    const server = new FakeTime();
    server.answer({ getTimeSummary: () => summaryOf([]) });
    open(server);
    expect(
      await screen.findByText('No time is logged this month.'),
    ).toBeVisible();
  });
});
