import fc from 'fast-check';
import { formatPreviewOutcomes } from '../../../imports/__testUtils__/formatPreviewOutcomes';
import { departmentRow } from '../__testUtils__/departmentRow';
import {
  existing,
  inside,
  legal,
  sales,
} from './__testUtils__/knownDepartments';
import { planDepartmentRows } from './__testUtils__/planDepartmentRows';
import { storedLine } from '../../../imports/__testUtils__/storedLine';
import { ImportReport } from '../../../imports/ImportReport';
import { CodeIndex } from '../DepartmentCodes';
import { toDepartmentCells, departmentColumns } from './exportDepartments';
import { DepartmentRow } from '../DepartmentRow';

describe('planDepartmentRows', () => {
  const update = { update_existing: true };

  describe('single row', () => {
    it.each([
      ['creates a department', {}, { name: 'New' }, 'created'],
      [
        'requires a name to create a department',
        {},
        { code: 'N' },
        'failed | name: must not be empty',
      ],
      [
        'fails when the department exists',
        {},
        { name: 'Sales', code: 'S' },
        'failed | code: already exists',
      ],
      [
        'skips an existing department with skip_existing',
        { skip_existing: true },
        { name: 'Retail', code: 'S' },
        'skipped',
      ],
      [
        'updates the department with the same code',
        update,
        { name: 'Retail', code: 'S', dept_code: '0101' },
        'updated | name | dept_code',
      ],
      [
        'updates the department with the same dept_code and sets a new code',
        update,
        { name: 'Sales', code: 'S2', dept_code: '0100' },
        'updated | code',
      ],
      [
        'updates the department with the same short_name',
        update,
        { name: 'Retail', short_name: 'SAL' },
        'updated | name',
      ],
      [
        'keeps fields whose cells are blank',
        update,
        { name: '', code: 'S', dept_code: '', manager_ref: '' },
        'skipped',
      ],
      [
        'skips a row that changes nothing',
        update,
        { name: 'Sales', code: 'S', dept_code: '0100', is_active: 'TRUE' },
        'skipped',
      ],
      [
        'rejects the dept_code of another department',
        update,
        { name: 'Sales', code: 'S', dept_code: '0200' },
        'failed | dept_code: is taken by Legal',
      ],
      [
        'reports all errors of the row',
        {},
        {
          name: 'x'.repeat(256),
          short_name: 'pay',
          dept_code: '911',
          manager_ref: 'Jane',
          sort_order: 'first',
          is_active: 'maybe',
        },
        [
          'failed',
          'name: must have at most 255 characters',
          'short_name: must be 2 to 10 upper-case letters and digits, such as PAY',
          'dept_code: must be four digits, such as 0911',
          'manager_ref: must be a lower-case User reference such as user:default/jane',
          'sort_order: must be a number',
          'is_active: must be true or false',
        ].join(' | '),
      ],
      [
        'rejects an unknown department type',
        { types: ['Team'] },
        { name: 'New', dept_type: 'Club' },
        'failed | dept_type: must be one of Team',
      ],
      [
        'rejects an unknown parent',
        {},
        { name: 'New', parent_code: 'X' },
        'failed | parent_code: department X does not exist',
      ],
      [
        'rejects a descendant as the parent',
        update,
        { name: 'Sales', code: 'S', parent_code: 'SI' },
        'failed | parent_code: is the department itself or one of its sub-departments',
      ],
      [
        'rejects the department itself as the parent',
        {},
        { name: 'New', code: 'N', parent_code: 'N' },
        'failed | parent_code: is the department itself or one of its sub-departments',
      ],
    ])('%s', (_rule, options, cells, expected) => {
      expect(
        formatPreviewOutcomes(planDepartmentRows(existing, [cells], options)),
      ).toEqual([expected]);
    });

    it('reads every cell', () => {
      const { creates } = planDepartmentRows(existing, [
        {
          name: 'New',
          code: 'N',
          short_name: 'NEW',
          dept_code: '0911',
          description: 'What is new',
          dept_type: 'Team',
          parent_code: 'SI',
          manager_ref: 'user:default/mona',
          sort_order: '-1.5',
          is_active: 'no',
        },
      ]);
      expect(creates).toEqual([
        departmentRow({
          id: expect.any(String),
          name: 'New',
          code: 'N',
          short_name: 'NEW',
          dept_code: '0911',
          description: 'What is new',
          dept_type: 'Team',
          parent_id: inside.id,
          level: 3,
          manager_ref: 'user:default/mona',
          manager_name: 'Mona',
          sort_order: -1.5,
          is_active: false,
          created_at: '1970-01-01T00:00:00.000Z',
          updated_at: '1970-01-01T00:00:00.000Z',
        }),
      ]);
    });
  });

  describe('several rows', () => {
    it('rejects a row that repeats a code of an earlier row, even of a failed one', () => {
      const rows = [
        { name: 'One', code: 'A', dept_code: 'x' },
        { name: 'Two', code: 'A', dept_code: '0300' },
        { name: 'Three', code: 'B', dept_code: '0300' },
        { name: 'Four', code: 'C' },
      ];
      expect(formatPreviewOutcomes(planDepartmentRows(existing, rows))).toEqual(
        [
          'failed | dept_code: must be four digits, such as 0911',
          'failed | code: is already used in row 2',
          'failed | dept_code: is already used in row 3',
          'created',
        ],
      );
    });

    it('matches codes regardless of case, inner white space and Unicode form', () => {
      const rows = [
        { name: 'One', code: 'A  B' },
        { name: 'Two', code: 'a\u00a0b' },
        { name: 'Three', code: '\u00c4' },
        { name: 'Four', code: 'a\u0308' },
      ];
      const repeated = 'failed | code: is already used in row';
      expect(formatPreviewOutcomes(planDepartmentRows([], rows))).toEqual([
        'created',
        `${repeated} 2`,
        'created',
        `${repeated} 4`,
      ]);
      const stored = departmentRow({ name: 'Stored', code: 'X Y' });
      const changed = [{ name: 'Changed', code: 'x  Y' }];
      expect(
        formatPreviewOutcomes(planDepartmentRows([stored], changed, update)),
      ).toEqual(['updated | name | code']);
    });

    it('finds stored codes that differ only in case by their exact spelling', () => {
      const stored = ['\u00c4', '\u00e4'].map(code =>
        departmentRow({ name: `Department ${code}`, code }),
      );
      const child = departmentRow({
        name: 'Child',
        code: 'C',
        parent_id: stored[1].id,
        level: 2,
      });
      const rows = exportRows([...stored, child]);
      const plan = (cells: typeof rows) =>
        formatPreviewOutcomes(
          planDepartmentRows([...stored, child], cells, update),
        );
      expect(plan(rows)).toEqual(['skipped', 'skipped', 'skipped']);
      expect(plan([rows[1], rows[1]])).toEqual([
        'skipped',
        'failed | code: is already used in row 2',
      ]);
    });

    it('rejects a row that matches the department of an earlier row by another code', () => {
      const rows = [
        { name: 'One', code: 'S' },
        { name: 'Two', dept_code: '0100' },
      ];
      expect(
        formatPreviewOutcomes(planDepartmentRows(existing, rows, update)),
      ).toEqual([
        'updated | name',
        'failed | null: is the same department as row 2',
      ]);
    });
  });
});

