import type { CallboardSignal } from '@callboard/plugin-callboard-common';
import { toFakeId } from '@callboard/plugin-callboard-react/testUtils';
import {
  act,
  fireEvent,
  screen,
  waitFor,
  within,
} from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  OrganisationServer,
  createSmallOrganisation,
} from '../../__testUtils__/OrganisationServer';
import {
  buildDepartmentTree,
  type Names,
  createDepartmentTree,
} from '../../__testUtils__/departmentTree';
import { mockScrollContainerSizes } from '../../__testUtils__/mockScrollContainerSizes';
import { renderAdmin } from '../../__testUtils__/renderAdmin';
import { indexTree, getMainDepartments } from './useDepartmentTree';
import { CARD, layoutChart } from './chart/layoutChart';
import { searchTree, buildTreeRows } from './treeRows';

const PATH = '/organisation/departments';

describe('department tree', () => {
  function createOrganisation(role: 'admin' | 'member' | 'guest' = 'admin') {
    const server = new OrganisationServer(role);
    server.addTree({
      Engineering: { Payments: { Ledger: {} }, Shop: {} },
      Sales: {},
    });
    server.addSmith('Ada', 'Payments');
    server.addSmith('Grace', 'Ledger');
    server.addSmith('Alan', 'Engineering');
    return server;
  }

  const findRow = (name: string) =>
    screen.findByRole('treeitem', { name: new RegExp(`^${name},`) });

  const listNames = () =>
    screen
      .getAllByRole('treeitem')
      .map(item => item.getAttribute('aria-label')!.split(',')[0]);

  async function focusRow(name: string) {
    const row = await findRow(name);
    act(() => row.focus());
    return row;
  }

  mockScrollContainerSizes();

  it('shows levels, and head counts that include descendants @full', async () => {
    renderAdmin(PATH, createOrganisation());
    const engineering = await findRow('Engineering');
    expect(listNames()).toEqual([
      'Engineering',
      'Payments',
      'Ledger',
      'Shop',
      'Sales',
    ]);
    expect(engineering).toHaveAttribute('aria-level', '1');
    expect(engineering).toHaveAccessibleName('Engineering, 3 people');
    const ledger = await findRow('Ledger');
    expect(ledger).toHaveAttribute('aria-level', '3');
    expect(ledger).toHaveAccessibleName('Ledger, 1 person');
    expect(await findRow('Shop')).toHaveAttribute('aria-posinset', '2');
  });

  it('shows a text label on inactive departments', async () => {
    const server = createOrganisation();
    server.findDepartment('Sales').is_active = false;
    renderAdmin(PATH, server);
    expect(await findRow('Sales')).toHaveTextContent('inactive');
    expect(await screen.findByText('Inactive')).toBeVisible();
  });

  it('expands two levels of a large tree, and the path to the selected row @full', async () => {
    const server = createOrganisation();
    for (let number = 0; number < 40; number += 1) {
      server.addDepartment(
        { name: `Team ${number}` },
        server.findDepartment('Shop'),
      );
    }
    const first = renderAdmin(PATH, server);
    await findRow('Engineering');
    expect(listNames()).toEqual(['Engineering', 'Payments', 'Shop', 'Sales']);
    first.unmount();

    renderAdmin(
      `${PATH}?department=${server.findDepartment('Ledger').id}`,
      server,
    );
    expect(await findRow('Ledger')).toHaveAttribute('aria-selected', 'true');
    expect(listNames()).not.toContain('Team 1');
  });

  it('supports arrow keys, Home, End, type-ahead and Enter', async () => {
    renderAdmin(PATH, createOrganisation());
    const user = userEvent.setup();
    await focusRow('Engineering');
    await user.keyboard('{ArrowDown}');
    await waitFor(async () => expect(await findRow('Payments')).toHaveFocus());
    await user.keyboard('{ArrowLeft}');
    expect(await findRow('Payments')).toHaveAttribute('aria-expanded', 'false');
    expect(listNames()).not.toContain('Ledger');
    await user.keyboard('{ArrowRight}{ArrowRight}');
    await waitFor(async () => expect(await findRow('Ledger')).toHaveFocus());
    await user.keyboard('{ArrowLeft}');
    await waitFor(async () => expect(await findRow('Payments')).toHaveFocus());
    await user.keyboard('{End}');
    await waitFor(async () => expect(await findRow('Sales')).toHaveFocus());
    await user.keyboard('{Home}');
    await waitFor(async () =>
      expect(await findRow('Engineering')).toHaveFocus(),
    );
    await user.keyboard('sh');
    await waitFor(async () => expect(await findRow('Shop')).toHaveFocus());
    await user.keyboard('{Enter}');
    expect(await screen.findByRole('heading', { name: 'Shop' })).toBeVisible();
    expect(await findRow('Shop')).toHaveAttribute('aria-selected', 'true');
  });

  it('leaves keys with a modifier to the browser', async () => {
    renderAdmin(PATH, createOrganisation());
    await focusRow('Payments');
    await userEvent.keyboard('{Alt>}{ArrowLeft}{/Alt}{Control>}m{/Control}');
    expect(await findRow('Payments')).toHaveAttribute('aria-expanded', 'true');
    expect(screen.queryByRole('dialog')).toBeNull();
  });

  it('exposes exactly one row to Tab @full', async () => {
    renderAdmin(PATH, createOrganisation());
    await findRow('Engineering');
    const reachable = screen
      .getAllByRole('treeitem')
      .filter(item => item.tabIndex === 0);
    expect(reachable).toHaveLength(1);
  });

  it('shows search matches with their ancestors, and focuses a match on Enter @full', async () => {
    renderAdmin(PATH, createOrganisation());
    const user = userEvent.setup();
    await findRow('Engineering');
    await user.type(
      screen.getByRole('searchbox', { name: 'Search departments' }),
      'ledg',
    );
    await waitFor(() =>
      expect(listNames()).toEqual(['Engineering', 'Payments', 'Ledger']),
    );
    expect(screen.getByText('1 of 5 departments')).toBeInTheDocument();
    expect(screen.getByText('Ledg').tagName).toBe('MARK');
    await user.keyboard('{Enter}');
    await waitFor(async () => expect(await findRow('Ledger')).toHaveFocus());
  });

  it.each(['Enter', 'ArrowDown'])(
    'focuses a match of the text that was typed right before %s',
    async key => {
      renderAdmin(PATH, createOrganisation());
      await findRow('Engineering');
      await userEvent.type(screen.getByRole('searchbox'), `ledg{${key}}`);
      await waitFor(async () => expect(await findRow('Ledger')).toHaveFocus());
    },
  );

  it('clears a search without matches', async () => {
    renderAdmin(`${PATH}?q=zzz`, createOrganisation());
    await userEvent.click(
      await screen.findByRole('button', { name: 'Clear search' }),
    );
    expect(await findRow('Engineering')).toBeVisible();
    expect(screen.getByRole('searchbox')).toHaveValue('');
  });

  it('offers to create a department when none exist', async () => {
    const server = createOrganisation();
    server.departments.length = 0;
    server.staff.length = 0;
    renderAdmin(PATH, server);
    await screen.findByText(/^No departments in/);
    expect(
      screen.getAllByRole('button', { name: 'Create department' }),
    ).not.toHaveLength(0);
  });

  it('reloads the tree with Try again after an error @full', async () => {
    const server = createOrganisation();
    server.refuseBelow('/workspaces/default/departments/tree', 400, 'No');
    renderAdmin(PATH, server);
    const retry = await screen.findByRole('button', { name: 'Try again' });
    server.stopRefusing();
    await userEvent.click(retry);
    expect(await findRow('Engineering')).toBeVisible();
  });

  it.each(['member', 'guest'] as const)(
    'hides all editing actions from a %s @full',
    async role => {
      const server = createOrganisation(role);
      server.addLink('Payments', server.addProject({ name: 'shop' }));
      renderAdmin(
        `${PATH}?department=${
          server.findDepartment('Payments').id
        }&part=access`,
        server,
      );
      await screen.findByRole('heading', { name: 'Payments' });
      const pane = within(
        screen.getByRole('region', { name: 'Selected department' }),
      );
      expect(await pane.findByRole('link', { name: 'shop' })).toBeVisible();
      expect(pane.queryByRole('button')).toBeNull();
      for (const name of ['Create department', 'Move…', 'Import']) {
        expect(screen.queryByRole('button', { name })).toBeNull();
        expect(screen.queryByRole('link', { name })).toBeNull();
      }
      await focusRow('Payments');
      await userEvent.keyboard('m');
      expect(screen.queryByRole('dialog')).toBeNull();
    },
  );
});

