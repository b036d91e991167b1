import { renderInTestApp } from '@backstage/frontend-test-utils';
import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { FormDialog } from './FormDialog';

describe('FormDialog', () => {
  const onSubmit = jest.fn();
  const onClose = jest.fn();

  const dialog = (
    <FormDialog
      title="Log time"
      submitLabel="Log"
      onSubmit={onSubmit}
      onClose={onClose}
    >
      <input aria-label="Description" />
    </FormDialog>
  );

  const findField = () => screen.findByRole('textbox', { name: 'Description' });

  beforeEach(() => {
    onSubmit.mockClear();
    onClose.mockClear();
  });

  it('submits its own form only, even if it is rendered inside another form', async () => {
    const onOuterSubmit = jest.fn();
    renderInTestApp(<form onSubmit={onOuterSubmit}>{dialog}</form>);
    await userEvent.type(await findField(), 'Review{Enter}');
    expect(onSubmit).toHaveBeenCalledTimes(1);
    expect(onOuterSubmit).not.toHaveBeenCalled();
  });
});
