import {
  act,
  fireEvent,
  screen,
  waitFor,
  within,
} from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { FakeBackend } from '../../../__testUtils__/FakeBackend';
import { FakeOrganisation } from '../../../__testUtils__/FakeOrganisation';
import { giveSizes } from '../../../__testUtils__/giveSizes';
import { renderAdmin } from '../../../__testUtils__/renderAdmin';

const PATH = '/organisation/departments';

function organisation() {
  const backend = new FakeBackend();
  backend.addWorkspace({});
  backend.demote('member');
  const fake = new FakeOrganisation(backend);
  fake.addTree({ Engineering: { Payments: { Ledger: {} }, Shop: {} } });
  fake.addPerson('Ada', 'Ledger');
  Object.assign(fake.named('Payments'), {
    manager_ref: 'user:default/mona',
    manager_name: 'Mona Manager',
  });
  return { backend, fake };
}

const cardOf = (name: string) =>
  screen.findByRole('button', {
    name: new RegExp(`^${name}, .*(person|people)`),
  });

beforeAll(giveSizes);

describe('the org chart', () => {
  it('shows who leads each department, and how many are in it', async () => {
    renderAdmin(`${PATH}?view=chart`, organisation().backend);
    expect(await cardOf('Payments')).toHaveAccessibleName(
      'Payments, led by Mona Manager, 1 person',
    );
    expect(await cardOf('Shop')).toHaveTextContent('No manager');
    expect(
      screen.getByRole('application', { name: 'Org chart' }),
    ).toBeInTheDocument();
  });

  it('keeps the selection when the view changes', async () => {
    const { backend, fake } = organisation();
    renderAdmin(`${PATH}?department=${fake.named('Shop').id}`, backend);
    await screen.findByRole('tree');
    await userEvent.click(screen.getByRole('button', { name: 'Chart' }));
    expect(await cardOf('Shop')).toHaveAttribute('aria-pressed', 'true');
    expect(screen.getByRole('heading', { name: 'Shop' })).toBeVisible();
  });

  it('selects and shows a department by click and by key', async () => {
    renderAdmin(`${PATH}?view=chart`, organisation().backend);
    // The events of user-event have no window, which React Flow asks for.
    fireEvent.click(await cardOf('Payments'));
    const pane = within(
      await screen.findByRole('region', { name: 'Selected department' }),
    );
    expect(pane.getByRole('heading', { name: 'Payments' })).toBeVisible();
    await userEvent.click(pane.getByRole('button', { name: 'Close' }));
    expect(screen.queryByRole('region', { name: /Selected/ })).toBeNull();
    const shop = await cardOf('Shop');
    act(() => shop.focus());
    await userEvent.keyboard('{Enter}');
    expect(await screen.findByRole('heading', { name: 'Shop' })).toBeVisible();
  });

  it('is moved over with arrows, and folds', async () => {
    renderAdmin(`${PATH}?view=chart`, organisation().backend);
    const engineering = await cardOf('Engineering');
    act(() => engineering.focus());
    await userEvent.keyboard('{ArrowDown}');
    await waitFor(async () => expect(await cardOf('Payments')).toHaveFocus());
    await userEvent.keyboard('-');
    await waitFor(() =>
      expect(screen.queryByRole('button', { name: /^Ledger,/ })).toBeNull(),
    );
    expect(
      screen.getByRole('button', { name: 'Departments beneath Payments' }),
    ).toHaveAttribute('aria-expanded', 'false');
    await userEvent.keyboard('{ArrowDown}');
    await waitFor(async () => expect(await cardOf('Ledger')).toHaveFocus());
    await userEvent.keyboard('{ArrowUp}{ArrowRight}');
    await waitFor(async () => expect(await cardOf('Shop')).toHaveFocus());
  });

  it('jumps from one department found to the next', async () => {
    const { backend, fake } = organisation();
    fake.addDepartment({ name: 'Ledger tools' }, fake.named('Shop'));
    renderAdmin(`${PATH}?view=chart&q=ledger`, backend);
    await cardOf('Ledger');
    await userEvent.click(screen.getByRole('searchbox'));
    await userEvent.keyboard('{Enter}');
    await waitFor(async () => expect(await cardOf('Ledger')).toHaveFocus());
    await userEvent.click(screen.getByRole('searchbox'));
    await userEvent.keyboard('{Enter}');
    await waitFor(async () =>
      expect(await cardOf('Ledger tools')).toHaveFocus(),
    );
  });
});
