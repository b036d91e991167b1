import {
  idOf,
  pageOfItems,
  Refusal,
} from '@callboard/plugin-callboard-react/testUtils';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { FakeDashboards } from '../__testUtils__/FakeDashboards';
import { renderDashboards } from '../__testUtils__/renderDashboards';

let width = 1200;

beforeAll(() => {
  // jsdom has no layout.
  Object.defineProperty(HTMLElement.prototype, 'clientWidth', {
    configurable: true,
    get: () => width,
  });
});

beforeEach(() => {
  width = 1200;
});

function aDashboard() {
  const server = new FakeDashboards();
  server.answer({
    listProjects: () => pageOfItems([]),
    getDepartmentTree: () => ({ items: [] }),
    listWorkspaceMembers: () => pageOfItems([]),
    getWorkspace: () => {
      throw new Refusal(503, 'Later');
    },
  });
  const dashboard = server.add('Team health');
  const left = server.addWidget(dashboard, 'Left', {
    size: { x: 0, y: 0, width: 6, height: 6 },
  });
  const right = server.addWidget(dashboard, 'Right', {
    size: { x: 6, y: 0, width: 6, height: 6 },
  });
  const open = (query = 'mode=edit') =>
    renderDashboards(`/dashboards/${dashboard.id}?${query}`, server);
  return { server, dashboard, left, right, open };
}

const handleOf = (title: string) =>
  screen.findByRole('button', { name: `Move or resize ${title}` });

async function choose(field: string, option: string) {
  await userEvent.click(screen.getByLabelText(field));
  await userEvent.click(await screen.findByRole('option', { name: option }));
}

