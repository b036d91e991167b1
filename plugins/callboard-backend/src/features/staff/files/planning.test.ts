import { ImportOptions, staffStatus } from '@callboard/plugin-callboard-common';
import fc from 'fast-check';
import { jane, known, max, describePlan } from './__testUtils__/knownStaff';
import {
  planStaffTable,
  createStaffTable,
} from './__testUtils__/planStaffTable';
import { staffRow } from '../__testUtils__/staffRow';
import { MemoryOutput } from '../../../exports/__testUtils__/MemoryOutput';
import { TableFormat, writeTable } from '../../../exports';
import { formatPreviewOutcomes } from '../../../imports/__testUtils__/formatPreviewOutcomes';
import { storedLine } from '../../../imports/__testUtils__/storedLine';
import { Uploads } from '../../../imports/__testUtils__/Uploads';
import { DepartmentTexts, toStaffCells, staffColumns } from './staffColumns';
import { StaffRow } from '../StaffRow';
import { numRuns } from '../../../__testUtils__/random';

const update = { update_existing: true };
const skip = { skip_existing: true };

describe('staff import row of an existing person', () => {
  it.each<[string, Record<string, string>, Partial<ImportOptions>, string]>([
    ['fails', {}, {}, 'failed | staff_id: already exists'],
    [
      'matches the staff id regardless of case',
      { staff_id: 'e1', position: 'Boss' },
      update,
      'updated | position',
    ],
    [
      'skips the row with skip_existing',
      { email: 'not a mail' },
      skip,
      'skipped',
    ],
    [
      'updates the person with update_existing',
      { position: 'Boss' },
      update,
      'updated | position',
    ],
    [
      'fails for an invalid cell',
      { email: 'x' },
      update,
      'failed | email: must be an email address',
    ],
    [
      'skips a row whose other cells are blank',
      { position: '', email: '' },
      update,
      'skipped',
    ],
    [
      'skips a row that changes nothing',
      { position: 'Nurse' },
      update,
      'skipped',
    ],
    [
      'skips a row that differs only in white space that files cannot contain',
      { notes: 'two\nlines' },
      update,
      'skipped',
    ],
    [
      'transfers the person to the department with the code',
      { department_code: '0911' },
      update,
      'updated | department_code',
    ],
    [
      'keeps the current department',
      { department_code: 'L' },
      update,
      'skipped',
    ],
    [
      'keeps the current department when given by its dept_code',
      { department_code: '0200' },
      update,
      'skipped',
    ],
    [
      'fails for an unknown department',
      { department_code: 'X' },
      update,
      'failed | department_code: no department has this code',
    ],
    [
      'reports date_of_leaving as updated when the person resigns',
      { employment_status: 'resigned' },
      update,
      'updated | date_of_leaving | employment_status',
    ],
    [
      'fails when the dates contradict the stored dates',
      { staff_id: 'E2', date_of_joining: '2026-02-01' },
      update,
      'failed | date_of_leaving: must not be before date_of_joining',
    ],
  ])('%s', async (_, cells, options, expected) => {
    expect(await describePlan([{ staff_id: 'E1', ...cells }], options)).toEqual(
      [expected],
    );
  });

  it('retains fields whose cells are blank', async () => {
    const row = { staff_id: 'E1', job_grade: '7b', position: '' };
    const { pairs } = await planStaffTable(createStaffTable([row]), {
      ...known,
      options: update,
    });
    expect(pairs).toEqual([
      {
        before: jane,
        after: {
          ...jane,
          job_grade: '7b',
          version: 2,
          updated_at: '1970-01-01T00:00:00.000Z',
        },
      },
    ]);
  });
});

