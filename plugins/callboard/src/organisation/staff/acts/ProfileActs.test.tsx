import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { Refusal } from '@callboard/plugin-callboard-react/testUtils';
import { renderAdmin } from '../../../__testUtils__/renderAdmin';
import { smallOrganisation } from '../../../__testUtils__/smallOrganisation';

type Organisation = ReturnType<typeof smallOrganisation>;

async function open({ backend, ada }: Organisation) {
  renderAdmin(`/organisation/people/${ada.id}`, backend);
  await screen.findByRole('heading', { name: 'Ada Lovelace' });
  return userEvent.setup();
}

async function openDialog(own: Organisation, act: string, title: string) {
  const user = await open(own);
  const button = screen.queryByRole('button', { name: act });
  if (button) {
    await user.click(button);
  } else {
    await user.click(screen.getByRole('button', { name: 'More' }));
    await user.click(await screen.findByRole('menuitem', { name: act }));
  }
  const dialog = within(await screen.findByRole('dialog', { name: title }));
  return { user, dialog };
}

describe('what admins do with a person', () => {
  it('edits: sends what was changed, for the version that was read', async () => {
    const own = smallOrganisation();
    const { user, dialog } = await openDialog(own, 'Edit', 'Edit Ada Lovelace');
    const position = dialog.getByRole('textbox', { name: 'Position' });
    await user.clear(position);
    await user.type(position, 'Lead');
    await user.clear(dialog.getByRole('textbox', { name: 'Phone' }));
    await user.click(dialog.getByRole('button', { name: 'Save' }));
    expect(await screen.findByText('Lead')).toBeVisible();
    expect(own.fake.staff[0]).toMatchObject({
      position: 'Lead',
      phone: null,
      notes: 'Likes tea',
      version: 2,
    });
  });

  it('says beside the field what is wrong with it', async () => {
    const own = smallOrganisation();
    const { user, dialog } = await openDialog(own, 'Edit', 'Edit Ada Lovelace');
    const mail = dialog.getByRole('textbox', { name: 'Mail' });
    await user.clear(mail);
    await user.type(mail, 'nowhere');
    await user.tab();
    expect(await dialog.findByText(/Give a mail address/)).toBeVisible();
    expect(mail).toBeInvalid();
    await user.type(mail, '@example.com');
    own.backend.refuseNext = {
      method: 'PATCH',
      refusal: new Refusal(409, 'Taken', [
        { field: 'body.email', reason: 'belongs to Grace Hopper' },
      ]),
    };
    await user.click(dialog.getByRole('button', { name: 'Save' }));
    expect(await dialog.findByText('belongs to Grace Hopper')).toBeVisible();
  });

  it('keeps what was typed when somebody else was faster', async () => {
    const own = smallOrganisation();
    const { user, dialog } = await openDialog(own, 'Edit', 'Edit Ada Lovelace');
    const position = dialog.getByRole('textbox', { name: 'Position' });
    await user.clear(position);
    await user.type(position, 'Lead');
    own.fake.staff = [{ ...own.ada, job_grade: 'L5', version: 7 }];
    await user.click(dialog.getByRole('button', { name: 'Save' }));
    expect(await dialog.findByRole('alert')).toHaveTextContent(
      /Somebody else has changed this person/,
    );
    await user.click(
      dialog.getByRole('button', { name: /Take their version/ }),
    );
    await waitFor(() =>
      expect(dialog.getByRole('textbox', { name: 'Job grade' })).toHaveValue(
        'L5',
      ),
    );
    expect(position).toHaveValue('Lead');
    await user.click(dialog.getByRole('button', { name: 'Save' }));
    await waitFor(() =>
      expect(own.fake.staff[0]).toMatchObject({
        position: 'Lead',
        job_grade: 'L5',
        version: 8,
      }),
    );
  });

  it('transfers, but not to where one is and not in the future', async () => {
    const own = smallOrganisation();
    const { user, dialog } = await openDialog(
      own,
      'Transfer',
      'Transfer Ada Lovelace',
    );
    const submit = dialog.getByRole('button', { name: 'Transfer' });
    await user.click(dialog.getByRole('combobox'));
    await user.click(await screen.findByRole('option', { name: 'Payments' }));
    expect(dialog.getByText('Ada Lovelace is there already')).toBeVisible();
    expect(submit).toBeDisabled();
    await user.click(dialog.getByRole('combobox'));
    await user.click(
      await screen.findByRole('option', { name: 'Engineering' }),
    );
    fireEvent.change(dialog.getByLabelText('Effective date'), {
      target: { value: '2999-01-01' },
    });
    expect(dialog.getByText('This day is still to come.')).toBeVisible();
    expect(submit).toBeDisabled();
    fireEvent.change(dialog.getByLabelText('Effective date'), {
      target: { value: '2025-01-01' },
    });
    own.backend.refuseNext = {
      method: 'POST',
      refusal: new Refusal(400, 'Bad', [
        { field: 'body.department_id', reason: 'is no longer in use' },
      ]),
    };
    await user.click(submit);
    expect(await dialog.findByText('is no longer in use')).toBeVisible();
    await user.click(submit);
    await waitFor(() =>
      expect(own.fake.staff[0].department_id).toBe(own.engineering.id),
    );
  });

  it('deactivates with a day, and brings back', async () => {
    const own = smallOrganisation();
    const { user, dialog } = await openDialog(
      own,
      'Deactivate',
      'Deactivate Ada Lovelace?',
    );
    fireEvent.change(dialog.getByLabelText('Left'), {
      target: { value: '2026-10-31' },
    });
    await user.click(dialog.getByRole('button', { name: 'Deactivate' }));
    expect(await screen.findByText('Mar 1, 2024 – Oct 31, 2026')).toBeVisible();
    await user.click(screen.getByRole('button', { name: 'More' }));
    await user.click(
      await screen.findByRole('menuitem', { name: 'Reactivate' }),
    );
    await user.click(
      within(await screen.findByRole('dialog')).getByRole('button', {
        name: 'Reactivate',
      }),
    );
    expect(await screen.findByText('Active')).toBeVisible();
  });

  it('deletes, once confirmed, and goes back to the others', async () => {
    const own = smallOrganisation();
    own.fake.addPerson({ first_name: 'Grace', last_name: 'Hopper' });
    const { user, dialog } = await openDialog(
      own,
      'Delete',
      'Delete Ada Lovelace?',
    );
    await user.click(dialog.getByRole('button', { name: 'Delete' }));
    expect(
      await screen.findByRole('link', { name: 'Grace Hopper' }),
    ).toBeVisible();
    expect(screen.queryByRole('link', { name: 'Ada Lovelace' })).toBeNull();
  });
});
