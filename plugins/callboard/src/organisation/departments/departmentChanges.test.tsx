import {
  createFrontendModule,
  type FrontendFeature,
} from '@backstage/frontend-plugin-api';
import type { DepartmentNode } from '@callboard/plugin-callboard-common';
import { DepartmentSectionBlueprint } from '@callboard/plugin-callboard-react';
import { createExampleResponse } from '@callboard/plugin-callboard-react/testUtils';
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
  createDepartmentTree,
} from '../../__testUtils__/departmentTree';
import { mockScrollContainerSizes } from '../../__testUtils__/mockScrollContainerSizes';
import { renderAdmin } from '../../__testUtils__/renderAdmin';
import type { DepartmentPart } from './DepartmentsContext';
import { indexTree } from './useDepartmentTree';
import { moveInTree, findMoveProblem, findReassignProblem } from './moveInTree';

/**
 * Opens a part of a department.
 *
 * @returns queries within its pane
 */
async function openDepartment(
  server: OrganisationServer,
  name: string,
  part: DepartmentPart = 'people',
  otherFeatures: FrontendFeature[] = [],
) {
  const query = new URLSearchParams({
    department: server.findDepartment(name).id,
    part,
  });
  renderAdmin(`/organisation/departments?${query}`, server, otherFeatures);
  await screen.findByRole('heading', { name });
  return within(screen.getByRole('region', { name: 'Selected department' }));
}

/** Opens the tab with the people, also while a dialog hides the rest of the page. */
async function openPeople() {
  fireEvent.click(screen.getByRole('tab', { name: 'People', hidden: true }));
  await waitFor(() =>
    expect(screen.queryByRole('tree', { hidden: true })).toBeNull(),
  );
}

/** Returns queries within the dialog with a title. */
async function findDialog(name: string) {
  return within(await screen.findByRole('dialog', { name }));
}