describe('staff import file', () => {
  it('rejects later rows with the same staff id, even if the first row fails', async () => {
    const other = { ...max, staff_id: 'E8' };
    expect(
      await describePlan(
        [{ ...max, email: 'x' }, max, other, other, { staff_id: 'E1' }],
        skip,
      ),
    ).toEqual([
      'failed | email: must be an email address',
      'failed | staff_id: is already used in row 2',
      'created',
      'failed | staff_id: is already used in row 4',
      'skipped',
    ]);
  });

  it('finds stored staff ids that differ only in case by their exact spelling', async () => {
    const existing = ['\u00c41', '\u00e41'].map(staff_id =>
      staffRow({ staff_id, position: staff_id }),
    );
    const rows = existing.map(({ staff_id }) => ({
      staff_id: staff_id.normalize('NFD'),
      position: staff_id,
    }));
    const plan = async (cells: Array<Record<string, string>>) =>
      formatPreviewOutcomes(
        await planStaffTable(createStaffTable(cells), {
          existing,
          options: update,
        }),
      );
    expect(await plan(rows)).toEqual(['skipped', 'skipped']);
    expect(await plan([rows[0], rows[0]])).toEqual([
      'skipped',
      'failed | staff_id: is already used in row 2',
    ]);
  });

  it('rejects each row without a staff id separately', async () => {
    const blank = { ...max, staff_id: '' };
    expect(await describePlan([blank, blank])).toEqual([
      'failed | staff_id: must not be empty',
      'failed | staff_id: must not be empty',
    ]);
  });

  it('allows missing columns, but requires their values for new people', async () => {
    expect(
      await describePlan([{ staff_id: 'E1' }, { staff_id: 'E7' }], update, [
        'staff_id',
      ]),
    ).toEqual([
      'skipped',
      'failed | first_name: must not be empty | email: must not be empty',
    ]);
  });

  it('requires a staff_id column', async () => {
    await expect(
      planStaffTable(createStaffTable([], ['first_name'])),
    ).rejects.toThrow('body.file: has no column staff_id');
  });

  it('lists unknown columns as ignored_columns', async () => {
    const { result } = await planStaffTable(
      createStaffTable([], ['shoe_size', 'staff_id', 'user_ref']),
    );
    expect(result).toMatchObject({
      rows: 0,
      ignored_columns: ['shoe_size', 'user_ref'],
    });
  });

  it('counts each row once, even with several errors', async () => {
    const { result } = await planStaffTable(
      createStaffTable([
        {
          staff_id: 'E2',
          email: 'nothing',
          position: 'x',
          phone: 'y'.repeat(51),
        },
        { staff_id: 'E1' },
        max,
        { staff_id: 'E3' },
        { ...max, staff_id: 'E4' },
      ]),
      { ...known, options: update },
    );
    expect(result).toMatchObject({
      rows: 5,
      created: 2,
      updated: 0,
      skipped: 1,
      failed: 2,
    });
    expect(result.errors.map(({ row }) => row)).toEqual([2, 2, 5, 5]);
  });
});

describe('staff import row of a new person', () => {
  const fields = {
    department_code: 'L',
    position: 'Nurse',
    job_grade: '7b',
    phone: '+49 30 1',
    date_of_joining: '2026-02-28',
    date_of_leaving: '2026-03-01',
    employment_status: 'Probation',
    is_department_manager: 'YES',
    notes: 'a\nb',
  };

  it('creates the person with all given fields', async () => {
    const { pairs } = await planStaffTable(
      createStaffTable([{ ...max, ...fields }]),
      known,
    );
    const { department_code, ...values } = fields;
    expect(pairs).toEqual([
      {
        before: null,
        after: staffRow({
          ...max,
          ...values,
          id: expect.any(String),
          department_id: 'legal',
          employment_status: 'probation',
          is_department_manager: true,
          created_at: '1970-01-01T00:00:00.000Z',
          updated_at: '1970-01-01T00:00:00.000Z',
        }),
      },
    ]);
  });

  it.each<[string, Record<string, string>, string]>([
    ['creates a person from the required cells only', {}, 'created'],
    [
      'fails without the required cells',
      { first_name: '', email: '' },
      'failed | first_name: must not be empty | email: must not be empty',
    ],
    [
      'fails without a staff id',
      { staff_id: '' },
      'failed | staff_id: must not be empty',
    ],
    [
      'fails for a staff id that is too long',
      { staff_id: 'E12345678' },
      'failed | staff_id: must have at most 8 characters',
    ],
    [
      'fails for an invalid email address',
      { email: 'max' },
      'failed | email: must be an email address',
    ],
    [
      'fails for an unknown department code',
      { department_code: 'SAL' },
      'failed | department_code: no department has this code',
    ],
    [
      'accepts a dept_code for the department',
      { department_code: '0200' },
      'created',
    ],
    [
      'fails for a date that does not exist',
      { date_of_joining: '2026-02-30' },
      'failed | date_of_joining: is not a valid date',
    ],
    ['accepts a person with one name', { last_name: '' }, 'created'],
    [
      'accepts a date with full stops',
      { date_of_joining: '28.2.2026' },
      'created',
    ],
    [
      'accepts a date with slashes',
      { date_of_joining: '2026/02/28' },
      'created',
    ],
    [
      'fails for an ambiguous date',
      { date_of_joining: '01/02/2026' },
      'failed | date_of_joining: is ambiguous: write the date as YYYY-MM-DD',
    ],
    [
      'fails for a phone number that a spreadsheet has shortened',
      { phone: '4.94056E+11' },
      'failed | phone: is a number that a spreadsheet has shortened, such as 1.2E+07: format the column as text, and enter the value again',
    ],
    [
      'fails for reversed dates',
      { date_of_joining: '2026-02-02', date_of_leaving: '2026-02-01' },
      'failed | date_of_leaving: must not be before date_of_joining',
    ],
    [
      'fails for an unknown status',
      { employment_status: 'retired' },
      'failed | employment_status: must be active, probation, suspended, transferred or resigned',
    ],
    [
      'fails for an invalid boolean',
      { is_department_manager: 'maybe' },
      'failed | is_department_manager: must be true or false',
    ],
    [
      'fails for text that is too long',
      { position: 'x'.repeat(256) },
      'failed | position: must have at most 255 characters',
    ],
    [
      'reports all errors of the row',
      { email: 'max', last_name: '', date_of_leaving: 'soon' },
      'failed | email: must be an email address | date_of_leaving: must be a date like 2026-01-31',
    ],
  ])('%s', async (_, cells, expected) => {
    expect(await describePlan([{ ...max, ...cells }])).toEqual([expected]);
  });

  it.each([
    ['1', true],
    ['0', false],
    ['True', true],
    ['no', false],
    ['', false],
  ])('reads %p as %p in is_department_manager', async (cell, expected) => {
    const row = { ...max, is_department_manager: cell };
    const { pairs } = await planStaffTable(createStaffTable([row]), known);
    expect(pairs[0].after.is_department_manager).toBe(expected);
  });

  it('prefers the department with this code to one with this dept_code', async () => {
    const row = { ...max, department_code: '0911' };
    const { pairs } = await planStaffTable(createStaffTable([row]), known);
    expect(pairs[0].after.department_id).toBe('sales');
  });

  it('sets date_of_leaving to today for a resigned person', async () => {
    const row = { ...max, employment_status: 'RESIGNED' };
    const { pairs } = await planStaffTable(createStaffTable([row]), known);
    expect(pairs[0].after.date_of_leaving).toBe('2026-06-15');
  });
});

