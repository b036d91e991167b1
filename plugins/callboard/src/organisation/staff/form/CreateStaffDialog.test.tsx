import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { FakeBackend } from '../../../__testUtils__/FakeBackend';
import { FakeStaff } from '../../../__testUtils__/FakeStaff';
import { Refusal } from '@callboard/plugin-callboard-react/testUtils';
import { renderAdmin } from '../../../__testUtils__/renderAdmin';

async function openDialog() {
  const backend = new FakeBackend();
  backend.addWorkspace({});
  backend.demote('admin');
  const fake = new FakeStaff(backend);
  const payments = fake.addDepartment({ name: 'Payments' });
  renderAdmin('/organisation/people', backend);
  const user = userEvent.setup();
  await user.click(
    (
      await screen.findAllByRole('button', { name: 'Add person' })
    )[0],
  );
  const dialog = within(await screen.findByRole('dialog'));
  return { backend, fake, payments, user, dialog };
}

describe('CreateStaffDialog', () => {
  it('adds somebody with what is known of them', async () => {
    const { fake, payments, user, dialog } = await openDialog();
    await user.type(dialog.getByRole('textbox', { name: 'First name' }), 'Ada');
    await user.type(
      dialog.getByRole('textbox', { name: 'Last name' }),
      'Lovelace',
    );
    await user.type(dialog.getByRole('textbox', { name: 'Staff id' }), '0042');
    await user.type(
      dialog.getByRole('textbox', { name: 'Mail' }),
      'ada@example.com',
    );
    await user.click(dialog.getByRole('combobox', { name: 'Department' }));
    await user.click(await screen.findByRole('option', { name: 'Payments' }));
    await user.click(dialog.getByRole('button', { name: 'Add' }));
    expect(
      await screen.findByRole('link', { name: 'Ada Lovelace' }),
    ).toBeVisible();
    expect(fake.staff[0]).toMatchObject({
      staff_id: '0042',
      department_id: payments.id,
      user_ref: null,
      position: null,
      date_of_joining: null,
      employment_status: 'active',
    });
  });

  it('says what is missing, beside the fields', async () => {
    const { fake, user, dialog } = await openDialog();
    await user.click(dialog.getByRole('button', { name: 'Add' }));
    expect(await dialog.findByText('Give an id.')).toBeVisible();
    expect(dialog.getByText(/Give a first name/)).toBeVisible();
    expect(dialog.getByText(/Give a mail address/)).toBeVisible();
    expect(fake.staff).toEqual([]);
  });

  it('shows what only the server knows', async () => {
    const { backend, user, dialog } = await openDialog();
    for (const [name, text] of [
      ['First name', 'Ada'],
      ['Last name', 'Lovelace'],
      ['Staff id', '0042'],
      ['Mail', 'ada@example.com'],
    ]) {
      await user.type(dialog.getByRole('textbox', { name }), text);
    }
    backend.refuseNext = {
      method: 'POST',
      refusal: new Refusal(409, 'Taken by somebody else: staff_id 0042'),
    };
    await user.click(dialog.getByRole('button', { name: 'Add' }));
    expect(
      await dialog.findByText('This belongs to somebody else already.'),
    ).toBeVisible();
    expect(dialog.getByRole('textbox', { name: 'Staff id' })).toBeInvalid();
  });
});
