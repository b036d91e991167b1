import type {
  ImportResult,
  StaffBulkAction,
} from '@callboard/plugin-callboard-common';
import { ErrorResponse } from '@callboard/plugin-callboard-react/testUtils';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { File as NodeFile } from 'node:buffer';
import { OrganisationServer } from '../../__testUtils__/OrganisationServer';
import { renderAdmin } from '../../__testUtils__/renderAdmin';
import { runInBatches } from './directory/useBulkAction';

describe('StaffDirectory', () => {
  const PATH = '/organisation/people';

  const LIST = '/workspaces/default/staff';

  function createOrganisation(role: 'admin' | 'member' = 'admin') {
    const server = new OrganisationServer(role);
    const engineering = server.addDepartment({ name: 'Engineering' });
    const payments = server.addDepartment(
      { name: 'Payments', code: 'PAY' },
      engineering,
    );
    server.addPerson({
      first_name: 'Ada',
      last_name: 'Lovelace',
      department_id: payments.id,
      position: 'Engineer',
      date_of_joining: '2024-03-01',
    });
    server.addPerson({ first_name: 'Grace', last_name: 'Hopper' });
    server.addPerson({
      first_name: 'Alan',
      last_name: 'Turing',
      employment_status: 'resigned',
    });
    return { server, engineering, payments };
  }

  async function findRow(name: string) {
    const link = await screen.findByRole('link', { name });
    return within(link.closest('[role=row]') as HTMLElement);
  }

  async function selectPeople(...names: string[]) {
    for (const name of names) {
      const row = await findRow(name);
      await userEvent.click(
        row.getByRole('checkbox', { name: `Select ${name}` }),
      );
    }
  }

  it('shows department, position, start date and status of each person @full', async () => {
    const { server, payments } = createOrganisation();
    renderAdmin(PATH, server);
    const ada = await findRow('Ada Lovelace');
    expect(ada.getByRole('link', { name: 'Ada Lovelace' })).toHaveAttribute(
      'href',
      `${PATH}/${server.staff[0].id}?workspace=default`,
    );
    expect(await ada.findByRole('link', { name: 'Payments' })).toHaveAttribute(
      'href',
      `/organisation/departments?workspace=default&department=${payments.id}`,
    );
    expect(ada.getByText('Engineer')).toBeVisible();
    expect(ada.getByText('Mar 1, 2024')).toBeVisible();
    expect((await findRow('Alan Turing')).getByText('Has left')).toBeVisible();
    expect(screen.getByText('3 people')).toBeVisible();
  });

  it('shows position and department on hover over a name, without a staff query @full', async () => {
    const { server } = createOrganisation();
    renderAdmin(PATH, server);
    const ada = await findRow('Ada Lovelace');
    const queryCount = server.listQueries(LIST).length;
    await userEvent.hover(ada.getByRole('link', { name: 'Ada Lovelace' }));
    const card = await screen.findByRole('tooltip');
    await waitFor(() =>
      expect(card).toHaveTextContent('Ada LovelaceEngineerPayments'),
    );
    // The row already contains the data of the card.
    expect(server.listQueries(LIST)).toHaveLength(queryCount);
  });

  it('queries with the filters from the URL, and clears them @full', async () => {
    const { server, engineering } = createOrganisation();
    renderAdmin(
      `${PATH}?q=ada&department=${engineering.id}&status=active&order=-staff_id`,
      server,
    );
    expect(await screen.findByText('1 person')).toBeVisible();
    expect(Object.fromEntries(server.listQueries(LIST)[0])).toEqual({
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
    expect(Object.fromEntries(server.listQueries(LIST).pop()!)).toEqual({
      order_by: '-staff_id',
      limit: '100',
    });
  });

  it('excludes sub-departments when the checkbox is cleared', async () => {
    const { server, engineering } = createOrganisation();
    renderAdmin(PATH, server);
    await findRow('Ada Lovelace');
    const user = userEvent.setup();
    await user.click(screen.getByRole('combobox', { name: 'Department' }));
    await user.click(
      await screen.findByRole('option', { name: 'Engineering' }),
    );
    await user.click(
      await screen.findByRole('checkbox', {
        name: 'Include sub-departments',
      }),
    );
    await waitFor(() => {
      const query = server.listQueries(LIST).pop()!;
      expect(query.get('department')).toBe(engineering.id);
      expect(query.get('recursive')).toBeNull();
    });
  });

  it('sorts by a clicked column, and reverses the order on the second click @full', async () => {
    const { server } = createOrganisation();
    renderAdmin(PATH, server);
    await findRow('Ada Lovelace');
    const head = screen.getByRole('columnheader', { name: 'Joining date' });
    expect(head).toHaveAttribute('aria-sort', 'none');
    await userEvent.click(within(head).getByRole('button'));
    await waitFor(() =>
      expect(server.listQueries(LIST).pop()!.get('order_by')).toBe(
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

  it('updates the search results while the user types @full', async () => {
    const { server } = createOrganisation();
    renderAdmin(PATH, server);
    await findRow('Ada Lovelace');
    await userEvent.keyboard('/');
    await userEvent.keyboard('nobody');
    expect(await screen.findByText('No matching people')).toBeVisible();
  });

  it('transfers all selected people in one request, and focuses the list', async () => {
    const { server, payments } = createOrganisation();
    renderAdmin(PATH, server);
    await selectPeople('Ada Lovelace', 'Grace Hopper');
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
      expect(server.bulkActions).toEqual([
        {
          action: 'transfer',
          ids: [server.staff[0].id, server.staff[1].id],
          department_id: payments.id,
        },
      ]),
    );
    expect(await screen.findByText('3 people')).toBeVisible();
    expect(screen.queryByText(/selected/)).toBeNull();
    await waitFor(() =>
      expect(document.activeElement).toHaveAttribute('role', 'row'),
    );
  });

  it('keeps the dialog and its people when a live update removes a person from the list', async () => {
    const { server } = createOrganisation();
    const { signal } = renderAdmin(PATH, server);
    await selectPeople('Ada Lovelace');
    await userEvent.click(screen.getByRole('button', { name: 'Delete' }));
    const dialog = await screen.findByRole('dialog');
    const [{ id }] = server.staff.splice(0, 1);
    await signal({
      type: 'change',
      workspace_id: server.me.workspaces[0].id,
      entity_type: 'staff',
      entity_id: id,
    });
    await waitFor(() => expect(screen.queryByText('Ada Lovelace')).toBeNull());
    expect(dialog).toBeVisible();
    expect(dialog).toHaveAccessibleName('Delete 1 person?');
    await userEvent.click(
      within(dialog).getByRole('button', { name: 'Delete' }),
    );
    await waitFor(() =>
      expect(server.bulkActions).toEqual([{ action: 'delete', ids: [id] }]),
    );
  });

  it('shows the number of people to delete, and keeps the selection after an error', async () => {
    const { server } = createOrganisation();
    renderAdmin(PATH, server);
    await selectPeople('Ada Lovelace');
    const user = userEvent.setup();
    await user.click(screen.getByRole('button', { name: 'Delete' }));
    const dialog = within(
      await screen.findByRole('dialog', { name: 'Delete 1 person?' }),
    );
    server.refuse('POST', 400, 'Ada Lovelace is the last admin');
    await user.click(dialog.getByRole('button', { name: 'Delete' }));
    expect(await dialog.findByRole('alert')).toHaveTextContent(
      'No changes were made. The change applies to all selected people or to none. Ada Lovelace is the last admin',
    );
    await user.click(dialog.getByRole('button', { name: 'Cancel' }));
    expect(screen.getByText('1 person selected')).toBeVisible();
  });

  // Avoids queries by role over the whole screen, which are slow with many rows.
  it('sends bulk changes in batches of 100, and keeps unprocessed rows selected @full', async () => {
    const { server } = createOrganisation();
    for (let index = 0; index < 120; index += 1) {
      server.addPerson({ first_name: 'Person', last_name: String(index) });
    }
    const ids = server.staff.map(({ id }) => id);
    const next = server.blockRequests(() => server.bulkActions.length === 1);
    renderAdmin(PATH, server);
    await screen.findByText('Ada Lovelace');
    const user = userEvent.setup();
    await user.click(screen.getByText('Load more'));
    await screen.findByText('123 of 123 shown');
    await user.click(screen.getByLabelText('Select all rows shown'));
    await user.click(screen.getByText('Delete'));
    server.refuseBulk = {
      after: 1,
      refusal: new ErrorResponse(503, 'Too busy'),
    };
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
    expect(server.bulkActions).toEqual([
      { action: 'delete', ids: ids.slice(0, 100) },
      { action: 'delete', ids: ids.slice(100) },
    ]);
  });

  it('hides the editing actions from members, and keeps the export @full', async () => {
    const { server } = createOrganisation('member');
    renderAdmin(PATH, server);
    const row = await findRow('Ada Lovelace');
    expect(row.queryByRole('checkbox')).toBeNull();
    expect(screen.queryByRole('button', { name: 'Add person' })).toBeNull();
    expect(screen.queryByRole('link', { name: 'Import' })).toBeNull();
    expect(
      screen.getByRole('button', { name: 'Export to Excel' }),
    ).toBeVisible();
  });

  it('offers to add a person when the directory is empty @full', async () => {
    const { server } = createOrganisation();
    server.staff.length = 0;
    renderAdmin(PATH, server);
    expect(await screen.findByText(/^No people in/)).toBeVisible();
    expect(screen.getAllByRole('button', { name: 'Add person' })).toHaveLength(
      2,
    );
  });
});

describe('people block on the admin page @full', () => {
  it('shows the number of people by status, and links to the directory', async () => {
    const server = new OrganisationServer();
    server.addPerson();
    server.addPerson();
    server.addPerson({ employment_status: 'resigned' });
    renderAdmin('/callboard', server);
    const facts = await screen.findByText('3 people · 2 active · 1 has left');
    expect(facts.closest('a')).toHaveAttribute('href', '/organisation/people');
  });

  it('shows the workspace name to an admin of several workspaces', async () => {
    const server = new OrganisationServer();
    server.store('workspaces')[0].name = 'Shop';
    server.insert('workspaces', { slug: 'lab', name: 'Lab' });
    server.actAs({ role: 'admin' });
    server.addPerson();
    server.addDepartment({ name: 'Engineering' });
    renderAdmin('/callboard', server);
    expect(await screen.findByText('Shop · 1 person · 1 active')).toBeVisible();
    expect(await screen.findByText(/^Shop · 1 department · /)).toBeVisible();
  });
});

describe('runInBatches', () => {
  const ids = Array.from({ length: 230 }, (_, index) => `id-${index}`);

  function runAction(send: jest.Mock) {
    const progress = jest.fn();
    const action: StaffBulkAction = {
      action: 'status',
      ids,
      employment_status: 'active',
    };
    return { progress, outcome: runInBatches(action, send, progress) };
  }

  it('sends batches of 100 one after another, and sums the results', async () => {
    let underWay = 0;
    const send = jest.fn(async (batch: StaffBulkAction) => {
      underWay += 1;
      expect(underWay).toBe(1);
      await Promise.resolve();
      underWay -= 1;
      return { changed: batch.ids.length - 1, unchanged: 1 };
    });
    const { progress, outcome } = runAction(send);
    expect(await outcome).toEqual({
      changed: 227,
      unchanged: 3,
      done: 230,
      total: 230,
      unprocessedIds: [],
    });
    expect(send.mock.calls).toEqual(
      [ids.slice(0, 100), ids.slice(100, 200), ids.slice(200)].map(part => [
        { action: 'status', ids: part, employment_status: 'active' },
      ]),
    );
    expect(progress.mock.calls).toEqual([
      [{ done: 0, total: 230 }],
      [{ done: 100, total: 230 }],
      [{ done: 200, total: 230 }],
    ]);
  });

  it('stops at the first failed batch, and returns the unprocessed ids', async () => {
    const error = new Error('Too busy');
    const send = jest
      .fn()
      .mockResolvedValueOnce({ changed: 100, unchanged: 0 })
      .mockRejectedValueOnce(error);
    expect(await runAction(send).outcome).toEqual({
      changed: 100,
      unchanged: 0,
      done: 100,
      total: 230,
      unprocessedIds: ids.slice(100),
      error,
    });
    expect(send).toHaveBeenCalledTimes(2);
  });
});

describe('ImportWizard', () => {
  const PATH = '/organisation/people/import';

  const row = (
    number: number,
    outcome: 'created' | 'updated' | 'failed',
    staff_id: string,
    email: string,
    before: Record<string, string> = {},
  ) => ({
    row: number,
    outcome,
    values: { staff_id, first_name: 'Ada', email },
    changed: Object.keys(before),
    before,
  });

  /** Five rows: one created, one updated, three with an error. */
  const answer: ImportResult = {
    rows: 5,
    created: 1,
    updated: 1,
    skipped: 0,
    failed: 3,
    errors: [
      { row: 3, field: 'email', reason: 'must be a mail address' },
      { row: 4, field: 'staff_id', reason: 'is in the file twice' },
      { row: 6, field: 'department_code', reason: 'names no department' },
    ],
    ignored_columns: ['shoe_size'],
    preview: [
      row(2, 'created', '1', 'a@x.org'),
      row(3, 'failed', '2', '=cmd'),
      row(4, 'failed', '1', 'c@x.org'),
      row(5, 'updated', '7', 'd@x.org', { email: 'old@x.org' }),
      row(6, 'failed', '9', 'e@x.org'),
    ],
  };

  /**
   * Creates a file with the class `File` of Node.js, because the classes `FormData` and `Blob` of
   * Node.js do not accept the files of jsdom.
   */
  const createCsv = (
    content = 'staff_id,email\n1,a@x.org\n',
    name = 'people.csv',
  ) => new NodeFile([content], name, { type: 'text/csv' }) as unknown as File;

  async function open(role: 'admin' | 'member' = 'admin') {
    const server = new OrganisationServer(role);
    server.imports = [answer];
    renderAdmin(PATH, server);
    return server;
  }

  async function choose(file: File) {
    await userEvent.upload(
      await screen.findByLabelText('File to import'),
      file,
      {
        applyAccept: false,
      },
    );
  }

  const preview = () =>
    userEvent.click(screen.getByRole('button', { name: 'Preview' }));

  /** Records the files that the page saves. */
  function recordSavedFiles() {
    const saved: { name: string; content: Blob }[] = [];
    let content: Blob;
    URL.createObjectURL = blob => {
      content = blob as Blob;
      return 'blob:saved';
    };
    URL.revokeObjectURL = () => {};
    jest
      .spyOn(HTMLAnchorElement.prototype, 'click')
      .mockImplementation(function click(this: HTMLAnchorElement) {
        saved.push({ name: this.download, content });
      });
    return saved;
  }

  beforeEach(() => {
    // The preview has its own scroll container, which has no size in jsdom.
    jest
      .spyOn(HTMLElement.prototype, 'offsetHeight', 'get')
      .mockReturnValue(600);
    jest
      .spyOn(HTMLElement.prototype, 'offsetWidth', 'get')
      .mockReturnValue(900);
  });
  afterEach(() => jest.restoreAllMocks());

  it('previews the result of each row without importing @full', async () => {
    const server = await open();
    await choose(createCsv());
    await userEvent.click(screen.getByRole('radio', { name: /Update/ }));
    await preview();
    expect(
      await screen.findByRole('heading', { name: 'Import preview' }),
    ).toHaveFocus();
    expect(Object.fromEntries(server.uploads[0])).toMatchObject({
      dry_run: 'true',
      preview: 'true',
      skip_existing: 'false',
      update_existing: 'true',
    });
    const chips = within(
      screen.getByRole('group', { name: 'Rows by outcome' }),
    );
    expect(
      chips.getAllByRole('button').map(({ textContent }) => textContent),
    ).toEqual([
      '1 new',
      '1 changed',
      '0 unchanged or skipped',
      '3 with errors',
    ]);
    expect(screen.getByText(/ignored: shoe_size/)).toBeVisible();

    const rows = within(screen.getByRole('grid')).getAllByRole('row');
    expect(rows.map(({ textContent }) => textContent)).toEqual([
      'RowOutcomestaff_idfirst_nameemail',
      '3Erroremail must be a mail address2Ada=cmd (invalid)',
      '4Errorstaff_id is in the file twice1 (invalid)Adac@x.org',
      '6Errordepartment_code: names no department9Adae@x.org',
      '2New1Adaa@x.org',
      '5Changed7Adabefore: old@x.org → d@x.org',
    ]);

    await userEvent.click(chips.getByRole('button', { name: '1 new' }));
    expect(within(screen.getByRole('grid')).getAllByRole('row')).toHaveLength(
      2,
    );
  });

  it('imports the valid rows, and offers the failed rows as a download @full', async () => {
    const saved = recordSavedFiles();
    const server = await open();
    await choose(createCsv());
    await preview();
    await userEvent.click(
      await screen.findByRole('button', { name: 'Import 2 rows' }),
    );
    expect(
      await screen.findByRole('heading', { name: 'Import complete' }),
    ).toBeVisible();
    expect(server.uploads[1].get('dry_run')).toBe('false');
    expect(screen.getByText('3 with errors')).toBeVisible();
    await userEvent.click(
      screen.getByRole('button', { name: 'Download rows with errors' }),
    );
    expect(saved[0].name).toBe('people_failed_rows.csv');
    expect((await saved[0].content.text()).split('\r\n')).toEqual([
      'staff_id,first_name,email,error',
      "2,Ada,'=cmd,email must be a mail address",
      '1,Ada,c@x.org,staff_id is in the file twice',
      '9,Ada,e@x.org,department_code: names no department',
      '',
    ]);
    expect(screen.getByRole('link', { name: 'Done' })).toHaveAttribute(
      'href',
      '/organisation/people?workspace=default',
    );
  });

  it('downloads a template with all columns @full', async () => {
    const saved = recordSavedFiles();
    await open();
    await userEvent.click(
      await screen.findByRole('button', { name: 'Download a template' }),
    );
    expect(saved[0].name).toBe('people_template.csv');
    expect(await saved[0].content.text()).toBe(
      'staff_id,first_name,last_name,email,department_code,position,job_grade,phone,date_of_joining,date_of_leaving,employment_status,is_department_manager,notes\r\n',
    );
  });

  it('shows the size limit after a 413 response, and keeps the file @full', async () => {
    const server = await open();
    await choose(createCsv());
    server.refuse('POST', 413, 'Payload too large');
    await preview();
    expect(await screen.findByRole('alert')).toHaveTextContent(
      /The file is larger than 10 MB. Split it/,
    );
    expect(screen.getByText('people.csv')).toBeVisible();
  });

  it('shows why the server could not read the file @full', async () => {
    const server = await open();
    await choose(createCsv());
    server.refuse('POST', 400, 'The column staff_id is missing');
    await preview();
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'The file could not be read. The column staff_id is missing',
    );
  });

  it('rejects unsupported and empty files before the upload @full', async () => {
    const server = await open();
    await choose(createCsv('x', 'people.pdf'));
    expect(await screen.findByRole('alert')).toHaveTextContent(
      /Use one of these: CSV, XLSX/,
    );
    await choose(createCsv(''));
    await waitFor(() =>
      expect(screen.getByRole('alert')).toHaveTextContent('The file is empty.'),
    );
    expect(screen.getByRole('button', { name: 'Preview' })).toBeDisabled();
    expect(server.uploads).toEqual([]);
  });

  it('keeps the file and the options when going back @full', async () => {
    await open();
    await choose(createCsv());
    await userEvent.click(screen.getByRole('radio', { name: /Skip/ }));
    await preview();
    await userEvent.click(await screen.findByRole('button', { name: 'Back' }));
    expect(screen.getByText('people.csv')).toBeVisible();
    expect(screen.getByRole('radio', { name: /Skip/ })).toBeChecked();
    expect(
      screen.getByRole('button', { name: 'Choose another file' }),
    ).toHaveFocus();
  });

  it('hides the import from members, and lists people who can give access', async () => {
    await open('member');
    expect(
      await screen.findByRole('list', { name: 'People who can give access' }),
    ).toBeVisible();
    expect(screen.queryByLabelText('File to import')).toBeNull();
  });
});