describe('DepartmentForms', () => {
  const getField = (dialog: ReturnType<typeof within>, name: RegExp) =>
    dialog.getByRole('textbox', { name });

  mockScrollContainerSizes();

  describe('department form', () => {
    it('creates a sub-department, and opens it @full', async () => {
      const server = createSmallOrganisation();
      const pane = await openDepartment(server, 'Payments');
      await userEvent.click(
        pane.getByRole('button', { name: 'Create sub-department of Payments' }),
      );
      const dialog = await findDialog('Create department');
      expect(
        dialog.getByRole('combobox', { name: 'Parent department' }),
      ).toHaveValue('Payments');
      await userEvent.type(getField(dialog, /^Name/), 'Refunds');
      await userEvent.type(getField(dialog, /^Abbreviation/), 'ref');
      await userEvent.click(dialog.getByRole('button', { name: 'Create' }));
      expect(
        await screen.findByRole('heading', { name: 'Refunds' }),
      ).toBeVisible();
      expect(server.findDepartment('Refunds')).toMatchObject({
        parent_id: server.findDepartment('Payments').id,
        short_name: 'REF',
        code: null,
        is_active: true,
      });
    });

    it('stays on the page that the user opens during a slow creation', async () => {
      const server = createSmallOrganisation();
      const pane = await openDepartment(server, 'Payments');
      await userEvent.click(
        pane.getByRole('button', { name: 'Create sub-department of Payments' }),
      );
      const dialog = await findDialog('Create department');
      await userEvent.type(getField(dialog, /^Name/), 'Refunds');
      const release = server.blockRequests(() => true);
      await userEvent.click(dialog.getByRole('button', { name: 'Create' }));
      await openPeople();
      release();
      expect(await screen.findByText('Refunds created')).toBeVisible();
      await waitFor(() =>
        expect(server.sent('GET', '/departments/tree').length).toBeGreaterThan(
          1,
        ),
      );
      await act(async () => {});
      expect(screen.queryByRole('heading', { name: 'Refunds' })).toBeNull();
      expect(
        await screen.findByRole('grid', { name: /^People/ }),
      ).toBeVisible();
    });

    it('shows validation errors and duplicate codes at the fields @full', async () => {
      const server = createSmallOrganisation();
      server.findDepartment('Sales').code = 'S';
      await openDepartment(server, 'Payments');
      await userEvent.click(
        screen.getByRole('button', { name: 'Create department' }),
      );
      const dialog = await findDialog('Create department');
      await userEvent.type(getField(dialog, /^Department number/), '12');
      await userEvent.click(dialog.getByRole('button', { name: 'Create' }));
      expect(
        await dialog.findByText('Enter four digits, such as 0911.'),
      ).toBeVisible();
      expect(dialog.getByText(/Enter a name/)).toBeVisible();
      await userEvent.type(getField(dialog, /^Department number/), '34');
      await userEvent.type(getField(dialog, /^Name/), 'Support');
      await userEvent.type(getField(dialog, /^Import code/), 'S');
      await userEvent.click(dialog.getByRole('button', { name: 'Create' }));
      expect(await dialog.findByText('S is taken by Sales')).toBeVisible();
      expect(getField(dialog, /^Import code/)).toBeInvalid();
      expect(server.departments).toHaveLength(4);
    });

    it('saves only changed fields, and retains concurrent changes by other people', async () => {
      const server = createSmallOrganisation();
      const pane = await openDepartment(server, 'Payments');
      await userEvent.click(pane.getByRole('button', { name: 'Edit' }));
      const dialog = await findDialog('Edit Payments');
      const name = getField(dialog, /^Name/);
      await userEvent.clear(name);
      await userEvent.type(name, 'Money');
      Object.assign(server.findDepartment('Payments'), {
        code: 'PAY',
        version: 2,
      });
      await userEvent.click(dialog.getByRole('button', { name: 'Save' }));
      expect(await dialog.findByRole('alert')).toHaveTextContent(
        /Someone else changed this department/,
      );
      await userEvent.click(
        dialog.getByRole('button', {
          name: 'Apply my changes to their version',
        }),
      );
      await waitFor(() =>
        expect(getField(dialog, /^Import code/)).toHaveValue('PAY'),
      );
      expect(name).toHaveValue('Money');
      await userEvent.click(dialog.getByRole('button', { name: 'Save' }));
      expect(
        await screen.findByRole('heading', { name: 'Money' }),
      ).toBeVisible();
      expect(server.writes.at(-1)!.body).toEqual({ name: 'Money' });
    });
  });

  describe('department deletion', () => {
    it('requires a target for people and sub-departments @full', async () => {
      const server = createSmallOrganisation();
      const pane = await openDepartment(server, 'Payments');
      await userEvent.click(
        pane.getByRole('button', { name: 'Delete Payments' }),
      );
      const dialog = await findDialog('Delete Payments?');
      const submit = dialog.getByRole('button', { name: 'Delete Payments' });
      expect(submit).toBeDisabled();
      expect(dialog.getByText('Moves: 1 department, 2 people')).toBeVisible();
      const heir = dialog.getByRole('combobox', { name: /^Move to/ });
      await userEvent.type(heir, 'Ledger');
      expect(await screen.findByRole('option')).toHaveAttribute(
        'aria-disabled',
        'true',
      );
      await userEvent.clear(heir);
      await userEvent.type(heir, 'Sales');
      await userEvent.click(await screen.findByRole('option'));
      await userEvent.click(submit);
      expect(
        await screen.findByRole('heading', { name: 'Sales' }),
      ).toBeVisible();
      expect(server.writes).toMatchObject([
        {
          call: 'deleteDepartment',
          query: `reassign_to=${server.findDepartment('Sales').id}`,
        },
      ]);
      expect(server.findDepartment('Ledger').parent_id).toBe(
        server.findDepartment('Sales').id,
      );
    });

    it('requires only a confirmation for an empty department, and focuses the tree @full', async () => {
      const server = createSmallOrganisation();
      const pane = await openDepartment(server, 'Sales');
      await userEvent.click(pane.getByRole('button', { name: 'Delete Sales' }));
      const dialog = await findDialog('Delete Sales?');
      expect(dialog.queryByRole('combobox')).toBeNull();
      // A large tree renders so slowly that frames pass before the dialog has closed.
      jest.spyOn(window, 'requestAnimationFrame').mockImplementation(run => {
        run(0);
        return 0;
      });
      await userEvent.click(
        dialog.getByRole('button', { name: 'Delete Sales' }),
      );
      await waitFor(() =>
        expect(screen.queryByRole('heading', { name: 'Sales' })).toBeNull(),
      );
      expect(server.departments).toHaveLength(3);
      await waitFor(() =>
        expect(
          screen.getByRole('treeitem', { name: /^Engineering,/ }),
        ).toHaveFocus(),
      );
    });

    it('requires a target when only former staff remain in the department', async () => {
      const server = createSmallOrganisation();
      server.addSmith('Alan', 'Sales').employment_status = 'resigned';
      const pane = await openDepartment(server, 'Sales');
      await userEvent.click(pane.getByRole('button', { name: 'Delete Sales' }));
      const dialog = await findDialog('Delete Sales?');
      await userEvent.click(
        dialog.getByRole('button', { name: 'Delete Sales' }),
      );
      expect(await dialog.findByRole('alert')).toHaveTextContent(
        /who have left/,
      );
      expect(dialog.getByRole('combobox', { name: /^Move to/ })).toBeVisible();
    });
  });
});