describe('a dashboard that is changed', () => {
  it('moves and resizes widgets by keyboard, and says where they are', async () => {
    const { left, right, open } = aDashboard();
    open();
    (await handleOf('Left')).focus();
    await userEvent.keyboard('{Shift>}{ArrowDown}{/Shift}');
    expect(
      await screen.findByText('Left: column 1, row 1, 6 wide, 7 high'),
    ).toBeInTheDocument();
    await waitFor(() => expect(left.size.height).toBe(7));
    (await handleOf('Right')).focus();
    await userEvent.keyboard('{ArrowLeft}');
    await waitFor(() => expect(right.size.x).toBe(5));
    // The other makes room.
    expect(left.size.y).toBeGreaterThanOrEqual(6);
  });

  it('moves a widget past the one beneath it, and says where there is no room', async () => {
    const { server, dashboard, left, right, open } = aDashboard();
    right.size = { x: 0, y: 6, width: 6, height: 6 };
    open();
    (await handleOf('Left')).focus();
    await userEvent.keyboard('{ArrowUp}');
    expect(
      await screen.findByText('No more room in that direction'),
    ).toBeInTheDocument();
    await userEvent.keyboard('{ArrowDown}');
    await waitFor(() => expect(left.size.y).toBe(6));
    expect(right.size.y).toBe(0);
    expect(server.find(dashboard.id).version).toBe(2);
  });

  it('stands in one column without handles where there is little room', async () => {
    const { server, left, right, open } = aDashboard();
    width = 720;
    right.size = { x: 0, y: 0, width: 6, height: 6 };
    left.size = { x: 0, y: 6, width: 6, height: 6 };
    open();
    expect(await screen.findByText(/in a wider window/)).toBeVisible();
    expect(
      screen.getAllByRole('heading', { level: 3 }).map(one => one.textContent),
    ).toEqual(['Right', 'Left']);
    expect(
      screen.queryByRole('button', { name: /^Move or resize/ }),
    ).toBeNull();
    await userEvent.click(
      screen.getByRole('button', { name: 'Actions for Left' }),
    );
    await userEvent.click(screen.getByRole('menuitem', { name: 'Remove' }));
    await waitFor(() => expect(server.widgets).toHaveLength(1));
  });

  it('takes back one change after the other', async () => {
    const { left, open } = aDashboard();
    open();
    (await handleOf('Left')).focus();
    await userEvent.keyboard('{Shift>}{ArrowDown}{ArrowDown}{/Shift}');
    await waitFor(() => expect(left.size.height).toBe(8));
    await userEvent.keyboard('{Control>}z{/Control}');
    await waitFor(() => expect(left.size.height).toBe(7));
    await userEvent.click(screen.getByRole('button', { name: 'Undo' }));
    await waitFor(() => expect(left.size.height).toBe(6));
    expect(screen.getByRole('button', { name: 'Undo' })).toBeDisabled();
  });

  it('loses nothing of what somebody else moved and added while it was open', async () => {
    const { server, dashboard, left, right, open } = aDashboard();
    open();
    const handle = await handleOf('Left');
    const theirs = server.addWidget(dashboard, 'Theirs');
    const theirRight = { x: 8, y: 20, width: 4, height: 6 };
    right.size = theirRight;
    dashboard.version += 1;
    const { size } = theirs;
    handle.focus();
    await userEvent.keyboard('{Shift>}{ArrowDown}{/Shift}');
    await waitFor(() => expect(left.size.height).toBe(7));
    expect(right.size).toEqual({ ...theirRight, y: 0 });
    expect(theirs.size).toEqual({ ...size, y: 7 });
    expect(server.sent('PUT', '/layout')).toHaveLength(2);
  });

  it('keeps a move that could not be saved, and saves it when asked again', async () => {
    const { server, left, right, open } = aDashboard();
    open();
    (await handleOf('Left')).focus();
    server.refuseNext = {
      method: 'PUT',
      refusal: new Refusal(503, 'Come back later'),
    };
    await userEvent.keyboard('{Shift>}{ArrowDown}{/Shift}');
    const failed = await screen.findByText(/is not saved: Come back later/);
    expect(left.size.height).toBe(6);
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
    await waitFor(() => expect(left.size.height).toBe(7));
    expect(failed).not.toHaveTextContent('Come back later');
    expect(screen.queryByRole('button', { name: 'Try again' })).toBeNull();

    server.refuseNext = {
      method: 'PUT',
      refusal: new Refusal(503, 'Come back later'),
    };
    (await handleOf('Left')).focus();
    await userEvent.keyboard('{Shift>}{ArrowDown}{/Shift}');
    await screen.findByText(/is not saved: Come back later/);
    (await handleOf('Right')).focus();
    await userEvent.keyboard('{Shift>}{ArrowDown}{/Shift}');
    await waitFor(() => expect(right.size.height).toBe(7));
    expect(left.size.height).toBe(8);
    expect(failed).toHaveTextContent('Changes are saved at once.');
  });

  it('leaves no gap where a widget was, and makes room for it again', async () => {
    const { server, dashboard, left, right, open } = aDashboard();
    const beneath = server.addWidget(dashboard, 'Beneath', {
      size: { x: 0, y: 6, width: 6, height: 4 },
    });
    open();
    await userEvent.click(
      await screen.findByRole('button', { name: 'Actions for Left' }),
    );
    await userEvent.click(screen.getByRole('menuitem', { name: 'Remove' }));
    await waitFor(() => expect(beneath.size.y).toBe(0));
    await userEvent.keyboard('{Control>}z{/Control}');
    await waitFor(() => expect(beneath.size.y).toBe(6));
    expect(server.widgets.find(one => one.title === 'Left')?.size).toEqual(
      left.size,
    );
    expect(right.size).toEqual({ x: 6, y: 0, width: 6, height: 6 });
  });

  it('lays no widget over one that somebody else has put there meanwhile', async () => {
    const { dashboard, left, right, open } = aDashboard();
    right.size = { x: 0, y: 6, width: 12, height: 6 };
    open();
    const handle = await handleOf('Left');
    right.size = { x: 6, y: 0, width: 6, height: 6 };
    dashboard.version += 1;
    handle.focus();
    await userEvent.keyboard('{Shift>}{ArrowRight}{/Shift}');
    await waitFor(() => expect(left.size.width).toBe(7));
    expect(right.size).toEqual({ x: 6, y: 6, width: 6, height: 6 });
  });

  it('removes a widget, and brings it back from the message or by the button, once', async () => {
    const { server, open } = aDashboard();
    open();
    const remove = async () => {
      await userEvent.click(
        await screen.findByRole('button', { name: 'Actions for Left' }),
      );
      await userEvent.click(screen.getByRole('menuitem', { name: 'Remove' }));
    };
    const titles = () => server.widgets.map(({ title }) => title).sort();
    await remove();
    const message = (await screen.findByText('Left is removed')).parentElement!;
    expect(titles()).toEqual(['Right']);
    await userEvent.click(
      within(message.parentElement!).getByRole('button', { name: 'Undo' }),
    );
    expect(await screen.findByText('Left is back')).toBeVisible();
    expect(titles()).toEqual(['Left', 'Right']);
    expect(server.widgets.find(one => one.title === 'Left')?.size.x).toBe(0);
    const undo = within(
      screen.getByRole('toolbar', { name: 'Editing' }),
    ).getByRole('button', { name: 'Undo' });
    expect(undo).toBeDisabled();

    await remove();
    await screen.findByText('Left is removed');
    await userEvent.click(undo);
    await screen.findByText('Left is back');
    expect(titles()).toEqual(['Left', 'Right']);
  });

  it('takes back what was done to a widget before it was removed and brought back', async () => {
    const { server, open } = aDashboard();
    open();
    (await handleOf('Left')).focus();
    await userEvent.keyboard('{Shift>}{ArrowDown}{/Shift}');
    await userEvent.click(
      screen.getByRole('button', { name: 'Actions for Left' }),
    );
    await userEvent.click(screen.getByRole('menuitem', { name: 'Remove' }));
    await screen.findByText('Left is removed');
    await userEvent.keyboard('{Control>}z{/Control}');
    await screen.findByText('Left is back');
    const heightNow = () =>
      server.widgets.find(one => one.title === 'Left')?.size.height;
    await waitFor(() => expect(heightNow()).toBe(7));
    await handleOf('Left');
    await userEvent.keyboard('{Control>}z{/Control}');
    await waitFor(() => expect(heightNow()).toBe(6));
  });
});