describe('live updates of departments', () => {
  const TREE = 'GET /workspaces/default/departments/tree';

  type Change = Extract<CallboardSignal, { type: 'change' }>;

  /**
   * Renders the page of departments.
   *
   * @returns functions that send the server's signals
   */
  async function renderLive() {
    const server = createSmallOrganisation();
    const page = renderAdmin('/organisation/departments', server);
    await screen.findByRole('tree');
    const countTreeReads = () =>
      server.requests.filter(call => call === TREE).length;
    const sendSignal = (change: Partial<Change>) =>
      page.signal({
        type: 'change',
        workspace_id: server.me.workspaces[0].id,
        entity_type: 'department',
        entity_id: 'some',
        ...change,
      });
    return { server, countTreeReads, sendSignal };
  }

  mockScrollContainerSizes();

  it('refetches the tree once for several change signals @full', async () => {
    const { server, countTreeReads, sendSignal } = await renderLive();
    const before = countTreeReads();
    server.findDepartment('Sales').name = 'Trade';
    await sendSignal({});
    await sendSignal({ entity_type: 'staff' });
    await sendSignal({ entity_type: 'project_member' });
    expect(
      await screen.findByRole('treeitem', { name: /^Trade,/ }),
    ).toBeVisible();
    expect(countTreeReads()).toBe(before + 1);
  });

  it('refetches a history, and keeps the bulk actions of its entries @full', async () => {
    const { server, sendSignal } = await renderLive();
    const { id } = server.findDepartment('Sales');
    server.record({
      entity_type: 'department',
      entity_id: id,
      batch_id: toFakeId('item', 1),
    });
    const countReads = (parameter: string) =>
      server.requests.filter(text => text.includes(`${parameter}=`)).length;
    await userEvent.click(screen.getByRole('treeitem', { name: /^Sales,/ }));
    await userEvent.click(await screen.findByRole('tab', { name: 'History' }));
    await waitFor(() => expect(countReads('batch_id')).toBe(1));
    await sendSignal({});
    await waitFor(() => expect(countReads('entity_id')).toBe(2));
    expect(countReads('batch_id')).toBe(1);
  });

  it('ignores signals of other workspaces and other resources @full', async () => {
    const { countTreeReads, sendSignal } = await renderLive();
    const before = countTreeReads();
    await sendSignal({ workspace_id: 'another' });
    await sendSignal({ entity_type: 'work_item' });
    await new Promise(resolve => setTimeout(resolve, 1_200));
    expect(countTreeReads()).toBe(before);
  });
});