describe('department tree in planDepartmentRows', () => {
  const update = { update_existing: true };

  describe('rows with a parent_code', () => {
    it('resolves parents in any row order', () => {
      const rows = [
        { name: 'Three', parent_code: '0302' },
        { name: 'Two', dept_code: '0302', parent_code: 'A' },
        { name: 'One', code: 'A' },
      ];
      const { creates, result } = planDepartmentRows(existing, rows);
      expect(result).toMatchObject({ rows: 3, created: 3, errors: [] });
      expect(creates.map(({ level }) => level)).toEqual([3, 2, 1]);
      expect(creates[0].parent_id).toBe(creates[1].id);
    });

    it('resolves a parent by code first, then by other codes', () => {
      const rows = [
        { name: 'By code', code: '0100' },
        { name: 'Beneath', parent_code: '0100' },
        { name: 'By short name', parent_code: 'SAL' },
      ];
      const { creates } = planDepartmentRows(existing, rows);
      expect(creates[1].parent_id).toBe(creates[0].id);
      expect(creates[2].parent_id).toBe(sales.id);
    });

    it('rejects rows whose parent row failed', () => {
      const rows = [
        { name: 'Grandchild', parent_code: 'B' },
        { name: 'Child', code: 'B', parent_code: 'A' },
        { name: 'Parent', code: 'A', short_name: 'bad' },
        { name: 'Other' },
      ];
      expect(formatPreviewOutcomes(planDepartmentRows(existing, rows))).toEqual(
        [
          'failed | parent_code: the department B of row 3 failed',
          'failed | parent_code: the department A of row 4 failed',
          'failed | short_name: must be 2 to 10 upper-case letters and digits, such as PAY',
          'created',
        ],
      );
    });

    it('resolves an existing parent even when the row of that parent fails', () => {
      const rows = [
        { name: 'Sales', code: 'S' },
        { name: 'Child', parent_code: 'S' },
      ];
      expect(formatPreviewOutcomes(planDepartmentRows(existing, rows))).toEqual(
        ['failed | code: already exists', 'created'],
      );
    });

    it('rejects all rows that close a cycle, and only those', () => {
      const rows = [
        { name: 'Sales', code: 'S', parent_code: 'L' },
        { name: 'Legal', code: 'L', parent_code: 'SI' },
        { name: 'Inner', code: 'SI', parent_code: 'S' },
      ];
      const { updates, ...plan } = planDepartmentRows(existing, rows, update);
      expect(formatPreviewOutcomes(plan)).toEqual([
        'failed | parent_code: is the department itself or one of its sub-departments',
        'failed | parent_code: is the department itself or one of its sub-departments',
        'updated | name',
      ]);
      expect(updates.map(({ after }) => after.parent_id)).toEqual([
        null,
        sales.id,
        null,
      ]);
    });

    it('rejects a row deeper than 6 levels and its descendants', () => {
      const rows = Array.from({ length: 8 }, (_, index) => ({
        name: `At ${index + 1}`,
        code: `A${index + 1}`,
        parent_code: index > 0 ? `A${index}` : '',
      }));
      const outcomes = formatPreviewOutcomes(
        planDepartmentRows(existing, rows),
      );
      expect(outcomes.slice(0, 6)).toEqual(Array(6).fill('created'));
      expect(outcomes.slice(6)).toEqual([
        'failed | parent_code: would make the tree deeper than 6 levels',
        'failed | parent_code: the department A7 of row 8 failed',
      ]);
    });

    it('rejects a move that puts descendants deeper than 6 levels', () => {
      const chain = ['C1', 'C2', 'C3', 'C4', 'C5'].reduce(
        (rows, code, index) => [
          ...rows,
          departmentRow({
            code,
            level: index + 1,
            parent_id: rows[index - 1]?.id ?? null,
          }),
        ],
        [] as ReturnType<typeof departmentRow>[],
      );
      const rows = [
        { name: '', code: 'S', parent_code: 'C5' },
        { name: '', code: 'L', parent_code: 'SI' },
      ];
      const { updates, ...plan } = planDepartmentRows(
        [...existing, ...chain],
        rows,
        update,
      );
      expect(formatPreviewOutcomes(plan)).toEqual([
        'failed | parent_code: would make the tree deeper than 6 levels',
        'updated | parent_code',
      ]);
      expect(updates.find(({ before }) => before === legal)!.after.level).toBe(
        3,
      );
    });

    it('updates the levels of descendants without counting them as rows', () => {
      const rows = [{ name: 'Sales', code: 'S', parent_code: 'L' }];
      const { updates, result } = planDepartmentRows(existing, rows, update);
      expect(result).toMatchObject({ rows: 1, updated: 1 });
      expect(updates.map(({ after }) => [after.name, after.level])).toEqual([
        ['Sales', 2],
        ['Inside', 3],
        ['Legal', 1],
      ]);
    });
  });

  /** A file in which each department is a child of the department in the previous row. */
  function createChain(length: number, top: string) {
    return Array.from({ length }, (_, index) => ({
      name: `At ${index + 1}`,
      code: `A${index + 1}`,
      parent_code: index > 0 ? `A${index}` : top,
    }));
  }

  describe('chain of failing rows', () => {
    let conflictSpy: jest.SpyInstance;

    beforeEach(() => {
      conflictSpy = jest.spyOn(ImportReport.prototype, 'hasFailed');
    });

    afterEach(() => {
      conflictSpy.mockRestore();
    });

    it.each([
      ['below a missing department', 'NOPE', 0],
      ['too deep', '', 6],
      ['below a cycle', 'A3', 0],
    ])(
      'limits the number of passes when the chain is %s @full',
      (_, top, created) => {
        const rows = createChain(1_000, top);
        const { result } = planDepartmentRows([], rows);
        expect(result).toMatchObject({ created, failed: 1_000 - created });
        expect(result.errors).toHaveLength(1_000 - created);
        expect(result.errors[result.errors.length - 1]).toEqual({
          row: 1_001,
          field: 'parent_code',
          reason: 'the department A999 of row 1000 failed',
        });
        expect(conflictSpy.mock.calls.length).toBeLessThan(10 * rows.length);
      },
    );
  });
});

