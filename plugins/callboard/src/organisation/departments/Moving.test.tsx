import {
  act,
  fireEvent,
  screen,
  waitFor,
  within,
} from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { FakeBackend } from '../../__testUtils__/FakeBackend';
import { FakeOrganisation } from '../../__testUtils__/FakeOrganisation';
import { giveSizes } from '../../__testUtils__/giveSizes';
import { Refusal } from '@callboard/plugin-callboard-react/testUtils';
import { renderAdmin } from '../../__testUtils__/renderAdmin';

const PATH = '/organisation/departments';
const ROW = 36;

function organisation() {
  const backend = new FakeBackend();
  backend.addWorkspace({});
  backend.demote('admin');
  const fake = new FakeOrganisation(backend);
  fake.addTree({
    Engineering: { Payments: { Ledger: {} }, Shop: {} },
    Sales: { Europe: { South: { Italy: { Rome: {} } } } },
  });
  fake.addPerson('Ada', 'Payments');
  fake.addPerson('Grace', 'Ledger');
  return { backend, fake };
}

const rowOf = (name: string) =>
  screen.findByRole('treeitem', { name: new RegExp(`^${name},`) });

const parentOf = (fake: FakeOrganisation, name: string) => {
  const { parent_id } = fake.named(name);
  return fake.departments.find(({ id }) => id === parent_id)?.name ?? null;
};

/** Opens the dialog that moves a department, by its key. */
async function openMove(name: string) {
  const row = await rowOf(name);
  act(() => row.focus());
  await userEvent.keyboard('m');
  return within(await screen.findByRole('dialog', { name: `Move ${name}` }));
}

async function pickParent(
  dialog: Awaited<ReturnType<typeof openMove>>,
  name: string,
) {
  await userEvent.type(dialog.getByRole('combobox', { name: 'Beneath' }), name);
  return screen.findByRole('option', { name: new RegExp(`^${name}`) });
}

/** Lays the rows out one under the other, the head of the tree above them. */
function layOut() {
  jest
    .spyOn(Element.prototype, 'getBoundingClientRect')
    .mockImplementation(function rect(this: Element) {
      const rows = [...document.querySelectorAll('[role=treeitem]')];
      const at = rows.indexOf(this);
      const isHead = this.textContent?.startsWith('Drop here') ?? false;
      const top = at < 0 ? -1000 : (at + 1) * ROW;
      return isHead && at < 0
        ? new DOMRect(0, 0, 200, ROW)
        : new DOMRect(0, top, 200, at < 0 ? 0 : ROW);
    });
}

/** Drags a row until it is over something, without letting it go. */
async function dragOver(name: string, target: HTMLElement) {
  const row = await rowOf(name);
  const from = row.getBoundingClientRect();
  fireEvent.mouseDown(row, { button: 0, clientX: 50, clientY: from.top + 5 });
  const pass = () => act(() => new Promise(done => setTimeout(done, 50)));
  fireEvent.mouseMove(document, { clientX: 60, clientY: from.top + 15 });
  await pass();
  const to = target.getBoundingClientRect();
  fireEvent.mouseMove(document, { clientX: 50, clientY: to.top + 5 });
  await pass();
  fireEvent.mouseMove(document, { clientX: 50, clientY: to.top + 6 });
  await pass();
}

beforeAll(giveSizes);
afterEach(() => jest.restoreAllMocks());

