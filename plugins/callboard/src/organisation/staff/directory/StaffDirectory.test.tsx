import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { FakeBackend } from '../../../__testUtils__/FakeBackend';
import { FakeStaff } from '../../../__testUtils__/FakeStaff';
import { Refusal } from '@callboard/plugin-callboard-react/testUtils';
import { renderAdmin } from '../../../__testUtils__/renderAdmin';

const PATH = '/organisation/people';
const LIST = '/workspaces/default/staff';

function organisation(role: 'admin' | 'member' = 'admin') {
  const backend = new FakeBackend();
  backend.addWorkspace({});
  backend.demote(role);
  const fake = new FakeStaff(backend);
  const engineering = fake.addDepartment({ name: 'Engineering' });
  const payments = fake.addDepartment(
    { name: 'Payments', code: 'PAY' },
    engineering,
  );
  fake.addPerson({
    first_name: 'Ada',
    last_name: 'Lovelace',
    department_id: payments.id,
    position: 'Engineer',
    date_of_joining: '2024-03-01',
  });
  fake.addPerson({ first_name: 'Grace', last_name: 'Hopper' });
  fake.addPerson({
    first_name: 'Alan',
    last_name: 'Turing',
    employment_status: 'resigned',
  });
  return { backend, fake, engineering, payments };
}

async function rowOf(name: string) {
  const link = await screen.findByRole('link', { name });
  return within(link.closest('[role=row]') as HTMLElement);
}

async function tick(...names: string[]) {
  for (const name of names) {
    const row = await rowOf(name);
    await userEvent.click(
      row.getByRole('checkbox', { name: `Select ${name}` }),
    );
  }
}

/** Holds back what is asked while something is so, until it is let go. */
function hold(backend: FakeBackend, isHeld: () => boolean): () => void {
  const { fetch } = backend;
  let letGo = () => {};
  const free = new Promise<void>(resolve => {
    letGo = resolve;
  });
  Object.assign(backend, {
    fetch: async (...asked: Parameters<typeof fetch>) => {
      if (isHeld()) {
        await free;
      }
      return fetch(...asked);
    },
  });
  return letGo;
}