describe('the editor of a widget', () => {
  it('adds a widget with what was chosen', async () => {
    const { server, open } = aDashboard();
    open('mode=edit&widget=new');
    const form = within(
      await screen.findByRole('dialog', { name: 'New widget' }),
    );
    await userEvent.type(form.getByLabelText('Title'), 'Open now');
    await choose('As', 'Number');
    await choose('Counts', 'Pending');
    await userEvent.click(form.getByRole('button', { name: 'Add' }));
    await waitFor(() => expect(server.widgets).toHaveLength(3));
    expect(server.widgets[2]).toMatchObject({
      title: 'Open now',
      widget_type: 'work_items_chart',
      config: { chart_type: 'number', metric: 'pending', x_axis: null },
    });
  });

  it('shows what the widget would be while it is thought about', async () => {
    const { server, open } = aDashboard();
    open('mode=edit&widget=new');
    await screen.findByRole('dialog', { name: 'New widget' });
    await choose('By', 'Priority');
    await waitFor(() =>
      expect(server.sent('POST', '/preview').at(-1)?.body).toMatchObject({
        widget_type: 'work_items_chart',
        config: { chart_type: 'bar', x_axis: 'PRIORITY' },
      }),
    );
  });

  it('says why a choice is impossible', async () => {
    const { open } = aDashboard();
    open('mode=edit&widget=new');
    await screen.findByRole('dialog', { name: 'New widget' });
    await userEvent.click(screen.getByLabelText('Counts'));
    const overdue = await screen.findByRole('option', { name: /^Overdue/ });
    expect(overdue).toHaveAttribute('aria-disabled', 'true');
    expect(overdue).toHaveTextContent('is one number');
  });

  it('merges what somebody else changed meanwhile', async () => {
    const { server, left, open } = aDashboard();
    open(`mode=edit&widget=${left.id}`);
    const form = within(
      await screen.findByRole('dialog', { name: 'Edit widget' }),
    );
    const title = form.getByLabelText('Title');
    await userEvent.clear(title);
    await userEvent.type(title, 'Mine');
    Object.assign(left, {
      version: left.version + 1,
      config: { ...left.config, limit: 7 },
    });
    await userEvent.click(form.getByRole('button', { name: 'Save' }));
    await waitFor(() => expect(left.title).toBe('Mine'));
    expect(left.config).toMatchObject({ x_axis: 'PRIORITY', limit: 7 });
    expect(server.sent('PATCH', left.id)).toHaveLength(2);
  });

  it('asks before it overwrites what somebody else changed, too', async () => {
    const { left, open } = aDashboard();
    open(`mode=edit&widget=${left.id}`);
    const form = within(
      await screen.findByRole('dialog', { name: 'Edit widget' }),
    );
    const title = form.getByLabelText('Title');
    await userEvent.clear(title);
    await userEvent.type(title, 'Mine');
    Object.assign(left, {
      version: left.version + 1,
      title: 'Theirs',
      config: { ...left.config, limit: 7 },
    });
    const save = form.getByRole('button', { name: 'Save' });
    await userEvent.click(save);
    expect(
      await form.findByText(/Somebody else changed the title meanwhile/),
    ).toBeVisible();
    expect(left.title).toBe('Theirs');
    await userEvent.click(save);
    await waitFor(() => expect(left.title).toBe('Mine'));
    expect(left.config.limit).toBe(7);
  });

  it('takes back what was changed, and nothing that somebody else did', async () => {
    const { server, left, open } = aDashboard();
    open(`mode=edit&widget=${left.id}`);
    const form = within(
      await screen.findByRole('dialog', { name: 'Edit widget' }),
    );
    // Before it is saved, and after.
    left.version += 1;
    left.config = { ...left.config, limit: 7 };
    await userEvent.type(form.getByLabelText('Title'), '!');
    await userEvent.click(form.getByRole('button', { name: 'Save' }));
    await waitFor(() => expect(left.title).toBe('Left!'));
    left.version += 1;
    left.widget_type = 'table';
    await userEvent.click(await screen.findByRole('button', { name: 'Undo' }));
    await waitFor(() => expect(left.title).toBe('Left'));
    expect(left.config.limit).toBe(7);
    expect(server.sent('PATCH', left.id).at(-1)?.body).toEqual({
      title: 'Left',
    });
  });

  it('opens nothing for a widget that is gone', async () => {
    const { open } = aDashboard();
    open(`mode=edit&widget=${idOf('widget', 77)}`);
    await handleOf('Left');
    expect(screen.queryByRole('dialog')).toBeNull();
  });
});
