import { File as NodeFile } from 'node:buffer';
import type { ImportResult } from '@callboard/plugin-callboard-common';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { FakeBackend } from '../../__testUtils__/FakeBackend';
import { FakeStaff } from '../../__testUtils__/FakeStaff';
import { Refusal } from '@callboard/plugin-callboard-react/testUtils';
import { renderAdmin } from '../../__testUtils__/renderAdmin';

const PATH = '/organisation/people/import';

const values = (staff_id: string, email: string) => ({
  staff_id,
  first_name: 'Ada',
  email,
});

/** Five rows: one new, one changed, three with a mistake. */
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
    { row: 2, outcome: 'created', values: values('1', 'a@x.org'), changed: [] },
    { row: 3, outcome: 'failed', values: values('2', '=cmd'), changed: [] },
    { row: 4, outcome: 'failed', values: values('1', 'c@x.org'), changed: [] },
    {
      row: 5,
      outcome: 'updated',
      values: values('7', 'd@x.org'),
      changed: ['email'],
    },
    { row: 6, outcome: 'failed', values: values('9', 'e@x.org'), changed: [] },
  ],
};

/** Forms and blobs are Node's in these tests, and take no files of jsdom. */
const csv = (content = 'staff_id,email\n1,a@x.org\n', name = 'people.csv') =>
  new NodeFile([content], name, { type: 'text/csv' }) as unknown as File;

async function open(role: 'admin' | 'member' = 'admin') {
  const backend = new FakeBackend();
  backend.addWorkspace({});
  backend.demote(role);
  const fake = new FakeStaff(backend);
  fake.imports = [answer];
  renderAdmin(PATH, backend);
  return { backend, fake };
}

async function choose(file: File) {
  await userEvent.upload(await screen.findByLabelText('File to import'), file, {
    applyAccept: false,
  });
}

const preview = () =>
  userEvent.click(screen.getByRole('button', { name: 'Preview' }));

/** What is saved from the page, by name. */
function savedFiles() {
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

describe('ImportWizard', () => {
  beforeEach(() => {
    // The preview scrolls in a box of its own, which has no size in jsdom.
    jest
      .spyOn(HTMLElement.prototype, 'offsetHeight', 'get')
      .mockReturnValue(600);
    jest
      .spyOn(HTMLElement.prototype, 'offsetWidth', 'get')
      .mockReturnValue(900);
  });
  afterEach(() => jest.restoreAllMocks());

  it('shows what a file would do before it does it', async () => {
    const { fake } = await open();
    await choose(csv());
    await userEvent.click(screen.getByRole('radio', { name: /Change them/ }));
    await preview();
    expect(
      await screen.findByRole('heading', { name: 'What would happen' }),
    ).toHaveFocus();
    expect(Object.fromEntries(fake.uploads[0])).toMatchObject({
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
    ).toEqual(['1 new', '1 changed', '0 unchanged or skipped', '3 failed']);
    expect(screen.getByText(/is ignored: shoe_size/)).toBeVisible();

    const rows = within(screen.getByRole('grid')).getAllByRole('row');
    expect(rows.map(row => row.textContent)).toEqual([
      'RowOutcomestaff_idfirst_nameemail',
      '3Failedemail: must be a mail address2Ada=cmd (wrong)',
      '4Failedstaff_id: is in the file twice1 (wrong)Adac@x.org',
      '6Faileddepartment_code: names no department9Adae@x.org',
      '2New1Adaa@x.org',
      '5Changed7Adad@x.org (changes)',
    ]);

    await userEvent.click(chips.getByRole('button', { name: '1 new' }));
    expect(within(screen.getByRole('grid')).getAllByRole('row')).toHaveLength(
      2,
    );
  });

  it('imports the good rows and hands back the bad ones', async () => {
    const saved = savedFiles();
    const { fake } = await open();
    await choose(csv());
    await preview();
    await userEvent.click(
      await screen.findByRole('button', { name: 'Import 2 rows' }),
    );
    expect(
      await screen.findByRole('heading', { name: 'The import is done' }),
    ).toBeVisible();
    expect(fake.uploads[1].get('dry_run')).toBe('false');
    expect(screen.getByText('3 failed')).toBeVisible();
    await userEvent.click(
      screen.getByRole('button', { name: 'Download failed rows' }),
    );
    expect(saved[0].name).toBe('people_failed_rows.csv');
    expect((await saved[0].content.text()).split('\r\n')).toEqual([
      'staff_id,first_name,email,error',
      "2,Ada,'=cmd,email: must be a mail address",
      '1,Ada,c@x.org,staff_id: is in the file twice',
      '9,Ada,e@x.org,department_code: names no department',
      '',
    ]);
    expect(screen.getByRole('link', { name: 'Done' })).toHaveAttribute(
      'href',
      '/organisation/people?workspace=default',
    );
  });

  it('gives a template with every column', async () => {
    const saved = savedFiles();
    await open();
    await userEvent.click(
      await screen.findByRole('button', { name: 'Download a template' }),
    );
    expect(saved[0].name).toBe('people_template.csv');
    expect(await saved[0].content.text()).toBe(
      'staff_id,first_name,last_name,email,department_code,position,job_grade,phone,date_of_joining,date_of_leaving,employment_status,is_department_manager,notes\r\n',
    );
  });

  it('says kindly that a file is too large, and keeps it', async () => {
    const { backend } = await open();
    await choose(csv());
    backend.refuseNext = {
      method: 'POST',
      refusal: new Refusal(413, 'Payload too large'),
    };
    await preview();
    expect(await screen.findByRole('alert')).toHaveTextContent(
      /The file is larger than 10 MB. Divide it/,
    );
    expect(screen.getByText('people.csv')).toBeVisible();
  });

  it('says what is wrong with a file that cannot be read', async () => {
    const { backend } = await open();
    await choose(csv());
    backend.refuseNext = {
      method: 'POST',
      refusal: new Refusal(400, 'The column staff_id is missing'),
    };
    await preview();
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'The file could not be read. The column staff_id is missing',
    );
  });

  it('does not send what cannot be an import', async () => {
    const { fake } = await open();
    await choose(csv('x', 'people.pdf'));
    expect(await screen.findByRole('alert')).toHaveTextContent(
      /Use one of these: CSV, XLSX/,
    );
    await choose(csv(''));
    await waitFor(() =>
      expect(screen.getByRole('alert')).toHaveTextContent('The file is empty.'),
    );
    expect(screen.getByRole('button', { name: 'Preview' })).toBeDisabled();
    expect(fake.uploads).toEqual([]);
  });

  it('goes back to the file with what was chosen', async () => {
    await open();
    await choose(csv());
    await userEvent.click(screen.getByRole('radio', { name: /Skip them/ }));
    await preview();
    await userEvent.click(await screen.findByRole('button', { name: 'Back' }));
    expect(screen.getByText('people.csv')).toBeVisible();
    expect(screen.getByRole('radio', { name: /Skip them/ })).toBeChecked();
  });

  it('is for admins', async () => {
    await open('member');
    expect(
      await screen.findByRole('list', { name: 'People who can give access' }),
    ).toBeVisible();
    expect(screen.queryByLabelText('File to import')).toBeNull();
  });
});
