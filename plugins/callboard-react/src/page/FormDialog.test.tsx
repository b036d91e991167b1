import { renderInTestApp } from '@backstage/frontend-test-utils';
import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import Dialog from '@mui/material/Dialog';
import { FormDialog, ReasonDialog } from './FormDialog';
import { SideDrawer } from './SideDrawer';

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

  it('focuses its field, also if the field has several lines', async () => {
    renderInTestApp(
      <ReasonDialog
        title="Reject"
        hint="The person sees the reason."
        submitLabel="Reject"
        failure="Not rejected."
        error={null}
        isBusy={false}
        onSubmit={onSubmit}
        onClose={onClose}
      />,
    );
    expect(await screen.findByRole('textbox')).toHaveFocus();
  });

  describe('closing', () => {
    const pressEscape = () => userEvent.keyboard('{Escape}');
    const clickBackdrop = async () =>
      userEvent.click(
        (await screen.findByRole('dialog', { name: 'Log time' }))
          .parentElement!,
      );
    const click = async (name: string) =>
      userEvent.click(await screen.findByRole('button', { name }));

    it.each([
      ['Esc', pressEscape],
      ['a click on the backdrop', clickBackdrop],
    ])('closes on %s while no text is typed', async (_, close) => {
      renderInTestApp(dialog);
      await userEvent.type(await findField(), 'a{Backspace}');
      await close();
      expect(onClose).toHaveBeenCalledTimes(1);
    });

    it('asks before Esc discards typed text, and ignores clicks on the backdrop', async () => {
      renderInTestApp(dialog);
      await userEvent.type(await findField(), 'Review');
      await clickBackdrop();
      await pressEscape();
      await screen.findByRole('dialog', { name: 'Discard changes?' });
      await pressEscape();
      expect(onClose).not.toHaveBeenCalled();
      await waitFor(() =>
        expect(
          screen.queryByRole('dialog', { name: 'Discard changes?' }),
        ).toBeNull(),
      );
      await pressEscape();
      await click('Discard');
      expect(onClose).toHaveBeenCalledTimes(1);
      expect(onSubmit).not.toHaveBeenCalled();
    });

    it('discards typed text on Cancel', async () => {
      renderInTestApp(dialog);
      await userEvent.type(await findField(), 'Review');
      await click('Cancel');
      expect(onClose).toHaveBeenCalledTimes(1);
    });
  });
});

describe('SideDrawer', () => {
  it('opens above a dialog', async () => {
    renderInTestApp(
      <Dialog open>
        Dashboard
        <SideDrawer label="Rows" width={400} onClose={() => {}}>
          <p>Rows</p>
        </SideDrawer>
      </Dialog>,
    );
    const getLayer = async (text: string) => {
      const modal = (await screen.findByText(text)).closest(
        '[class*=MuiModal-root]',
      );
      return Number(getComputedStyle(modal!).zIndex);
    };
    expect(await getLayer('Rows')).toBeGreaterThanOrEqual(
      await getLayer('Dashboard'),
    );
  });
});