describe('DepartmentPane', () => {
  mockScrollContainerSizes();

  describe('department details', () => {
    it('shows code, type, parent departments, manager and head count @full', async () => {
      const server = createSmallOrganisation();
      Object.assign(server.findDepartment('Payments'), {
        code: 'PAY',
        dept_type: 'team',
        manager_ref: 'user:default/mona',
        manager_name: 'Mona Manager',
      });
      const pane = await openDepartment(server, 'Payments');
      expect(pane.getByRole('link', { name: 'Mona Manager' })).toBeVisible();
      expect(pane.getByText('PAY')).toBeVisible();
      expect(pane.getByText('team')).toBeVisible();
      expect(
        pane.getByText('1 in this department, 2 including sub-departments'),
      ).toBeVisible();
      await userEvent.click(
        within(
          pane.getByRole('navigation', { name: 'Parent departments' }),
        ).getByRole('link', { name: 'Engineering' }),
      );
      expect(
        await screen.findByRole('heading', { name: 'Engineering' }),
      ).toBeVisible();
    });

    it('lists direct people, and people of sub-departments after a click', async () => {
      const pane = await openDepartment(createSmallOrganisation(), 'Payments');
      expect(await pane.findByText('Ada Smith')).toBeVisible();
      await waitFor(() => expect(document.title).toMatch(/^Payments · /));
      expect(pane.queryByText('Grace Smith')).toBeNull();
      await userEvent.click(
        pane.getByRole('checkbox', { name: 'Include sub-departments' }),
      );
      const grace = await pane.findByText('Grace Smith');
      const row = grace.closest<HTMLElement>('[role=row]')!;
      expect(within(row).getByRole('link', { name: 'Ledger' })).toBeVisible();
      // Rows have the same height as in the directory.
      expect(row).toHaveStyle({ minHeight: '40px' });
    });

    it('shows department sections of other plugins in a Totals tab', async () => {
      const budget = DepartmentSectionBlueprint.make({
        name: 'budget',
        params: {
          loader: async () => props => <p>Budget of {props.department.name}</p>,
        },
      });
      const module = createFrontendModule({
        pluginId: 'callboard',
        extensions: [budget],
      });
      const pane = await openDepartment(
        createSmallOrganisation(),
        'Payments',
        'people',
        [module],
      );
      expect(pane.queryByText('Budget of Payments')).toBeNull();
      await userEvent.click(pane.getByRole('tab', { name: 'Totals' }));
      expect(await pane.findByText('Budget of Payments')).toBeVisible();
    });

    it('opens the people tab when no plugin provides totals @full', async () => {
      const pane = await openDepartment(
        createSmallOrganisation(),
        'Payments',
        'totals',
      );
      expect(await pane.findByText('Ada Smith')).toBeVisible();
      expect(pane.queryByRole('tab', { name: 'Totals' })).toBeNull();
    });

    it('shows the history of the department with the names of its parents', async () => {
      const server = createSmallOrganisation();
      server.record({
        user_name: 'Alex Admin',
        entity_type: 'department',
        entity_id: server.findDepartment('Payments').id,
        changes: [
          {
            field: 'parent_id',
            old_value: null,
            new_value: server.findDepartment('Engineering').id,
          },
        ],
      });
      const pane = await openDepartment(server, 'Payments', 'history');
      const rows = await pane.findAllByRole('row');
      expect(rows[1]).toHaveTextContent('Alex Admin');
      expect(rows[1]).toHaveTextContent('updated');
      expect(rows[1]).toHaveTextContent('parent top level → Engineering');
      const [call] = server.requests.filter(text => text.includes('/activity'));
      expect(call).toContain(
        `entity_id=${server.findDepartment('Payments').id}`,
      );
    });

    it('shows an error for an unknown department @full', async () => {
      renderAdmin(
        '/organisation/departments?department=gone',
        createSmallOrganisation(),
      );
      expect(await screen.findByText('Department not found')).toBeVisible();
    });
  });

  describe('department access', () => {
    it('links a project', async () => {
      const server = createSmallOrganisation();
      const project = server.addProject({ name: 'payments-api' });
      const pane = await openDepartment(server, 'Payments', 'access');
      await userEvent.click(
        await pane.findByRole('button', { name: 'Give access' }),
      );
      const dialog = await findDialog('Give Payments access');
      await userEvent.type(
        dialog.getByRole('combobox', { name: 'Project' }),
        'pay',
      );
      await userEvent.click(
        await screen.findByRole('option', { name: /payments-api/ }),
      );
      await userEvent.click(
        dialog.getByRole('button', { name: 'Give access' }),
      );
      expect(
        await pane.findByRole('link', { name: 'payments-api' }),
      ).toBeVisible();
      expect(server.writes).toMatchObject([
        { call: 'linkDepartment', body: { project_id: project.id } },
      ]);
    });

    it.each([
      ['They lose access, unless they also have it from another source', ''],
      ['They stay members, as if added manually', 'keep_members=true'],
    ])(
      'removes access to a project with the choice: %s',
      async (choice, query) => {
        const server = createSmallOrganisation();
        server.addLink('Payments', server.addProject({ name: 'shop' }));
        const pane = await openDepartment(server, 'Payments', 'access');
        await userEvent.click(
          await pane.findByRole('button', { name: 'Remove access to shop' }),
        );
        const dialog = await findDialog('Remove access to shop?');
        await userEvent.click(dialog.getByRole('radio', { name: choice }));
        await userEvent.click(
          dialog.getByRole('button', { name: 'Remove access' }),
        );
        expect(await pane.findByText('No access given yet')).toBeVisible();
        expect(server.writes).toMatchObject([
          { call: 'unlinkDepartment', query },
        ]);
      },
    );
  });
});

