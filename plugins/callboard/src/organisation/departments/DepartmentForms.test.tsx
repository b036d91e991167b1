import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { giveSizes } from '../../__testUtils__/giveSizes';
import {
  findDialog,
  openDepartment,
  smallOrganisation,
} from '../../__testUtils__/openDepartment';

const field = (dialog: ReturnType<typeof within>, name: RegExp) =>
  dialog.getByRole('textbox', { name });

beforeAll(giveSizes);

describe('the form of a department', () => {
  it('makes a department beneath another, and opens it', async () => {
    const all = smallOrganisation();
    const pane = await openDepartment(all, 'Payments');
    await userEvent.click(
      pane.getByRole('button', { name: 'New department beneath Payments' }),
    );
    const dialog = await findDialog('New department');
    expect(dialog.getByRole('combobox', { name: 'Beneath' })).toHaveValue(
      'Payments',
    );
    await userEvent.type(field(dialog, /^Name/), 'Refunds');
    await userEvent.type(field(dialog, /^Abbreviation/), 'ref');
    await userEvent.click(dialog.getByRole('button', { name: 'Create' }));
    expect(
      await screen.findByRole('heading', { name: 'Refunds' }),
    ).toBeVisible();
    expect(all.fake.named('Refunds')).toMatchObject({
      parent_id: all.fake.named('Payments').id,
      short_name: 'REF',
      code: null,
      is_active: true,
    });
  });

  it('says beside the field what is wrong, and what is taken', async () => {
    const all = smallOrganisation();
    all.fake.named('Sales').code = 'S';
    await openDepartment(all, 'Payments');
    await userEvent.click(
      screen.getByRole('button', { name: 'New department' }),
    );
    const dialog = await findDialog('New department');
    await userEvent.type(field(dialog, /^Department number/), '12');
    await userEvent.click(dialog.getByRole('button', { name: 'Create' }));
    expect(await dialog.findByText('Four digits, such as 0911.')).toBeVisible();
    expect(dialog.getByText(/Give it a name/)).toBeVisible();
    await userEvent.type(field(dialog, /^Department number/), '34');
    await userEvent.type(field(dialog, /^Name/), 'Support');
    await userEvent.type(field(dialog, /^Code in files/), 'S');
    await userEvent.click(dialog.getByRole('button', { name: 'Create' }));
    expect(await dialog.findByText('S is taken by Sales')).toBeVisible();
    expect(field(dialog, /^Code in files/)).toBeInvalid();
    expect(all.fake.departments).toHaveLength(4);
  });

  it('saves only what has changed, and not over what others saved', async () => {
    const all = smallOrganisation();
    const pane = await openDepartment(all, 'Payments');
    await userEvent.click(pane.getByRole('button', { name: 'Edit' }));
    const dialog = await findDialog('Edit Payments');
    const name = field(dialog, /^Name/);
    await userEvent.clear(name);
    await userEvent.type(name, 'Money');
    Object.assign(all.fake.named('Payments'), { code: 'PAY', version: 2 });
    await userEvent.click(dialog.getByRole('button', { name: 'Save' }));
    expect(await dialog.findByRole('alert')).toHaveTextContent(
      /Somebody else has changed it/,
    );
    await userEvent.click(
      dialog.getByRole('button', { name: 'Add my changes to theirs' }),
    );
    await waitFor(() =>
      expect(field(dialog, /^Code in files/)).toHaveValue('PAY'),
    );
    expect(name).toHaveValue('Money');
    await userEvent.click(dialog.getByRole('button', { name: 'Save' }));
    expect(await screen.findByRole('heading', { name: 'Money' })).toBeVisible();
    expect(all.fake.writes.at(-1)!.body).toEqual({ name: 'Money' });
  });
});

describe('deleting a department', () => {
  it('asks where its people and departments go', async () => {
    const all = smallOrganisation();
    const pane = await openDepartment(all, 'Payments');
    await userEvent.click(
      pane.getByRole('button', { name: 'Delete Payments' }),
    );
    const dialog = await findDialog('Delete Payments?');
    const submit = dialog.getByRole('button', { name: 'Delete Payments' });
    expect(submit).toBeDisabled();
    expect(
      dialog.getByText('Goes there: 1 department, 2 people'),
    ).toBeVisible();
    const heir = dialog.getByRole('combobox', { name: /^They go to/ });
    await userEvent.type(heir, 'Ledger');
    expect(await screen.findByRole('option')).toHaveAttribute(
      'aria-disabled',
      'true',
    );
    await userEvent.clear(heir);
    await userEvent.type(heir, 'Sales');
    await userEvent.click(await screen.findByRole('option'));
    await userEvent.click(submit);
    expect(await screen.findByRole('heading', { name: 'Sales' })).toBeVisible();
    expect(all.fake.writes).toMatchObject([
      {
        call: 'delete',
        query: `reassign_to=${all.fake.named('Sales').id}`,
      },
    ]);
    expect(all.fake.named('Ledger').parent_id).toBe(all.fake.named('Sales').id);
  });

  it('asks for no more than a yes when it is empty', async () => {
    const all = smallOrganisation();
    const pane = await openDepartment(all, 'Sales');
    await userEvent.click(pane.getByRole('button', { name: 'Delete Sales' }));
    const dialog = await findDialog('Delete Sales?');
    expect(dialog.queryByRole('combobox')).toBeNull();
    await userEvent.click(dialog.getByRole('button', { name: 'Delete Sales' }));
    await waitFor(() =>
      expect(screen.queryByRole('heading', { name: 'Sales' })).toBeNull(),
    );
    expect(all.fake.departments).toHaveLength(3);
  });

  it('asks where people go who have left but are still in it', async () => {
    const all = smallOrganisation();
    all.fake.addPerson('Alan', 'Sales').employment_status = 'resigned';
    const pane = await openDepartment(all, 'Sales');
    await userEvent.click(pane.getByRole('button', { name: 'Delete Sales' }));
    const dialog = await findDialog('Delete Sales?');
    await userEvent.click(dialog.getByRole('button', { name: 'Delete Sales' }));
    expect(await dialog.findByRole('alert')).toHaveTextContent(/who have left/);
    expect(dialog.getByRole('combobox', { name: /^They go to/ })).toBeVisible();
  });
});
