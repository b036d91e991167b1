import { click, fill } from '@callboard/plugin-callboard-react/testUtils';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  chooseAction,
  findHandle,
  newBoard,
  press,
} from './__testUtils__/newBoard';

describe('dashboard edit mode', () => {
  it('moves and resizes widgets by keyboard and announces the new position @full', async () => {
    const { left, right, open } = newBoard();
    open();
    await press('Left', '{Shift>}{ArrowDown}{/Shift}');
    expect(
      await screen.findByText('Left: column 1, row 1, 6 wide, 7 high'),
    ).toBeInTheDocument();
    await waitFor(() => expect(left.size.height).toBe(7));
    await press('Right', '{ArrowLeft}');
    await waitFor(() => expect(right.size.x).toBe(5));
    // The other widget makes room.
    expect(left.size.y).toBeGreaterThanOrEqual(6);
  });

  it('moves a widget past the one below and announces when there is no space', async () => {
    const { server, dashboard, left, right, open } = newBoard();
    right.size = { x: 0, y: 6, width: 6, height: 6 };
    open();
    await press('Left', '{ArrowUp}');
    expect(
      await screen.findByText('No space in that direction'),
    ).toBeInTheDocument();
    await userEvent.keyboard('{ArrowDown}');
    await waitFor(() => expect(left.size.y).toBe(6));
    expect(right.size.y).toBe(0);
    expect(server.findDashboard(dashboard.id).version).toBe(2);
  });

  it('shows one column without move handles in a narrow window @full', async () => {
    const { server, left, right, open } = newBoard();
    right.size = { x: 0, y: 0, width: 6, height: 6 };
    left.size = { x: 0, y: 6, width: 6, height: 6 };
    open({ width: 720 });
    expect(await screen.findByText(/use a wider window/)).toBeVisible();
    expect(
      screen.getAllByRole('heading', { level: 3 }).map(one => one.textContent),
    ).toEqual(['Right', 'Left']);
    expect(
      screen.queryByRole('button', { name: /^Move or resize/ }),
    ).toBeNull();
    await chooseAction('Left', 'Remove');
    await waitFor(() => expect(server.widgets).toHaveLength(1));
  });

  it.each([
    ['', 0],
    [', after another user changed the dashboard', 1],
  ])(
    'keeps widgets in place while the layout is saved%s',
    async (_, changes) => {
      const { dashboard, left, open } = newBoard();
      open();
      const handle = await findHandle('Left');
      dashboard.version += changes;
      const widget = handle.closest<HTMLElement>('.react-grid-item')!;
      const heights: string[] = [];
      const observer = new MutationObserver(() => {
        const { height } = widget.style;
        if (heights[heights.length - 1] !== height) heights.push(height);
      });
      observer.observe(widget, { attributeFilter: ['style'] });
      const untilSaved = async (height: number) => {
        await waitFor(() => expect(left.size.height).toBe(height));
        await screen.findByText('Changes are saved automatically.');
        // The page receives the saved layout a moment later.
        await new Promise(resolve => setTimeout(resolve));
      };
      await press('Left', '{Shift>}{ArrowDown}{/Shift}');
      await untilSaved(7);
      await click('button', 'Undo');
      await untilSaved(6);
      observer.disconnect();
      expect(heights).toHaveLength(2);
    },
  );

  it('undoes changes one at a time, latest first @full', async () => {
    const { left, open } = newBoard();
    open();
    await press('Left', '{Shift>}{ArrowDown}{ArrowDown}{/Shift}');
    await waitFor(() => expect(left.size.height).toBe(8));
    await userEvent.keyboard('{Control>}z{/Control}');
    await waitFor(() => expect(left.size.height).toBe(7));
    await click('button', 'Undo');
    await waitFor(() => expect(left.size.height).toBe(6));
    expect(screen.getByRole('button', { name: 'Undo' })).toBeDisabled();
  });

  it('keeps moved and added widgets of another user when saving the layout @full', async () => {
    const { server, dashboard, left, right, open } = newBoard();
    open();
    const handle = await findHandle('Left');
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

  it('keeps an unsaved move after a failed save and saves it on retry @full', async () => {
    const { server, left, right, open } = newBoard();
    open();
    (await findHandle('Left')).focus();
    server.refuse('PUT', 503, 'Come back later');
    await userEvent.keyboard('{Shift>}{ArrowDown}{/Shift}');
    const failed = await screen.findByText(/was not saved: Come back later/);
    expect(left.size.height).toBe(6);
    await click('button', 'Try again');
    await waitFor(() => expect(left.size.height).toBe(7));
    expect(failed).not.toHaveTextContent('Come back later');
    expect(screen.queryByRole('button', { name: 'Try again' })).toBeNull();

    server.refuse('PUT', 503, 'Come back later');
    await press('Left', '{Shift>}{ArrowDown}{/Shift}');
    await screen.findByText(/was not saved: Come back later/);
    await press('Right', '{Shift>}{ArrowDown}{/Shift}');
    await waitFor(() => expect(right.size.height).toBe(7));
    expect(left.size.height).toBe(8);
    expect(failed).toHaveTextContent('Changes are saved automatically.');
  });

  it('closes the gap of a removed widget and reopens it on undo @full', async () => {
    const { server, dashboard, left, right, open } = newBoard();
    const lowerWidget = server.addWidget(dashboard, 'Lower', {
      size: { x: 0, y: 6, width: 6, height: 4 },
    });
    open();
    await chooseAction('Left', 'Remove');
    await waitFor(() => expect(lowerWidget.size.y).toBe(0));
    await userEvent.keyboard('{Control>}z{/Control}');
    await waitFor(() => expect(lowerWidget.size.y).toBe(6));
    expect(server.widgets.find(one => one.title === 'Left')?.size).toEqual(
      left.size,
    );
    expect(right.size).toEqual({ x: 6, y: 0, width: 6, height: 6 });
  });

  it('restores the original widget positions after undoing two removals @full', async () => {
    const { server, left, right, open } = newBoard();
    left.size = { x: 0, y: 0, width: 12, height: 6 };
    right.size = { x: 0, y: 6, width: 12, height: 6 };
    open();
    await chooseAction('Left', 'Remove');
    await screen.findByText('Left removed');
    await waitFor(() => expect(right.size.y).toBe(0));
    await chooseAction('Right', 'Remove');
    await screen.findByText('Right removed');
    await userEvent.keyboard('{Control>}z{/Control}');
    await findHandle('Right');
    await userEvent.keyboard('{Control>}z{/Control}');
    await findHandle('Left');
    const getWidgetRow = (title: string) =>
      server.widgets.find(one => one.title === title)?.size.y;
    await waitFor(() =>
      expect([getWidgetRow('Left'), getWidgetRow('Right')]).toEqual([0, 6]),
    );
  });

  it('avoids overlapping a widget that another user moved in the meantime @full', async () => {
    const { dashboard, left, right, open } = newBoard();
    right.size = { x: 0, y: 6, width: 12, height: 6 };
    open();
    const handle = await findHandle('Left');
    right.size = { x: 6, y: 0, width: 6, height: 6 };
    dashboard.version += 1;
    handle.focus();
    await userEvent.keyboard('{Shift>}{ArrowRight}{/Shift}');
    await waitFor(() => expect(left.size.width).toBe(7));
    expect(right.size).toEqual({ x: 6, y: 6, width: 6, height: 6 });
  });

  it('removes a widget and restores it once, from the message or the Undo button', async () => {
    const { server, open } = newBoard();
    open();
    const titles = () => server.widgets.map(({ title }) => title).sort();
    await chooseAction('Left', 'Remove');
    const message = (await screen.findByText('Left removed')).parentElement!;
    expect(titles()).toEqual(['Right']);
    await userEvent.click(
      within(message.parentElement!).getByRole('button', { name: 'Undo' }),
    );
    expect(await screen.findByText('Left restored')).toBeVisible();
    expect(titles()).toEqual(['Left', 'Right']);
    expect(server.widgets.find(one => one.title === 'Left')?.size.x).toBe(0);
    const undo = within(
      screen.getByRole('toolbar', { name: 'Editing' }),
    ).getByRole('button', { name: 'Undo' });
    expect(undo).toBeDisabled();

    await chooseAction('Left', 'Remove');
    await screen.findByText('Left removed');
    await userEvent.click(undo);
    await screen.findByText('Left restored');
    expect(titles()).toEqual(['Left', 'Right']);
  });

  it('offers an undo again after it has failed', async () => {
    const { server, open } = newBoard();
    open();
    await chooseAction('Left', 'Remove');
    await screen.findByText('Left removed');
    server.refuse('POST', 503, 'Come back later');
    await userEvent.keyboard('{Control>}z{/Control}');
    expect(await screen.findByText('Come back later')).toBeVisible();
    await click(
      'button',
      'Undo',
      within(screen.getByRole('toolbar', { name: 'Editing' })),
    );
    expect(await screen.findByText('Left restored')).toBeVisible();
    expect(server.widgets).toHaveLength(2);
  });

  it('undoes earlier changes of a widget after its removal was undone @full', async () => {
    const { server, open } = newBoard();
    open();
    await press('Left', '{Shift>}{ArrowDown}{/Shift}');
    await chooseAction('Left', 'Remove');
    await screen.findByText('Left removed');
    await userEvent.keyboard('{Control>}z{/Control}');
    await screen.findByText('Left restored');
    const heightNow = () =>
      server.widgets.find(one => one.title === 'Left')?.size.height;
    await waitFor(() => expect(heightNow()).toBe(7));
    await findHandle('Left');
    await userEvent.keyboard('{Control>}z{/Control}');
    await waitFor(() => expect(heightNow()).toBe(6));
  });
});

describe('focus in dashboard edit mode @full', () => {
  const button = (name: string) => screen.findByRole('button', { name });

  it('moves to the toolbar on Edit and back to the Edit button on Done', async () => {
    const { open } = newBoard();
    open({ query: '' });
    const edit = await button('Edit');
    expect(document.body).toHaveFocus();
    await userEvent.click(edit);
    await waitFor(async () => expect(await button('Add widget')).toHaveFocus());
    await userEvent.click(await button('Done'));
    await waitFor(async () => expect(await button('Edit')).toHaveFocus());
    expect(screen.queryByRole('button', { name: 'Done' })).toBeNull();
  });

  it('stays on the page body when edit mode is opened by URL', async () => {
    newBoard().open();
    await findHandle('Left');
    expect(document.body).toHaveFocus();
  });

  it('moves to the next widget after a removal, or to the previous one after the last', async () => {
    const { server, dashboard, open } = newBoard();
    server.addWidget(dashboard, 'Last', {
      size: { x: 0, y: 6, width: 6, height: 4 },
    });
    open();
    await chooseAction('Right', 'Remove');
    await waitFor(async () => expect(await findHandle('Last')).toHaveFocus());
    await chooseAction('Last', 'Remove');
    await waitFor(async () => expect(await findHandle('Left')).toHaveFocus());
    await chooseAction('Left', 'Remove');
    await waitFor(async () => expect(await button('Add widget')).toHaveFocus());
  });

  it('moves to a duplicated or new widget, and to the toolbar after both are undone', async () => {
    const { left, server, open } = newBoard();
    left.size = { x: 0, y: 0, width: 4, height: 5 };
    open();
    await chooseAction('Left', 'Duplicate');
    await waitFor(() =>
      expect(
        screen.getAllByRole('button', { name: 'Move or resize Left' })[1],
      ).toHaveFocus(),
    );
    await waitFor(() =>
      expect(server.widgets[2].size).toEqual({ ...left.size, y: 5 }),
    );
    await userEvent.click(await button('Add widget'));
    const form = await screen.findByRole('dialog', { name: 'Add widget' });
    await fill('Title', 'Open now', form);
    await click('button', 'Add', form);
    await waitFor(async () =>
      expect(await findHandle('Open now')).toHaveFocus(),
    );
    await userEvent.click(await button('Undo'));
    await userEvent.click(await button('Undo'));
    await waitFor(async () => expect(await button('Add widget')).toHaveFocus());
  });

  it('returns to the widget when its editor is closed', async () => {
    const { open } = newBoard();
    open();
    await chooseAction('Right', 'Edit');
    await screen.findByRole('dialog', { name: 'Edit widget' });
    await userEvent.keyboard('{Escape}');
    await waitFor(async () => expect(await findHandle('Right')).toHaveFocus());
  });
});
