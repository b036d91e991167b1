import { act, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { FakeBackend } from '../../__testUtils__/FakeBackend';
import { FakeOrganisation } from '../../__testUtils__/FakeOrganisation';
import { giveSizes } from '../../__testUtils__/giveSizes';
import { Refusal } from '@callboard/plugin-callboard-react/testUtils';
import { renderAdmin } from '../../__testUtils__/renderAdmin';

const PATH = '/organisation/departments';

function organisation(role: 'admin' | 'member' | 'guest' = 'admin') {
  const backend = new FakeBackend();
  backend.addWorkspace({});
  backend.demote(role);
  const fake = new FakeOrganisation(backend);
  fake.addTree({
    Engineering: { Payments: { Ledger: {} }, Shop: {} },
    Sales: {},
  });
  fake.addPerson('Ada', 'Payments');
  fake.addPerson('Grace', 'Ledger');
  fake.addPerson('Alan', 'Engineering');
  return { backend, fake };
}

const rowOf = (name: string) =>
  screen.findByRole('treeitem', { name: new RegExp(`^${name},`) });

const names = () =>
  screen
    .getAllByRole('treeitem')
    .map(item => item.getAttribute('aria-label')!.split(',')[0]);

async function focusRow(name: string) {
  const row = await rowOf(name);
  act(() => row.focus());
  return row;
}

beforeAll(giveSizes);

describe('the tree of departments', () => {
  it('shows levels and how many people are in each, with all beneath', async () => {
    renderAdmin(PATH, organisation().backend);
    const engineering = await rowOf('Engineering');
    expect(names()).toEqual([
      'Engineering',
      'Payments',
      'Ledger',
      'Shop',
      'Sales',
    ]);
    expect(engineering).toHaveAttribute('aria-level', '1');
    expect(engineering).toHaveAccessibleName('Engineering, 3 people');
    const ledger = await rowOf('Ledger');
    expect(ledger).toHaveAttribute('aria-level', '3');
    expect(ledger).toHaveAccessibleName('Ledger, 1 person');
    expect(await rowOf('Shop')).toHaveAttribute('aria-posinset', '2');
  });

  it('says in words what is inactive', async () => {
    const { backend, fake } = organisation();
    fake.named('Sales').is_active = false;
    renderAdmin(PATH, backend);
    expect(await rowOf('Sales')).toHaveTextContent('inactive');
    expect(await screen.findByText('Inactive')).toBeVisible();
  });

  it('shows two levels of big organisations, and the way to the selected', async () => {
    const { backend, fake } = organisation();
    for (let number = 0; number < 40; number += 1) {
      fake.addDepartment({ name: `Team ${number}` }, fake.named('Shop'));
    }
    const first = renderAdmin(PATH, backend);
    await rowOf('Engineering');
    expect(names()).toEqual(['Engineering', 'Payments', 'Shop', 'Sales']);
    first.unmount();

    renderAdmin(`${PATH}?department=${fake.named('Ledger').id}`, backend);
    expect(await rowOf('Ledger')).toHaveAttribute('aria-selected', 'true');
    expect(names()).not.toContain('Team 1');
  });

  it('is moved over with the keys of a tree', async () => {
    renderAdmin(PATH, organisation().backend);
    const user = userEvent.setup();
    await focusRow('Engineering');
    await user.keyboard('{ArrowDown}');
    await waitFor(async () => expect(await rowOf('Payments')).toHaveFocus());
    await user.keyboard('{ArrowLeft}');
    expect(await rowOf('Payments')).toHaveAttribute('aria-expanded', 'false');
    expect(names()).not.toContain('Ledger');
    await user.keyboard('{ArrowRight}{ArrowRight}');
    await waitFor(async () => expect(await rowOf('Ledger')).toHaveFocus());
    await user.keyboard('{ArrowLeft}');
    await waitFor(async () => expect(await rowOf('Payments')).toHaveFocus());
    await user.keyboard('{End}');
    await waitFor(async () => expect(await rowOf('Sales')).toHaveFocus());
    await user.keyboard('{Home}');
    await waitFor(async () => expect(await rowOf('Engineering')).toHaveFocus());
    await user.keyboard('sh');
    await waitFor(async () => expect(await rowOf('Shop')).toHaveFocus());
    await user.keyboard('{Enter}');
    expect(await screen.findByRole('heading', { name: 'Shop' })).toBeVisible();
    expect(await rowOf('Shop')).toHaveAttribute('aria-selected', 'true');
  });

  it('has one row that Tab leads to', async () => {
    renderAdmin(PATH, organisation().backend);
    await rowOf('Engineering');
    const reachable = screen
      .getAllByRole('treeitem')
      .filter(item => item.tabIndex === 0);
    expect(reachable).toHaveLength(1);
  });

  it('keeps the way to what a search finds', async () => {
    renderAdmin(PATH, organisation().backend);
    const user = userEvent.setup();
    await rowOf('Engineering');
    await user.type(
      screen.getByRole('searchbox', { name: 'Search departments' }),
      'ledg',
    );
    await waitFor(() =>
      expect(names()).toEqual(['Engineering', 'Payments', 'Ledger']),
    );
    expect(screen.getByText('1 of 5 departments found')).toBeInTheDocument();
    expect(screen.getByText('Ledg').tagName).toBe('MARK');
    await user.keyboard('{Enter}');
    await waitFor(async () => expect(await rowOf('Ledger')).toHaveFocus());
  });

  it('says when a search finds nothing, and clears it', async () => {
    renderAdmin(`${PATH}?q=zzz`, organisation().backend);
    await userEvent.click(
      await screen.findByRole('button', { name: 'Clear search' }),
    );
    expect(await rowOf('Engineering')).toBeVisible();
    expect(screen.getByRole('searchbox')).toHaveValue('');
  });

  it('offers the first step where there is nothing', async () => {
    const { backend, fake } = organisation();
    fake.departments = [];
    fake.staff = [];
    renderAdmin(PATH, backend);
    await screen.findByText(/^No departments in/);
    expect(
      screen.getAllByRole('button', { name: 'New department' }),
    ).not.toHaveLength(0);
  });

  it('can be asked for again when it did not load', async () => {
    const { backend } = organisation();
    const { fetch } = backend;
    let isAway = true;
    Object.assign(backend, {
      fetch: (...call: Parameters<typeof fetch>) =>
        isAway && String(call[0]).includes('/tree')
          ? new Refusal(400, 'No').toResponse()
          : fetch(...call),
    });
    renderAdmin(PATH, backend);
    const retry = await screen.findByRole('button', { name: 'Try again' });
    isAway = false;
    await userEvent.click(retry);
    expect(await rowOf('Engineering')).toBeVisible();
  });

  it.each(['member', 'guest'] as const)(
    'is only to be read by a %s',
    async role => {
      const { backend, fake } = organisation(role);
      fake.addLink('Payments', fake.addProject('shop'));
      renderAdmin(
        `${PATH}?department=${fake.named('Payments').id}&part=access`,
        backend,
      );
      await screen.findByRole('heading', { name: 'Payments' });
      const pane = within(
        screen.getByRole('region', { name: 'Selected department' }),
      );
      expect(await pane.findByRole('link', { name: 'shop' })).toBeVisible();
      expect(pane.queryByRole('button')).toBeNull();
      for (const name of ['New department', 'Move…', 'Import']) {
        expect(screen.queryByRole('button', { name })).toBeNull();
        expect(screen.queryByRole('link', { name })).toBeNull();
      }
      await focusRow('Payments');
      await userEvent.keyboard('m');
      expect(screen.queryByRole('dialog')).toBeNull();
    },
  );
});