const text = (maxLength: number) =>
  storedLine(
    fc.string({ unit: 'grapheme', minLength: 1, maxLength }),
    maxLength,
  );

const optional = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: null });

const description = fc.record({
  name: text(40),
  codes: fc.constantFrom('code', 'dept_code', 'short_name', 'all'),
  description: optional(text(60)),
  dept_type: optional(text(20)),
  manager_ref: optional(fc.constant('user:default/mona')),
  // Files cannot represent negative zero.
  sort_order: fc.double({ min: -1e9, max: 1e9, noNaN: true }).map(x => x + 0),
  is_active: fc.boolean(),
  /** The index of the parent among the departments before it. */
  parentIndex: fc.nat(),
});

/** Trees of departments that all have some code. */
const organisation = fc
  .array(description, { maxLength: 30 })
  .map(descriptions => {
    const rows: DepartmentRow[] = [];
    descriptions.forEach(({ codes, parentIndex, ...values }, index) => {
      const parents = [undefined, ...rows.filter(({ level }) => level < 6)];
      const parent = parents[parentIndex % parents.length];
      const has = (field: string) => codes === field || codes === 'all';
      rows.push(
        departmentRow({
          ...values,
          manager_name: values.manager_ref && 'Mona',
          // A code may equal another department's dept_code.
          code: has('code') ? String(1000 + ((index * 7) % 30)) : null,
          dept_code: has('dept_code') ? String(1000 + index) : null,
          short_name: has('short_name') ? `SN${index}` : null,
          parent_id: parent?.id ?? null,
          level: (parent?.level ?? 0) + 1,
        }),
      );
    });
    return rows;
  });