describe('departments page layout', () => {
  function createOrganisation() {
    const server = new OrganisationServer();
    server.insert('workspaces', { slug: 'lab', name: 'Lab' });
    server.actAs({ role: 'admin' });
    server.addTree({ Engineering: {}, Sales: {} });
    return server;
  }

  /** Mocks a narrow window for all media queries. */
  function mockNarrowWindow() {
    Object.defineProperty(window, 'matchMedia', {
      configurable: true,
      value: (query: string) => ({
        matches: query.includes('max-width'),
        media: query,
        addListener() {},
        removeListener() {},
        addEventListener() {},
        removeEventListener() {},
      }),
    });
  }

  mockScrollContainerSizes();

  afterEach(() => {
    Object.defineProperty(window, 'matchMedia', {
      configurable: true,
      value: undefined,
    });
  });

  describe('narrow window', () => {
    it('opens a department in place of the tree, and restores the focus on return', async () => {
      mockNarrowWindow();
      renderAdmin(PATH, createOrganisation());
      await userEvent.click(
        await screen.findByRole('treeitem', { name: /^Sales,/ }),
      );
      expect(
        await screen.findByRole('heading', { name: 'Sales' }),
      ).toBeVisible();
      expect(screen.queryByRole('tree')).toBeNull();
      const back = screen.getByRole('button', { name: 'All departments' });
      expect(back).toHaveFocus();
      await userEvent.click(back);
      await waitFor(() =>
        expect(screen.getByRole('treeitem', { name: /^Sales,/ })).toHaveFocus(),
      );
      expect(screen.queryByRole('heading', { name: 'Sales' })).toBeNull();
    });
  });

  describe('departments page navigation', () => {
    it('links to the import and back within the workspace', async () => {
      renderAdmin(`${PATH}?workspace=lab`, createOrganisation());
      await userEvent.click(
        await screen.findByRole('link', { name: 'Import' }),
      );
      expect(
        await screen.findByRole('heading', { name: 'Import departments' }),
      ).toBeVisible();
      expect(
        screen.getByRole('link', { name: /^‹ Departments/ }),
      ).toHaveAttribute('href', `${PATH}?workspace=lab`);
    });

    it('clears the selected department when the workspace changes @full', async () => {
      const server = createOrganisation();
      renderAdmin(`${PATH}?department=missing`, server);
      await screen.findByText('Department not found');
      await userEvent.click(
        screen.getByRole('combobox', { name: 'Workspace' }),
      );
      await userEvent.click(screen.getByRole('option', { name: 'Lab' }));
      await waitFor(() =>
        expect(screen.queryByText('Department not found')).toBeNull(),
      );
      expect(server.requests).toContain('GET /workspaces/lab/departments/tree');
    });
  });
});