describe('StaffDirectory', () => {
  it('shows who works where, as what and since when', async () => {
    const { backend, fake, payments } = organisation();
    renderAdmin(PATH, backend);
    const ada = await rowOf('Ada Lovelace');
    expect(ada.getByRole('link', { name: 'Ada Lovelace' })).toHaveAttribute(
      'href',
      `${PATH}/${fake.staff[0].id}?workspace=default`,
    );
    expect(await ada.findByRole('link', { name: 'Payments' })).toHaveAttribute(
      'href',
      `/organisation/departments?workspace=default&department=${payments.id}`,
    );
    expect(ada.getByText('Engineer')).toBeVisible();
    expect(ada.getByText('Mar 1, 2024')).toBeVisible();
    expect((await rowOf('Alan Turing')).getByText('Left')).toBeVisible();
    expect(screen.getByText('3 people')).toBeVisible();
  });

  it('shows position and department when the pointer rests on a name', async () => {
    const { backend } = organisation();
    renderAdmin(PATH, backend);
    const ada = await rowOf('Ada Lovelace');
    const asked = backend.queriesOf(LIST).length;
    await userEvent.hover(ada.getByRole('link', { name: 'Ada Lovelace' }));
    const card = await screen.findByRole('tooltip');
    await waitFor(() =>
      expect(card).toHaveTextContent('Ada LovelaceEngineerPayments'),
    );
    // The row already had everything but the department's name.
    expect(backend.queriesOf(LIST)).toHaveLength(asked);
  });

  it('asks for what the filters in the address say', async () => {
    const { backend, engineering } = organisation();
    renderAdmin(
      `${PATH}?q=ada&department=${engineering.id}&status=active&order=-staff_id`,
      backend,
    );
    expect(await screen.findByText('1 person')).toBeVisible();
    expect(Object.fromEntries(backend.queriesOf(LIST)[0])).toEqual({
      search: 'ada',
      department: engineering.id,
      recursive: 'true',
      status: 'active',
      order_by: '-staff_id',
      limit: '100',
    });
    expect(await screen.findByText('Department: Engineering')).toBeVisible();
    await userEvent.click(screen.getByRole('button', { name: 'Clear' }));
    expect(await screen.findByText('3 people')).toBeVisible();
    expect(Object.fromEntries(backend.queriesOf(LIST).pop()!)).toEqual({
      order_by: '-staff_id',
      limit: '100',
    });
  });

  it('leaves out what is beneath a department when asked to', async () => {
    const { backend, engineering } = organisation();
    renderAdmin(PATH, backend);
    await rowOf('Ada Lovelace');
    const user = userEvent.setup();
    await user.click(screen.getByRole('combobox', { name: 'Department' }));
    await user.click(
      await screen.findByRole('option', { name: 'Engineering' }),
    );
    await user.click(
      await screen.findByRole('checkbox', {
        name: 'Include departments beneath',
      }),
    );
    await waitFor(() => {
      const asked = backend.queriesOf(LIST).pop()!;
      expect(asked.get('department')).toBe(engineering.id);
      expect(asked.get('recursive')).toBeNull();
    });
  });

  it('orders by clicking a heading, and once more turns it around', async () => {
    const { backend } = organisation();
    renderAdmin(PATH, backend);
    await rowOf('Ada Lovelace');
    const head = screen.getByRole('columnheader', { name: 'Joined' });
    expect(head).toHaveAttribute('aria-sort', 'none');
    await userEvent.click(within(head).getByRole('button'));
    await waitFor(() =>
      expect(backend.queriesOf(LIST).pop()!.get('order_by')).toBe(
        'date_of_joining',
      ),
    );
    await userEvent.click(within(head).getByRole('button'));
    await waitFor(() =>
      expect(head).toHaveAttribute('aria-sort', 'descending'),
    );
    expect(
      screen.getByRole('columnheader', { name: 'Status' }),
    ).not.toHaveAttribute('aria-sort');
  });

  it('finds people while one types', async () => {
    const { backend } = organisation();
    renderAdmin(PATH, backend);
    await rowOf('Ada Lovelace');
    await userEvent.keyboard('/');
    await userEvent.keyboard('nobody');
    expect(await screen.findByText('Nobody matches')).toBeVisible();
  });

  it('transfers the people who are ticked, all at once', async () => {
    const { backend, fake, payments } = organisation();
    renderAdmin(PATH, backend);
    await tick('Ada Lovelace', 'Grace Hopper');
    expect(screen.getByText('2 people selected')).toBeVisible();
    const user = userEvent.setup();
    await user.click(screen.getByRole('button', { name: 'Transfer' }));
    const dialog = within(
      await screen.findByRole('dialog', { name: 'Transfer 2 people' }),
    );
    expect(dialog.getByText(/Ada Lovelace and Grace Hopper\./)).toBeVisible();
    expect(dialog.getByRole('button', { name: 'Transfer' })).toBeDisabled();
    await user.type(dialog.getByRole('combobox'), 'pay');
    await user.click(await screen.findByRole('option', { name: /Payments/ }));
    await user.click(dialog.getByRole('button', { name: 'Transfer' }));
    await waitFor(() =>
      expect(fake.bulk).toEqual([
        {
          action: 'transfer',
          ids: [fake.staff[0].id, fake.staff[1].id],
          department_id: payments.id,
        },
      ]),
    );
    expect(await screen.findByText('3 people')).toBeVisible();
    expect(screen.queryByText(/selected/)).toBeNull();
  });

  it('names whom it deletes, and says when nobody was', async () => {
    const { backend } = organisation();
    renderAdmin(PATH, backend);
    await tick('Ada Lovelace');
    const user = userEvent.setup();
    await user.click(screen.getByRole('button', { name: 'Delete' }));
    const dialog = within(
      await screen.findByRole('dialog', { name: 'Delete 1 person?' }),
    );
    backend.refuseNext = {
      method: 'POST',
      refusal: new Refusal(400, 'Ada Lovelace is the last admin'),
    };
    await user.click(dialog.getByRole('button', { name: 'Delete' }));
    expect(await dialog.findByRole('alert')).toHaveTextContent(
      'Nothing was changed, because the change is made for all of them or for nobody. Ada Lovelace is the last admin',
    );
    await user.click(dialog.getByRole('button', { name: 'Cancel' }));
    expect(screen.getByText('1 person selected')).toBeVisible();
  });

  // Its queries of the whole screen are not by role: over so many rows those are slow.
  it('changes more than a hundred in steps, and keeps whom it did not reach', async () => {
    const { backend, fake } = organisation();
    for (let index = 0; index < 120; index += 1) {
      fake.addPerson({ first_name: 'Person', last_name: String(index) });
    }
    const ids = fake.staff.map(({ id }) => id);
    const next = hold(backend, () => fake.bulk.length === 1);
    renderAdmin(PATH, backend);
    await screen.findByText('Ada Lovelace');
    const user = userEvent.setup();
    await user.click(screen.getByText('Load more'));
    await screen.findByText('123 of 123 shown');
    await user.click(screen.getByLabelText('Select all rows shown'));
    await user.click(screen.getByText('Delete'));
    fake.refuseBulk = { after: 1, refusal: new Refusal(503, 'Too busy') };
    const all = within(screen.getByLabelText('Delete 123 people?'));
    await user.click(all.getByRole('button', { name: 'Delete' }));
    expect(await screen.findByText('100 of 123 done')).toBeVisible();
    next();
    const rest = within(await screen.findByLabelText('Delete 23 people?'));
    expect(rest.getByRole('alert')).toHaveTextContent(
      'Done for 100 of 123 people. The other 23 stay selected. Too busy',
    );
    expect(screen.getByText('23 people selected')).toBeInTheDocument();
    await user.click(rest.getByRole('button', { name: 'Delete' }));
    expect(await screen.findByText(/^No people in/)).toBeVisible();
    expect(fake.bulk).toEqual([
      { action: 'delete', ids: ids.slice(0, 100) },
      { action: 'delete', ids: ids.slice(100) },
    ]);
  });

  it('is only to be read by members', async () => {
    const { backend } = organisation('member');
    renderAdmin(PATH, backend);
    const row = await rowOf('Ada Lovelace');
    expect(row.queryByRole('checkbox')).toBeNull();
    expect(screen.queryByRole('button', { name: 'Add person' })).toBeNull();
    expect(screen.queryByRole('link', { name: 'Import' })).toBeNull();
    expect(
      screen.getByRole('button', { name: 'Export to Excel' }),
    ).toBeVisible();
  });

  it('offers the first step where nobody is there yet', async () => {
    const { backend, fake } = organisation();
    fake.staff = [];
    renderAdmin(PATH, backend);
    expect(await screen.findByText(/^No people in/)).toBeVisible();
    expect(screen.getAllByRole('button', { name: 'Add person' })).toHaveLength(
      2,
    );
  });
});
