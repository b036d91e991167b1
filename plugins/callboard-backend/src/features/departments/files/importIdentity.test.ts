import fc from 'fast-check';
import { departmentRow } from '../__testUtils__/departmentRow';
import { planOf } from './__testUtils__/planOf';
import { CodeIndex } from './CodeIndex';
import { departmentCells, departmentColumns } from './departmentColumns';
import { DepartmentRow } from '../DepartmentRow';

/** Texts as they come back from a file: without blanks around them. */
const text = (maxLength: number) =>
  fc
    .string({ unit: 'grapheme', minLength: 1, maxLength })
    .map(value => value.trim())
    .filter(value => value !== '');

const optional = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: null });

const description = fc.record({
  name: text(40),
  codes: fc.constantFrom('code', 'dept_code', 'short_name', 'all'),
  description: optional(text(60)),
  dept_type: optional(text(20)),
  manager_ref: optional(fc.constant('user:default/mona')),
  // Files know one zero only.
  sort_order: fc.double({ min: -1e9, max: 1e9, noNaN: true }).map(x => x + 0),
  is_active: fc.boolean(),
  /** Which of the departments before it is above. */
  above: fc.nat(),
});

/** Trees of departments that all have some code. */
const organisation = fc
  .array(description, { maxLength: 30 })
  .map(descriptions => {
    const rows: DepartmentRow[] = [];
    descriptions.forEach(({ codes, above, ...given }, index) => {
      const parents = [undefined, ...rows.filter(({ level }) => level < 6)];
      const parent = parents[above % parents.length];
      const has = (field: string) => codes === field || codes === 'all';
      rows.push(
        departmentRow({
          ...given,
          manager_name: given.manager_ref && 'Mona',
          // A code may look like another department's dept_code.
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

function exported(rows: DepartmentRow[]): Array<Record<string, string>> {
  const index = new CodeIndex(rows);
  const codes = new Map(rows.map(row => [row.id, index.nameOf(row)]));
  return rows.map(row => {
    const cells = departmentCells(row, codes.get(row.parent_id ?? '') ?? null);
    return Object.fromEntries(
      departmentColumns.map(({ header }, column) => [
        header,
        String(cells[column] ?? ''),
      ]),
    );
  });
}

/** A department without what belongs to one database only. */
function essence(rows: DepartmentRow[]) {
  const nameOf = new Map(
    rows.map(({ id, ...row }) => [
      id,
      `${row.code} ${row.dept_code} ${row.short_name}`,
    ]),
  );
  return rows.map(({ id, parent_id, created_at, updated_at, ...row }) => ({
    ...row,
    key: nameOf.get(id),
    parent: parent_id && nameOf.get(parent_id),
  }));
}

/** Departments none of which hides another one's only code. */
const tellable = organisation.filter(rows => {
  const index = new CodeIndex(rows);
  return rows.every(row => index.nameOf(row) !== null);
});

describe('what the export writes', () => {
  it('makes the same departments elsewhere', () => {
    fc.assert(
      fc.property(tellable, rows => {
        const { creates, result } = planOf([], exported(rows));
        expect(result.errors).toEqual([]);
        expect(essence(creates)).toEqual(essence(rows));
      }),
    );
  });

  it('changes nothing where it comes from', () => {
    fc.assert(
      fc.property(tellable, rows => {
        const { creates, updates, result } = planOf(rows, exported(rows), {
          update_existing: true,
        });
        expect(result).toMatchObject({ skipped: rows.length, errors: [] });
        expect(creates).toEqual([]);
        updates.forEach(({ before, after }) => expect(after).toEqual(before));
      }),
    );
  });
});