describe('org chart', () => {
  function createOrganisation() {
    const server = new OrganisationServer('member');
    server.addTree({ Engineering: { Payments: { Ledger: {} }, Shop: {} } });
    server.addSmith('Ada', 'Ledger');
    Object.assign(server.findDepartment('Payments'), {
      manager_ref: 'user:default/mona',
      manager_name: 'Mona Manager',
    });
    return server;
  }

  const findCard = (name: string) =>
    screen.findByRole('button', {
      name: new RegExp(`^${name}, .*(person|people)`),
    });

  mockScrollContainerSizes();

  it('shows manager and head count of each department', async () => {
    renderAdmin(`${PATH}?view=chart`, createOrganisation());
    expect(await findCard('Payments')).toHaveAccessibleName(
      'Payments, manager: Mona Manager, 1 person',
    );
    expect(await findCard('Shop')).toHaveTextContent('No manager');
    expect(
      screen.getByRole('application', { name: 'Org chart' }),
    ).toBeInTheDocument();
  });

  it('keeps the selected department when the view changes', async () => {
    const server = createOrganisation();
    renderAdmin(
      `${PATH}?department=${server.findDepartment('Shop').id}`,
      server,
    );
    await screen.findByRole('tree');
    await userEvent.click(screen.getByRole('button', { name: 'Chart' }));
    expect(await findCard('Shop')).toHaveAttribute('aria-pressed', 'true');
    expect(screen.getByRole('heading', { name: 'Shop' })).toBeVisible();
  });

  it('opens a department by click and by Enter @full', async () => {
    renderAdmin(`${PATH}?view=chart`, createOrganisation());
    // React Flow needs the property `view` of events, which user-event does not set.
    fireEvent.click(await findCard('Payments'));
    const pane = within(
      await screen.findByRole('region', { name: 'Selected department' }),
    );
    expect(pane.getByRole('heading', { name: 'Payments' })).toBeVisible();
    await userEvent.click(pane.getByRole('button', { name: 'Close' }));
    expect(screen.queryByRole('region', { name: /Selected/ })).toBeNull();
    const shop = await findCard('Shop');
    act(() => shop.focus());
    await userEvent.keyboard('{Enter}');
    expect(await screen.findByRole('heading', { name: 'Shop' })).toBeVisible();
  });

  it('moves the focus with arrow keys, and collapses with the minus key', async () => {
    renderAdmin(`${PATH}?view=chart`, createOrganisation());
    const engineering = await findCard('Engineering');
    act(() => engineering.focus());
    await userEvent.keyboard('{ArrowDown}');
    await waitFor(async () => expect(await findCard('Payments')).toHaveFocus());
    await userEvent.keyboard('-');
    await waitFor(() =>
      expect(screen.queryByRole('button', { name: /^Ledger,/ })).toBeNull(),
    );
    expect(
      screen.getByRole('button', { name: 'Sub-departments of Payments' }),
    ).toHaveAttribute('aria-expanded', 'false');
    await userEvent.keyboard('{ArrowDown}');
    await waitFor(async () => expect(await findCard('Ledger')).toHaveFocus());
    await userEvent.keyboard('{ArrowUp}{ArrowRight}');
    await waitFor(async () => expect(await findCard('Shop')).toHaveFocus());
  });

  it('moves the focus to the next match on Enter in the search box', async () => {
    const server = createOrganisation();
    server.addDepartment(
      { name: 'Ledger tools' },
      server.findDepartment('Shop'),
    );
    renderAdmin(`${PATH}?view=chart&q=ledger`, server);
    await findCard('Ledger');
    await userEvent.click(screen.getByRole('searchbox'));
    await userEvent.keyboard('{Enter}');
    await waitFor(async () => expect(await findCard('Ledger')).toHaveFocus());
    await userEvent.click(screen.getByRole('searchbox'));
    await userEvent.keyboard('{Enter}');
    await waitFor(async () =>
      expect(await findCard('Ledger tools')).toHaveFocus(),
    );
  });
});

describe('indexTree', () => {
  const { entries } = indexTree(
    createDepartmentTree({ A: { B: { C: {} } }, D: {} }),
  );

  it('stores every department in tree order', () => {
    expect([...entries.keys()]).toEqual(['A', 'B', 'C', 'D']);
  });

  it('stores path, height and number of descendants of each department', () => {
    const { path } = entries.get('C')!;
    expect(path.map(({ name }) => name)).toEqual(['A', 'B', 'C']);
    expect(entries.get('A')).toMatchObject({ height: 3, descendantCount: 2 });
    expect(entries.get('D')).toMatchObject({ height: 1, descendantCount: 0 });
  });
});