describe('moving a department', () => {
  it('opens what it goes into, so that it stays in sight', async () => {
    renderAdmin(PATH, organisation().backend);
    const sales = await rowOf('Sales');
    act(() => sales.focus());
    await userEvent.keyboard('{ArrowLeft}');
    await waitFor(() =>
      expect(screen.queryByRole('treeitem', { name: /^Europe,/ })).toBeNull(),
    );
    const dialog = await openMove('Shop');
    await userEvent.click(await pickParent(dialog, 'Europe'));
    await userEvent.click(dialog.getByRole('button', { name: 'Move' }));
    expect(await rowOf('Europe')).toBeVisible();
    expect(await rowOf('Shop')).toHaveAttribute('aria-level', '3');
  });

  it('says how much moves, moves it at once, and moves it back', async () => {
    const { backend, fake } = organisation();
    renderAdmin(PATH, backend);
    const dialog = await openMove('Payments');
    expect(dialog.getByRole('status')).toHaveTextContent(
      'Moves: 2 departments, 2 people',
    );
    const submit = dialog.getByRole('button', { name: 'Move' });
    expect(submit).toBeDisabled();
    await userEvent.click(await pickParent(dialog, 'Sales'));
    await userEvent.click(submit);

    await waitFor(() => expect(parentOf(fake, 'Payments')).toBe('Sales'));
    expect(fake.writes).toEqual([
      {
        call: 'update',
        body: { parent_id: fake.named('Sales').id },
        query: '',
      },
    ]);
    expect(await rowOf('Sales')).toHaveAccessibleName('Sales, 2 people');

    await userEvent.click(await screen.findByRole('button', { name: 'Undo' }));
    await waitFor(() => expect(parentOf(fake, 'Payments')).toBe('Engineering'));
    expect(await rowOf('Engineering')).toHaveAccessibleName(
      'Engineering, 2 people',
    );
    expect(screen.queryByRole('button', { name: 'Undo' })).toBeNull();
  });

  it('says how many memberships it gives and takes, as soon as it is known where to', async () => {
    const { backend, fake } = organisation();
    fake.moveEffect = { memberships_added: 1, memberships_removed: 12 };
    renderAdmin(PATH, backend);
    const dialog = await openMove('Payments');
    expect(dialog.queryByText(/Memberships:/)).toBeNull();
    await userEvent.click(await pickParent(dialog, 'Sales'));
    expect(
      await dialog.findByText('Memberships: 1 given, 12 taken.'),
    ).toBeVisible();
  });

  it('moves to the top level', async () => {
    const { backend, fake } = organisation();
    renderAdmin(PATH, backend);
    const dialog = await openMove('Payments');
    await userEvent.click(
      dialog.getByRole('radio', { name: 'To the top level' }),
    );
    expect(dialog.getByRole('status')).toHaveTextContent(
      'From level 2 to level 1.',
    );
    await userEvent.click(dialog.getByRole('button', { name: 'Move' }));
    await waitFor(() => expect(parentOf(fake, 'Payments')).toBeNull());
    await waitFor(async () =>
      expect(await rowOf('Payments')).toHaveAttribute('aria-level', '1'),
    );
  });

  it('does not offer what cannot be, and says why', async () => {
    renderAdmin(PATH, organisation().backend);
    const dialog = await openMove('Payments');
    const rome = await pickParent(dialog, 'Rome');
    expect(rome).toHaveAttribute('aria-disabled', 'true');
    expect(rome).toHaveTextContent('more than 6 levels');
    const field = dialog.getByRole('combobox', { name: 'Beneath' });
    await userEvent.clear(field);
    expect(await pickParent(dialog, 'Ledger')).toHaveTextContent(
      'beneath the department itself',
    );
  });

  it('shows the old place again when it is refused', async () => {
    const { backend, fake } = organisation();
    renderAdmin(PATH, backend);
    const dialog = await openMove('Payments');
    await userEvent.click(await pickParent(dialog, 'Sales'));
    fake.named('Payments').version = 7;
    await userEvent.click(dialog.getByRole('button', { name: 'Move' }));
    expect(await screen.findByRole('alert')).toHaveTextContent(
      /Payments was not moved. Somebody else has changed it/,
    );
    await waitFor(async () =>
      expect(await rowOf('Sales')).toHaveAccessibleName('Sales, 0 people'),
    );
    expect(screen.queryByRole('button', { name: 'Undo' })).toBeNull();
  });

  it('tells in its own words what the server refuses', async () => {
    const { backend } = organisation();
    renderAdmin(PATH, backend);
    const dialog = await openMove('Shop');
    await userEvent.click(await pickParent(dialog, 'Sales'));
    backend.refuseNext = {
      method: 'PATCH',
      refusal: new Refusal(400, 'It would be beneath itself'),
    };
    await userEvent.click(dialog.getByRole('button', { name: 'Move' }));
    expect(await screen.findByRole('alert')).toHaveTextContent(
      /It would be beneath itself/,
    );
  });

  it('asks when a row is dropped on another', async () => {
    const { backend, fake } = organisation();
    renderAdmin(PATH, backend);
    const sales = await rowOf('Sales');
    layOut();
    await dragOver('Payments', sales);
    fireEvent.mouseUp(document);
    const dialog = within(
      await screen.findByRole('dialog', { name: 'Move Payments to Sales?' }),
    );
    expect(fake.writes).toEqual([]);
    await userEvent.click(dialog.getByRole('button', { name: 'Move' }));
    await waitFor(() => expect(parentOf(fake, 'Payments')).toBe('Sales'));
  });

  it('says while dragging what cannot be, and then does nothing', async () => {
    const { backend, fake } = organisation();
    renderAdmin(PATH, backend);
    const rome = await rowOf('Rome');
    layOut();
    await dragOver('Payments', rome);
    expect(
      await screen.findByText('The tree would have more than 6 levels'),
    ).toBeInTheDocument();
    fireEvent.mouseUp(document);
    await act(() => new Promise(done => setTimeout(done, 50)));
    expect(screen.queryByRole('dialog')).toBeNull();
    expect(fake.writes).toEqual([]);
  });

  it('takes what is dropped on the head to the top level', async () => {
    renderAdmin(PATH, organisation().backend);
    const sales = await rowOf('Sales');
    layOut();
    await dragOver('Payments', sales);
    const head = await screen.findByText('Drop here for the top level');
    fireEvent.mouseMove(document, { clientX: 50, clientY: 5 });
    await act(() => new Promise(done => setTimeout(done, 50)));
    expect(head).toBeInTheDocument();
    fireEvent.mouseUp(document);
    expect(
      await screen.findByRole('dialog', {
        name: 'Move Payments to top level?',
      }),
    ).toBeInTheDocument();
  });
});
