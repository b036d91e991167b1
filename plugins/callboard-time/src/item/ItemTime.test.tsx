import type { Project, WorkItem } from '@callboard/plugin-callboard-common';
import { CallboardProvider } from '@callboard/plugin-callboard-react';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { newProject } from '@callboard/plugin-callboard-react/testUtils';
import { FakeTime } from '../__testUtils__/FakeTime';
import { renderEntity } from '../__testUtils__/renderEntity';
import { ItemTime } from './ItemTime';

function open(
  server: FakeTime,
  item: WorkItem,
  values: Partial<Project> = {},
): void {
  renderEntity(
    server,
    <CallboardProvider>
      <ItemTime
        workspace={server.me.workspaces[0]}
        project={newProject(values)}
        item={item}
      />
    </CallboardProvider>,
  );
}

const duration = () =>
  screen.findByRole('textbox', { name: 'Time spent today' });

describe('time in the details of a work item', () => {
  it('is logged by Enter, and taken back', async () => {
    const server = new FakeTime();
    const item = server.add({ estimate_time: 120 });
    open(server, item);
    await userEvent.type(await duration(), '1h30{Enter}');
    expect(await screen.findByText('1h 30m logged')).toBeInTheDocument();
    expect(
      await screen.findByRole('img', { name: '1h 30m of 2h' }),
    ).toBeInTheDocument();
    expect(await duration()).toHaveValue('');
    await userEvent.click(screen.getByRole('button', { name: 'Undo' }));
    await waitFor(() => expect(server.worklogs).toEqual([]));
  });

  it('is logged again and again without the mouse', async () => {
    const server = new FakeTime();
    open(server, server.add());
    await userEvent.type(await duration(), '1h{Enter}');
    await waitFor(async () => expect(await duration()).toHaveValue(''));
    expect(await duration()).toHaveFocus();
    await userEvent.keyboard('30m');
    await userEvent.click(screen.getByRole('button', { name: 'Log' }));
    await waitFor(async () => expect(await duration()).toHaveValue(''));
    expect(await duration()).toHaveFocus();
    // The empty field is a new beginning, no mistake.
    expect(await duration()).toBeValid();
    expect(
      server.worklogs.map(({ duration_minutes }) => duration_minutes),
    ).toEqual([60, 30]);
  });

  it('lists the entries; one’s own can be changed and deleted', async () => {
    const server = new FakeTime();
    const item = server.add({ estimate_time: 60 });
    server.log(item, '2026-11-18', 90, { description: 'review' });
    server.log(item, '2026-11-17', 30, {
      logged_by: 'user:default/mona.manager',
      logged_by_name: 'Mona Manager',
    });
    open(server, item);
    const entries = within(
      await screen.findByRole('list', { name: 'Entries' }),
    );
    expect(entries.getAllByRole('listitem')).toHaveLength(2);
    expect(screen.getByText('1h over')).toBeVisible();
    await userEvent.click(
      entries.getByRole('button', { name: 'Delete the entry on PAY-1' }),
    );
    await waitFor(() => expect(server.worklogs).toHaveLength(1));
  });

  it('lists every entry, a page at a time', async () => {
    const server = new FakeTime();
    const item = server.add();
    Array.from({ length: 60 }, () => server.log(item, '2026-11-18', 10));
    open(server, item);
    await userEvent.click(
      await screen.findByRole('button', { name: 'Show all 60' }),
    );
    const rows = () =>
      within(screen.getByRole('list', { name: 'Entries' })).getAllByRole(
        'listitem',
      );
    expect(rows()).toHaveLength(50);
    await userEvent.click(
      screen.getByRole('button', { name: '50 of 60 shown, show more' }),
    );
    await waitFor(() => expect(rows()).toHaveLength(60));
    expect(screen.getByText('10h logged, no estimate')).toBeVisible();
  });

  it('is only read where tracking is off', async () => {
    const server = new FakeTime();
    const item = server.add();
    server.log(item, '2026-11-18', 90);
    open(server, item, { is_time_tracking_enabled: false });
    expect(
      await screen.findByText('Time tracking is off in this project.'),
    ).toBeVisible();
    expect(screen.getByText('1h 30m logged, no estimate')).toBeVisible();
    expect(screen.queryByRole('textbox')).toBeNull();
  });

  it('is logged by assignees from outside the project, too', async () => {
    const server = new FakeTime();
    const item = server.add({ assignees: [server.me.user_ref] });
    open(server, item, { role: null });
    expect(await duration()).toBeVisible();
  });

  it('says to others who sees it, and asks for nothing', async () => {
    const server = new FakeTime();
    const item = server.add();
    open(server, item, { role: null });
    expect(
      await screen.findByText('Its time is seen by members of the project.'),
    ).toBeVisible();
    expect(server.sent('GET', '/worklogs')).toEqual([]);
  });
});