describe('layoutChart', () => {
  const index = indexTree(
    createDepartmentTree({ A: { B: { C: {} }, D: {} }, E: {} }),
  );

  it('omits collapsed departments, and connects parents to children', () => {
    const { positions, lines } = layoutChart(index, id => id === 'A');
    expect([...positions.keys()]).toEqual(['A', 'B', 'D', 'E']);
    expect(lines).toEqual([
      { from: 'A', to: 'B' },
      { from: 'A', to: 'D' },
    ]);
  });

  it('places children side by side below their parent, without overlap', () => {
    const { positions } = layoutChart(index, () => true);
    const getPosition = (id: string) => positions.get(id)!;
    expect(getPosition('A').y).toBe(getPosition('E').y);
    expect(getPosition('B').y).toBeGreaterThanOrEqual(
      getPosition('A').y + CARD.height,
    );
    expect(getPosition('A').x).toBe(
      (getPosition('B').x + getPosition('D').x) / 2,
    );
    expect(getPosition('D').x - getPosition('B').x).toBeGreaterThan(CARD.width);
    expect(getPosition('E').x - getPosition('A').x).toBeGreaterThan(CARD.width);
  });

  it('lays out 2040 departments in less than 500 ms @full', () => {
    const many = indexTree(
      buildDepartmentTree(
        Array.from({ length: 40 }, (_, a) => ({
          name: `${a}`,
          children: Array.from({ length: 50 }, (__, b) => ({
            name: `${a}.${b}`,
          })),
        })),
      ),
    );
    const start = performance.now();
    expect(layoutChart(many, () => true).positions.size).toBe(2_040);
    expect(performance.now() - start).toBeLessThan(500);
  });
});

describe('getMainDepartments', () => {
  const getMainDepartmentNames = (names: Names) =>
    getMainDepartments(createDepartmentTree(names)).map(({ name }) => name);

  it('returns the topmost level with several departments, skipping single roots', () => {
    const main = { Engineering: { Shop: {} }, Sales: {} };
    expect(getMainDepartmentNames({ All: main })).toEqual([
      'Engineering',
      'Sales',
    ]);
    expect(getMainDepartmentNames(main)).toEqual(['Engineering', 'Sales']);
  });

  it('returns the deepest department of a single chain, or an empty list', () => {
    expect(getMainDepartmentNames({ All: { Sales: {} } })).toEqual(['Sales']);
    expect(getMainDepartmentNames({})).toEqual([]);
  });
});

describe('searchTree', () => {
  const index = indexTree(
    buildDepartmentTree([
      {
        name: 'Engineering',
        children: [
          { name: 'Équipe Paiements', dept_code: '0911' },
          { name: 'Shop', short_name: 'SHP' },
        ],
      },
      { name: 'Sales' },
    ]),
  );

  it.each([
    ['equipe', ['Équipe Paiements']],
    ['0911', ['Équipe Paiements']],
    ['shp', ['Shop']],
    [' SA ', ['Sales']],
    ['zzz', []],
  ])(
    'matches names and codes with %j, ignoring case and accents',
    (text, expected) => {
      expect([...searchTree(index, text)!.found]).toEqual(expected);
    },
  );

  it('keeps the ancestors of a match visible', () => {
    expect([...searchTree(index, 'shop')!.visible]).toEqual([
      'Engineering',
      'Shop',
    ]);
  });

  it.each([undefined, '', '   '])(
    'returns undefined for the empty query %j',
    text => {
      expect(searchTree(index, text)).toBeUndefined();
    },
  );
});

describe('buildTreeRows', () => {
  const index = indexTree(createDepartmentTree({ A: { B: { C: {} } }, D: {} }));

  it('returns only rows with expanded ancestors, with position and sibling count', () => {
    const rows = buildTreeRows(index, id => id === 'A');
    expect(rows.map(({ id, isExpanded }) => [id, isExpanded])).toEqual([
      ['A', true],
      ['B', false],
      ['D', undefined],
    ]);
    expect(rows[2]).toMatchObject({ position: 2, siblingCount: 2 });
  });

  it('returns only the given search results, with all parents expanded', () => {
    const rows = buildTreeRows(index, () => false, new Set(['A', 'B']));
    expect(rows.map(({ id, isExpanded }) => [id, isExpanded])).toEqual([
      ['A', true],
      ['B', undefined],
    ]);
  });
});
