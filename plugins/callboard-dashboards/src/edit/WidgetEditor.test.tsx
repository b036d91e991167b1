import { idOf } from '@callboard/plugin-callboard-react/testUtils';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { handleOf } from './__testUtils__/handleOf';
import { newBoard } from './__testUtils__/newBoard';

async function choose(field: string, option: string) {
  await userEvent.click(screen.getByLabelText(field));
  await userEvent.click(await screen.findByRole('option', { name: option }));
}

/** Opens the editor of the widget `Left`, or of a new one. */
async function openEditor(of: 'left' | 'new') {
  const board = newBoard();
  const isNew = of === 'new';
  const { signal } = board.open({
    query: `mode=edit&widget=${isNew ? 'new' : board.left.id}`,
  });
  const name = isNew ? 'New widget' : 'Edit widget';
  const form = within(await screen.findByRole('dialog', { name }));
  return { ...board, signal, form };
}

describe('the editor of a widget', () => {
  it('adds a widget with what was chosen', async () => {
    const { server, form } = await openEditor('new');
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
    const { server, dashboard } = await openEditor('new');
    await choose('By', 'Priority');
    await waitFor(() =>
      expect(server.sent('POST', '/preview').at(-1)?.body).toMatchObject({
        // What narrows its widgets narrows this one.
        dashboard_id: dashboard.id,
        widget_type: 'work_items_chart',
        config: { chart_type: 'bar', x_axis: 'PRIORITY' },
      }),
    );
  });

  it('says why a choice is impossible', async () => {
    await openEditor('new');
    await userEvent.click(screen.getByLabelText('Counts'));
    const overdue = await screen.findByRole('option', { name: /^Overdue/ });
    expect(overdue).toHaveAttribute('aria-disabled', 'true');
    expect(overdue).toHaveTextContent('is one number');
  });

  it('merges what somebody else changed meanwhile', async () => {
    const { server, left, form } = await openEditor('left');
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
    const { left, form } = await openEditor('left');
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
    const { server, left, form } = await openEditor('left');
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

  it('asks before it throws away what was changed', async () => {
    const { server, left, form } = await openEditor('left');
    await userEvent.type(form.getByLabelText('Title'), '!');
    await userEvent.keyboard('{Escape}');
    const question = () => screen.findByRole('dialog', { name: /^Discard/ });
    await userEvent.click(
      within(await question()).getByRole('button', { name: 'Cancel' }),
    );
    await waitFor(() =>
      expect(screen.queryByRole('dialog', { name: /^Discard/ })).toBeNull(),
    );
    expect(form.getByLabelText('Title')).toHaveValue('Left!');
    await userEvent.click(form.getByRole('button', { name: 'Close' }));
    await userEvent.click(
      within(await question()).getByRole('button', { name: 'Discard' }),
    );
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(server.sent('PATCH', left.id)).toEqual([]);
  });

  it('is left at once when nothing differs from what was opened', async () => {
    const { form } = await openEditor('left');
    await userEvent.type(form.getByLabelText('Title'), '!{Backspace}');
    await userEvent.keyboard('{Escape}');
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  });

  it('keeps what was chosen for a widget that somebody else removes, and adds it anew', async () => {
    const { server, left, signal, form } = await openEditor('left');
    await userEvent.type(form.getByLabelText('Title'), '!');
    server.widgets = server.widgets.filter(one => one !== left);
    signal({
      type: 'change',
      workspace_id: idOf('workspace', 1),
      entity_type: 'dashboard_widget',
      entity_id: left.id,
    });
    expect(
      await form.findByText(/Somebody else has removed this widget/),
    ).toBeVisible();
    expect(form.getByLabelText('Title')).toHaveValue('Left!');
    await userEvent.click(
      form.getByRole('button', { name: 'Add as a new widget' }),
    );
    await waitFor(() =>
      expect(server.widgets.map(({ title }) => title)).toContain('Left!'),
    );
    expect(server.widgets[1].size).toMatchObject({ width: 6, height: 6 });
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  });

  it('offers to add a widget that turns out to be removed when it is saved', async () => {
    const { server, left, form } = await openEditor('left');
    await userEvent.type(form.getByLabelText('Title'), '!');
    server.widgets = server.widgets.filter(one => one !== left);
    await userEvent.click(form.getByRole('button', { name: 'Save' }));
    await userEvent.click(
      await form.findByRole('button', { name: 'Add as a new widget' }),
    );
    await waitFor(() =>
      expect(server.widgets.map(({ title }) => title)).toContain('Left!'),
    );
  });

  it('opens nothing for a widget that is gone', async () => {
    const { open } = newBoard();
    open({ query: `mode=edit&widget=${idOf('widget', 77)}` });
    await handleOf('Left');
    expect(screen.queryByRole('dialog')).toBeNull();
  });
});