describe('staff export and import', () => {
  const codes = { code: null, dept_code: null, short_name: null };
  const departments = new DepartmentTexts([
    { ...codes, id: 'a', name: 'A', code: '0911' },
    { ...codes, id: 'b', name: 'B', dept_code: '0911' },
    { ...codes, id: 'c', name: 'C', dept_code: '0200' },
    { ...codes, id: 'd', name: 'D', code: ' =D ' },
  ]);

  /** Stored texts, often with characters that files mangle. */
  const text = (maxLength: number) =>
    storedLine(
      fc
        .array(
          fc.oneof(
            fc.string({ unit: 'binary', maxLength: 3 }),
            fc.constantFrom(
              '=',
              '+',
              '-',
              '@',
              "'",
              '"',
              ',',
              ';',
              '\t',
              '\r',
              '\n',
              ' ',
              '\u00a0',
              '\u0001',
              '_x0041_',
              '1',
              '007',
              '1e5',
              'TRUE',
              '#N/A',
            ),
          ),
          { maxLength },
        )
        .map(parts => parts.join('')),
      maxLength,
    );

  const optional = <T>(value: fc.Arbitrary<T>) =>
    fc.option(value, { nil: null });

  const day = (from: string, to: string) =>
    fc
      .date({ min: new Date(from), max: new Date(to), noInvalidDate: true })
      .map(date => date.toISOString().slice(0, 10));

  const person = fc
    .record({
      first_name: text(20),
      last_name: text(20),
      position: optional(text(30)),
      job_grade: optional(text(10)),
      phone: optional(text(10)),
      notes: optional(text(60)),
      department_id: optional(fc.constantFrom('a', 'b', 'c', 'd')),
      date_of_joining: optional(day('1970-01-01', '1999-12-31')),
      date_of_leaving: optional(day('2000-01-01', '9999-12-31')),
      employment_status: fc.constantFrom(...staffStatus.options),
      is_department_manager: fc.boolean(),
    })
    .filter(
      ({ employment_status, date_of_leaving }) =>
        employment_status !== 'resigned' || date_of_leaving !== null,
    );

  const staff = fc.array(person, { minLength: 1, maxLength: 20 }).map(people =>
    people.map((fields, index) =>
      staffRow({
        ...fields,
        staff_id: ['=1', '007', "'x", 'a,b', '1.0'][index] ?? `E${index}`,
        email: `p${index}@example.com`,
      }),
    ),
  );

  const uploads = new Uploads();

  afterAll(() => uploads.dispose());

  /** The table in a file that the export writes. */
  async function exportStaff(format: TableFormat, rows: StaffRow[]) {
    const output = new MemoryOutput();
    const cells = rows.map(row => {
      const values = toStaffCells(row, departments);
      return staffColumns.map(({ header }) => values[header]);
    });
    await writeTable(
      format,
      output,
      { name: 'Staff', columns: staffColumns },
      (async function* inTurn() {
        yield* cells;
      })(),
    );
    return uploads.read(output.bytes);
  }

  describe.each<TableFormat>(['csv', 'xlsx'])(
    'staff export as %s @full',
    format => {
      it('changes nothing when imported into the same workspace', async () => {
        await fc.assert(
          fc.asyncProperty(staff, async existing => {
            const { pairs, result } = await planStaffTable(
              await exportStaff(format, existing),
              {
                existing,
                departments,
                options: { update_existing: true },
              },
            );
            expect(result.errors).toEqual([]);
            expect(result).toMatchObject({ skipped: existing.length });
            expect(pairs).toEqual([]);
          }),
          { numRuns: numRuns(100) },
        );
      });

      it('creates the same people when imported into another workspace', async () => {
        await fc.assert(
          fc.asyncProperty(staff, async rows => {
            const original = await exportStaff(format, rows);
            const { pairs, result } = await planStaffTable(original, {
              departments,
            });
            expect(result).toMatchObject({ created: rows.length, errors: [] });
            const copies = pairs.map(({ after }) => after);
            expect(await exportStaff(format, copies)).toEqual(original);
          }),
          { numRuns: numRuns(50) },
        );
      });
    },
  );
});