function exportRows(rows: DepartmentRow[]): Array<Record<string, string>> {
  const index = new CodeIndex(rows);
  const codes = new Map(rows.map(row => [row.id, index.findCode(row)]));
  return rows.map(row => {
    const cells = toDepartmentCells(
      row,
      codes.get(row.parent_id ?? '') ?? null,
    );
    return Object.fromEntries(
      departmentColumns.map(({ header }, column) => [
        header,
        String(cells[column] ?? ''),
      ]),
    );
  });
}

/** A department without database-specific fields. */
function toComparable(rows: DepartmentRow[]) {
  const namesByKey = new Map(
    rows.map(({ id, ...row }) => [
      id,
      `${row.code} ${row.dept_code} ${row.short_name}`,
    ]),
  );
  return rows.map(({ id, parent_id, created_at, updated_at, ...row }) => ({
    ...row,
    key: namesByKey.get(id),
    parent: parent_id && namesByKey.get(parent_id),
  }));
}

/** Trees in which a code identifies each department. */
const identifiable = organisation.filter(rows => {
  const index = new CodeIndex(rows);
  return rows.every(row => index.findCode(row) !== null);
});

describe('department export and import @full', () => {
  it('creates the same departments in another workspace', () => {
    fc.assert(
      fc.property(identifiable, rows => {
        const { creates, result } = planDepartmentRows([], exportRows(rows));
        expect(result.errors).toEqual([]);
        expect(toComparable(creates)).toEqual(toComparable(rows));
      }),
    );
  });

  it('changes nothing in the exported workspace', () => {
    fc.assert(
      fc.property(identifiable, rows => {
        const { creates, updates, result } = planDepartmentRows(
          rows,
          exportRows(rows),
          {
            update_existing: true,
          },
        );
        expect(result).toMatchObject({ skipped: rows.length, errors: [] });
        expect(creates).toEqual([]);
        updates.forEach(({ before, after }) => expect(after).toEqual(before));
      }),
    );
  });
});
