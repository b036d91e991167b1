import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { actOn } from './__testUtils__/actOn';
import { handleOf } from './__testUtils__/handleOf';
import { newBoard } from './__testUtils__/newBoard';

const button = (name: string) => screen.findByRole('button', { name });

describe('the focus while a dashboard is changed', () => {
  it('goes to the toolbar with Edit, and back with Done', async () => {
    const { open } = newBoard();
    open({ query: '' });
    const edit = await button('Edit');
    expect(document.body).toHaveFocus();
    await userEvent.click(edit);
    await waitFor(async () =>
      expect(await button('Add a widget')).toHaveFocus(),
    );
    await userEvent.click(await button('Done'));
    await waitFor(async () => expect(await button('Edit')).toHaveFocus());
    expect(screen.queryByRole('button', { name: 'Done' })).toBeNull();
  });

  it('stays at the top of a page that was opened by its address', async () => {
    newBoard().open();
    await handleOf('Left');
    expect(document.body).toHaveFocus();
  });

  it('goes to the next widget when one is removed, and from the last to the one before', async () => {
    const { server, dashboard, open } = newBoard();
    server.addWidget(dashboard, 'Last', {
      size: { x: 0, y: 6, width: 6, height: 4 },
    });
    open();
    await actOn('Right', 'Remove');
    await waitFor(async () => expect(await handleOf('Last')).toHaveFocus());
    await actOn('Last', 'Remove');
    await waitFor(async () => expect(await handleOf('Left')).toHaveFocus());
    await actOn('Left', 'Remove');
    await waitFor(async () =>
      expect(await button('Add a widget')).toHaveFocus(),
    );
  });

  it('goes to a copy and to a new widget, and stays in the toolbar when they are taken back', async () => {
    const { left, server, open } = newBoard();
    left.size = { x: 0, y: 0, width: 4, height: 5 };
    open();
    await actOn('Left', 'Duplicate');
    await waitFor(() =>
      expect(
        screen.getAllByRole('button', { name: 'Move or resize Left' })[1],
      ).toHaveFocus(),
    );
    await waitFor(() =>
      expect(server.widgets[2].size).toEqual({ ...left.size, y: 5 }),
    );
    await userEvent.click(await button('Add a widget'));
    const form = within(
      await screen.findByRole('dialog', { name: 'New widget' }),
    );
    await userEvent.type(form.getByLabelText('Title'), 'Open now');
    await userEvent.click(form.getByRole('button', { name: 'Add' }));
    await waitFor(async () => expect(await handleOf('Open now')).toHaveFocus());
    await userEvent.click(await button('Undo'));
    await userEvent.click(await button('Undo'));
    await waitFor(async () =>
      expect(await button('Add a widget')).toHaveFocus(),
    );
  });

  it('goes back to a widget whose editor is closed', async () => {
    const { open } = newBoard();
    open();
    await actOn('Right', 'Edit');
    await screen.findByRole('dialog', { name: 'Edit widget' });
    await userEvent.keyboard('{Escape}');
    await waitFor(async () => expect(await handleOf('Right')).toHaveFocus());
  });
});
