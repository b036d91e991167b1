import { renderInTestApp } from '@backstage/frontend-test-utils';
import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { UndoSnackbar } from './UndoSnackbar';

function render() {
  const undone = jest.fn();
  const closed = jest.fn();
  renderInTestApp(
    <>
      <input aria-label="Name" />
      <UndoSnackbar message="It is moved" onUndo={undone} onClose={closed} />
    </>,
  );
  return { undone, closed };
}

describe('UndoSnackbar', () => {
  it('says what was done, and takes it back', async () => {
    const { undone, closed } = render();
    expect(await screen.findByText('It is moved')).toBeVisible();
    await userEvent.click(screen.getByRole('button', { name: 'Undo' }));
    expect(undone).toHaveBeenCalledTimes(1);
    expect(closed).toHaveBeenCalledTimes(1);
  });

  it('leaves Ctrl+Z to the field somebody types in', async () => {
    const { undone } = render();
    await userEvent.click(await screen.findByLabelText('Name'));
    await userEvent.keyboard('{Control>}z{/Control}');
    expect(undone).not.toHaveBeenCalled();
    await userEvent.click(document.body);
    await userEvent.keyboard('{Control>}z{/Control}');
    expect(undone).toHaveBeenCalledTimes(1);
  });
});
