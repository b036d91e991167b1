import { renderInTestApp } from '@backstage/frontend-test-utils';
import Drawer from '@mui/material/Drawer';
import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useNotice } from '../hooks/useNotice';
import { CallboardProvider } from '../query/CallboardProvider';
import type { Notice } from './ToastCenter';
import { useUndoKey } from './useUndoKey';

function Sender(props: { notice: Notice; name: string }) {
  const notify = useNotice();
  return (
    <button type="button" onClick={() => notify(props.notice)}>
      {props.name}
    </button>
  );
}

/** Something that takes one act of its own back after the other. */
function Sheet(props: { undo: () => void; doneAt: number | undefined }) {
  useUndoKey(props.undo, () => props.doneAt);
  return null;
}

function render(notice: Partial<Notice> = {}) {
  const undone = jest.fn();
  const full: Notice = {
    status: 'success',
    title: 'It is moved',
    onUndo: undone,
    ...notice,
  };
  renderInTestApp(
    <>
      <CallboardProvider>
        <input aria-label="Name" />
        <Sender name="Move" notice={full} />
      </CallboardProvider>
      <CallboardProvider>
        <Sender name="Fail" notice={{ status: 'danger', title: 'It failed' }} />
      </CallboardProvider>
    </>,
  );
  return { undone };
}

const send = async (name: string) =>
  userEvent.click(await screen.findByRole('button', { name }));

describe('messages over a page', () => {
  it('are one at a time, though several parts of the page could draw them', async () => {
    render();
    await send('Move');
    expect(screen.getAllByText('It is moved')).toHaveLength(1);
    expect(screen.getByRole('status')).toHaveTextContent('It is moved');
    await send('Fail');
    expect(screen.getByRole('alert')).toHaveTextContent('It failed');
    expect(screen.queryByText('It is moved')).toBeNull();
  });

  it('take back what was done, and leave the focus where it was', async () => {
    const { undone } = render();
    await send('Move');
    const undo = screen.getByRole('button', { name: 'Undo' });
    await userEvent.click(undo);
    expect(undone).toHaveBeenCalledTimes(1);
    expect(screen.getByRole('button', { name: 'Move' })).toHaveFocus();
    expect(screen.queryByText('It is moved')).toBeNull();

    await send('Move');
    const again = screen.getByRole('button', { name: 'Undo' });
    again.focus();
    await userEvent.keyboard('{Enter}');
    expect(undone).toHaveBeenCalledTimes(2);
    expect(screen.getByRole('button', { name: 'Move' })).toHaveFocus();
  });

  it('leave Ctrl+Z to the field somebody types in', async () => {
    const { undone } = render();
    await send('Move');
    await userEvent.click(screen.getByLabelText('Name'));
    await userEvent.keyboard('{Control>}z{/Control}');
    expect(undone).not.toHaveBeenCalled();
    await userEvent.click(document.body);
    await userEvent.keyboard('{Control>}z{/Control}');
    expect(undone).toHaveBeenCalledTimes(1);
    await userEvent.keyboard('{Control>}z{/Control}');
    expect(undone).toHaveBeenCalledTimes(1);
  });

  it.each([
    ['nothing was done', undefined, 'message'],
    ['something was done before', -1_000, 'message'],
    ['something was done since', 1_000, 'page'],
  ])(
    'share Ctrl+Z with the page: where %s there',
    async (_, after, takenBackBy) => {
      const taken: string[] = [];
      renderInTestApp(
        <CallboardProvider>
          <Sheet
            undo={() => taken.push('page')}
            doneAt={after && Date.now() + after}
          />
          <Sender
            name="Move"
            notice={{
              status: 'success',
              title: 'It is moved',
              doneAt: Date.now(),
              onUndo: () => taken.push('message'),
            }}
          />
        </CallboardProvider>,
      );
      await send('Move');
      await userEvent.keyboard('{Control>}z{/Control}');
      expect(taken).toEqual([takenBackBy]);
    },
  );

  it('can be acted on above a drawer', async () => {
    const opened = jest.fn();
    renderInTestApp(
      <CallboardProvider>
        <Drawer open>
          <Sender
            name="Make"
            notice={{
              status: 'success',
              title: 'PAY-1 is there',
              actions: [{ label: 'Open', onClick: opened }],
            }}
          />
        </Drawer>
      </CallboardProvider>,
    );
    await send('Make');
    // By role: what screen readers are not told of is not found.
    await userEvent.click(screen.getByRole('button', { name: 'Open' }));
    expect(opened).toHaveBeenCalledTimes(1);
    await waitFor(() =>
      expect(screen.queryByText('PAY-1 is there')).toBeNull(),
    );
  });
});