describe('department move', () => {
  const PATH = '/organisation/departments';

  const ROW = 36;

  function createOrganisation() {
    const server = new OrganisationServer();
    server.addTree({
      Engineering: { Payments: { Ledger: {} }, Shop: {} },
      Sales: { Europe: { South: { Italy: { Rome: {} } } } },
    });
    server.addSmith('Ada', 'Payments');
    server.addSmith('Grace', 'Ledger');
    return server;
  }

  const findRow = (name: string) =>
    screen.findByRole('treeitem', { name: new RegExp(`^${name},`) });

  const getParentName = (server: OrganisationServer, name: string) => {
    const { parent_id } = server.findDepartment(name);
    return server.departments.find(({ id }) => id === parent_id)?.name ?? null;
  };

  /** Opens the move dialog with its shortcut. */
  async function openMove(name: string) {
    const row = await findRow(name);
    act(() => row.focus());
    await userEvent.keyboard('m');
    return within(await screen.findByRole('dialog', { name: `Move ${name}` }));
  }

  async function pickParent(
    dialog: Awaited<ReturnType<typeof openMove>>,
    name: string,
  ) {
    await userEvent.type(
      dialog.getByRole('combobox', { name: 'Parent department' }),
      name,
    );
    return screen.findByRole('option', { name: new RegExp(`^${name}`) });
  }

  /** Mocks the layout: rows below each other, under the head of the tree. */
  function mockTreeLayout() {
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

  /** Drags a row over a target without releasing it. */
  async function dragOver(name: string, target: HTMLElement) {
    const row = await findRow(name);
    const from = row.getBoundingClientRect();
    fireEvent.mouseDown(row, { button: 0, clientX: 50, clientY: from.top + 5 });
    const wait = () => act(() => new Promise(done => setTimeout(done, 50)));
    fireEvent.mouseMove(document, { clientX: 60, clientY: from.top + 15 });
    await wait();
    const to = target.getBoundingClientRect();
    fireEvent.mouseMove(document, { clientX: 50, clientY: to.top + 5 });
    await wait();
    fireEvent.mouseMove(document, { clientX: 50, clientY: to.top + 6 });
    await wait();
  }

  mockScrollContainerSizes();

  afterEach(() => jest.restoreAllMocks());

  it('expands the new parent, so that the moved department stays visible @full', async () => {
    renderAdmin(PATH, createOrganisation());
    const sales = await findRow('Sales');
    act(() => sales.focus());
    await userEvent.keyboard('{ArrowLeft}');
    await waitFor(() =>
      expect(screen.queryByRole('treeitem', { name: /^Europe,/ })).toBeNull(),
    );
    const dialog = await openMove('Shop');
    await userEvent.click(await pickParent(dialog, 'Europe'));
    await userEvent.click(dialog.getByRole('button', { name: 'Move' }));
    expect(await findRow('Europe')).toBeVisible();
    expect(await findRow('Shop')).toHaveAttribute('aria-level', '3');
  });

  it('shows the size of the move, moves with one request, and undoes it @full', async () => {
    const server = createOrganisation();
    renderAdmin(PATH, server);
    const dialog = await openMove('Payments');
    expect(dialog.getByRole('status')).toHaveTextContent(
      'Moves: 2 departments, 2 people',
    );
    const submit = dialog.getByRole('button', { name: 'Move' });
    expect(submit).toBeDisabled();
    await userEvent.click(await pickParent(dialog, 'Sales'));
    await userEvent.click(submit);

    await waitFor(() =>
      expect(getParentName(server, 'Payments')).toBe('Sales'),
    );
    expect(server.writes).toEqual([
      {
        call: 'updateDepartment',
        body: { parent_id: server.findDepartment('Sales').id },
        query: '',
      },
    ]);
    expect(await findRow('Sales')).toHaveAccessibleName('Sales, 2 people');

    await userEvent.click(await screen.findByRole('button', { name: 'Undo' }));
    await waitFor(() =>
      expect(getParentName(server, 'Payments')).toBe('Engineering'),
    );
    expect(await findRow('Engineering')).toHaveAccessibleName(
      'Engineering, 2 people',
    );
    expect(screen.queryByRole('button', { name: 'Undo' })).toBeNull();
  });

  it('shows the membership changes of the chosen target @full', async () => {
    const server = createOrganisation();
    server.answer({
      previewDepartmentMove: ({ body }) =>
        createExampleResponse('previewDepartmentMove', {
          memberships_added: 1,
          memberships_removed: body.parent_id === null ? 3 : 12,
        }),
    });
    renderAdmin(PATH, server);
    const dialog = await openMove('Payments');
    expect(dialog.queryByText(/Memberships:/)).toBeNull();
    await userEvent.click(await pickParent(dialog, 'Sales'));
    expect(
      await dialog.findByText('Memberships: 1 added, 12 removed.'),
    ).toBeVisible();
    await userEvent.click(
      dialog.getByRole('radio', { name: 'To the top level' }),
    );
    expect(dialog.queryByText(/12 removed/)).toBeNull();
    expect(
      await dialog.findByText('Memberships: 1 added, 3 removed.'),
    ).toBeVisible();
  });

  it('moves a department to the top level', async () => {
    const server = createOrganisation();
    renderAdmin(PATH, server);
    const dialog = await openMove('Payments');
    await userEvent.click(
      dialog.getByRole('radio', { name: 'To the top level' }),
    );
    expect(dialog.getByRole('status')).toHaveTextContent(
      'From level 2 to level 1.',
    );
    await userEvent.click(dialog.getByRole('button', { name: 'Move' }));
    await waitFor(() => expect(getParentName(server, 'Payments')).toBeNull());
    await waitFor(async () =>
      expect(await findRow('Payments')).toHaveAttribute('aria-level', '1'),
    );
  });

  it('disables invalid targets, and shows the reason @full', async () => {
    renderAdmin(PATH, createOrganisation());
    const dialog = await openMove('Payments');
    const rome = await pickParent(dialog, 'Rome');
    expect(rome).toHaveAttribute('aria-disabled', 'true');
    expect(rome).toHaveTextContent('more than 6 levels');
    const field = dialog.getByRole('combobox', { name: 'Parent department' });
    await userEvent.clear(field);
    expect(await pickParent(dialog, 'Ledger')).toHaveTextContent(
      'A department cannot be moved into itself',
    );
  });

  it('restores the old position after a version conflict', async () => {
    const server = createOrganisation();
    renderAdmin(PATH, server);
    const dialog = await openMove('Payments');
    await userEvent.click(await pickParent(dialog, 'Sales'));
    server.findDepartment('Payments').version = 7;
    await userEvent.click(dialog.getByRole('button', { name: 'Move' }));
    expect(await screen.findByRole('alert')).toHaveTextContent(
      /Payments was not moved. Someone else changed this department/,
    );
    await waitFor(async () =>
      expect(await findRow('Sales')).toHaveAccessibleName('Sales, 0 people'),
    );
    expect(screen.queryByRole('button', { name: 'Undo' })).toBeNull();
  });

  it('shows the error of a move after the user has opened another page', async () => {
    const server = createOrganisation();
    renderAdmin(PATH, server);
    const dialog = await openMove('Payments');
    await userEvent.click(await pickParent(dialog, 'Sales'));
    server.refuse('PATCH', 400, 'It would be below itself');
    const release = server.blockRequests(() => true);
    await userEvent.click(dialog.getByRole('button', { name: 'Move' }));
    await openPeople();
    release();
    expect(await screen.findByText(/Payments was not moved/)).toBeVisible();
    expect(screen.getByText(/It would be below itself/)).toBeVisible();
  });

  it('moves a department again before the server has responded to the first move', async () => {
    const server = createOrganisation();
    renderAdmin(PATH, server);
    await findRow('Payments');
    const release = server.blockRequests(() => true);
    const dialog = await openMove('Payments');
    await userEvent.click(
      dialog.getByRole('radio', { name: 'To the top level' }),
    );
    await userEvent.click(dialog.getByRole('button', { name: 'Move' }));
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    const secondDialog = await openMove('Payments');
    await userEvent.click(await pickParent(secondDialog, 'Sales'));
    await userEvent.click(secondDialog.getByRole('button', { name: 'Move' }));
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    release();
    await waitFor(() =>
      expect(getParentName(server, 'Payments')).toBe('Sales'),
    );
    expect(screen.queryByRole('alert')).toBeNull();
  });

  it('shows the error of a move, and keeps the next move @full', async () => {
    const server = createOrganisation();
    renderAdmin(PATH, server);
    await findRow('Shop');
    const release = server.blockRequests(() => true);
    server.refuse('PATCH', 400, 'The name is taken');
    for (const name of ['Shop', 'Ledger']) {
      const dialog = await openMove(name);
      await userEvent.click(
        dialog.getByRole('radio', { name: 'To the top level' }),
      );
      await userEvent.click(dialog.getByRole('button', { name: 'Move' }));
      await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    }
    release();
    await waitFor(() => expect(getParentName(server, 'Ledger')).toBeNull());
    expect(await screen.findByText(/Shop was not moved/)).toBeVisible();
    expect(await findRow('Ledger')).toHaveAttribute('aria-level', '1');
    expect(await findRow('Shop')).toHaveAttribute('aria-level', '2');
  });

  it('shows the error of the server @full', async () => {
    const server = createOrganisation();
    renderAdmin(PATH, server);
    const dialog = await openMove('Shop');
    await userEvent.click(await pickParent(dialog, 'Sales'));
    server.refuse('PATCH', 400, 'It would be below itself');
    await userEvent.click(dialog.getByRole('button', { name: 'Move' }));
    expect(await screen.findByRole('alert')).toHaveTextContent(
      /It would be below itself/,
    );
  });

  it('requires confirmation when a row is dropped on another row @full', async () => {
    const server = createOrganisation();
    renderAdmin(PATH, server);
    const sales = await findRow('Sales');
    mockTreeLayout();
    await dragOver('Payments', sales);
    fireEvent.mouseUp(document);
    const dialog = within(
      await screen.findByRole('dialog', { name: 'Move Payments to Sales?' }),
    );
    expect(server.writes).toEqual([]);
    await userEvent.click(dialog.getByRole('button', { name: 'Move' }));
    await waitFor(() =>
      expect(getParentName(server, 'Payments')).toBe('Sales'),
    );
  });

  it('shows the reason during a drag to an invalid target, and ignores the drop @full', async () => {
    const server = createOrganisation();
    renderAdmin(PATH, server);
    const rome = await findRow('Rome');
    mockTreeLayout();
    await dragOver('Payments', rome);
    expect(
      await screen.findByText('The tree would have more than 6 levels'),
    ).toBeInTheDocument();
    fireEvent.mouseUp(document);
    await act(() => new Promise(done => setTimeout(done, 50)));
    expect(screen.queryByRole('dialog')).toBeNull();
    expect(server.writes).toEqual([]);
  });

  it('opens the move dialog for the top level after a drop on the tree header', async () => {
    renderAdmin(PATH, createOrganisation());
    const sales = await findRow('Sales');
    mockTreeLayout();
    await dragOver('Payments', sales);
    const head = await screen.findByText('Drop here to move to the top level');
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

describe('moveInTree', () => {
  const tree = buildDepartmentTree([
    {
      name: 'A',
      staff_count: 1,
      children: [
        {
          name: 'B',
          staff_count: 2,
          children: [{ name: 'C', staff_count: 4 }],
        },
      ],
    },
    { name: 'D', staff_count: 8, children: [{ name: 'E' }, { name: 'A2' }] },
  ]);

  /** Formats a tree in one line: name, level and people of each department. */
  function formatTree(nodes: DepartmentNode[]): string {
    return nodes
      .map(
        ({ name, level, staff_count_recursive: people, children }) =>
          `${name}/${level}/${people}(${formatTree(children)})`,
      )
      .join(' ');
  }

  it('moves all descendants, and recalculates levels and head counts', () => {
    const moved = moveInTree(tree, 'B', 'D');
    expect(formatTree(moved)).toBe(
      'A/1/1() D/1/14(A2/2/0() B/2/6(C/3/4()) E/2/0())',
    );
    expect(moved[1].children[1].parent_id).toBe('D');
  });

  it('moves a department to the top level', () => {
    const moved = moveInTree(tree, 'C', null);
    expect(formatTree(moved)).toBe(
      'A/1/3(B/2/2()) C/1/4() D/1/8(E/2/0() A2/2/0())',
    );
    expect(moved[1].parent_id).toBeNull();
  });

  it('returns the same tree for an unknown department', () => {
    expect(formatTree(moveInTree(tree, 'Z', 'A'))).toBe(formatTree(tree));
  });
});

describe('findMoveProblem', () => {
  const index = indexTree(
    createDepartmentTree({
      1: { 2: { 3: { 4: { 5: { 6: {} } } } } },
      A: { B: {} },
    }),
  );

  it.each([
    ['A', '4', undefined],
    ['A', '5', 'deep'],
    ['B', '5', undefined],
    ['B', '6', 'deep'],
    ['B', 'A', 'here'],
    ['A', null, 'here'],
    ['B', null, undefined],
    ['1', '3', 'inside'],
    ['1', '1', 'inside'],
    ['1', null, 'here'],
    ['1', 'gone', 'here'],
    ['2', 'B', 'deep'],
    ['2', 'A', undefined],
  ])(
    'for a move of %j to %j, returns the problem %j',
    (id, parentId, problem) => {
      expect(findMoveProblem(index, id, parentId)).toBe(problem);
    },
  );
});

describe('findReassignProblem', () => {
  const index = indexTree(
    createDepartmentTree({
      a1: { a2: { a3: { a4: { a5: {} } } } },
      b1: { b2: { b3: {} } },
    }),
  );

  it.each([
    ['b1', 'a1', undefined],
    ['b1', 'a4', undefined],
    ['b1', 'a5', 'deep'],
    ['b3', 'a5', undefined],
    ['b1', 'b1', 'inside'],
    ['b1', 'b3', 'inside'],
    ['b2', 'b1', undefined],
  ])(
    'for reassigning the content of %j to %j, returns the problem %j',
    (id, heir, problem) => {
      expect(findReassignProblem(index, id, heir)).toBe(problem);
    },
  );
});
