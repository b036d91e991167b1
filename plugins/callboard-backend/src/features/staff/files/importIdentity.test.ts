import { staffStatus } from '@callboard/plugin-callboard-common';
import fc from 'fast-check';
import { MemoryOutput } from '../../../exports/__testUtils__/MemoryOutput';
import { TableFormat, writeTable } from '../../../exports';
import { sheetText } from '../../../exports/sheetText';
import { Uploads } from '../../../imports/__testUtils__/Uploads';
import { planOf } from './__testUtils__/planOf';
import { staffRow } from '../__testUtils__/staffRow';
import { DepartmentTexts } from './DepartmentTexts';
import { staffCells, staffColumns } from './staffColumns';
import { StaffRow } from '../StaffRow';

const codes = { code: null, dept_code: null, short_name: null };
const departments = new DepartmentTexts([
  { ...codes, id: 'a', name: 'A', code: '0911' },
  { ...codes, id: 'b', name: 'B', dept_code: '0911' },
  { ...codes, id: 'c', name: 'C', dept_code: '0200' },
  { ...codes, id: 'd', name: 'D', code: ' =D ' },
]);

const unfit = /[\u0000\p{Surrogate}]/u; // eslint-disable-line no-control-regex

/** Texts that show something, with a liking for what files mangle. */
const text = (maxLength: number) =>
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
    .map(parts => parts.join('').slice(0, maxLength))
    .filter(value => sheetText(value).trim() !== '' && !unfit.test(value));

const optional = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: null });

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
  people.map((given, index) =>
    staffRow({
      ...given,
      staff_id: ['=1', '007', "'x", 'a,b', '1.0'][index] ?? `E${index}`,
      email: `p${index}@example.com`,
    }),
  ),
);

const uploads = new Uploads();

afterAll(() => uploads.dispose());

/** The table in a file that the export writes. */
async function fileOf(format: TableFormat, rows: StaffRow[]) {
  const output = new MemoryOutput();
  const cells = rows.map(row => {
    const values = staffCells(row, departments);
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
  'what the export writes as %s',
  format => {
    it('changes nothing where it comes from', async () => {
      await fc.assert(
        fc.asyncProperty(staff, async existing => {
          const { pairs, result } = await planOf(
            await fileOf(format, existing),
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
        { numRuns: 100 },
      );
    });

    it('makes the same people elsewhere', async () => {
      await fc.assert(
        fc.asyncProperty(staff, async rows => {
          const original = await fileOf(format, rows);
          const { pairs, result } = await planOf(original, { departments });
          expect(result).toMatchObject({ created: rows.length, errors: [] });
          const copies = pairs.map(({ after }) => after);
          expect(await fileOf(format, copies)).toEqual(original);
        }),
        { numRuns: 50 },
      );
    });
  },
);
