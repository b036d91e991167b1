import { ImportReport } from '../../../imports/ImportReport';
import { outcomesOf } from '../../../imports/__testUtils__/outcomesOf';
import { departmentRow } from '../__testUtils__/departmentRow';
import { existing, legal, sales } from './__testUtils__/knownDepartments';
import { planOf } from './__testUtils__/planOf';

const update = { update_existing: true };

describe('the rows of a file of departments', () => {
  it('find their parents in any order', () => {
    const rows = [
      { name: 'Three', parent_code: '0302' },
      { name: 'Two', dept_code: '0302', parent_code: 'A' },
      { name: 'One', code: 'A' },
    ];
    const { creates, result } = planOf(existing, rows);
    expect(result).toMatchObject({ rows: 3, created: 3, errors: [] });
    expect(creates.map(({ level }) => level)).toEqual([3, 2, 1]);
    expect(creates[0].parent_id).toBe(creates[1].id);
  });

  it('mean by a parent the department whose code it is, before others', () => {
    const rows = [
      { name: 'By code', code: '0100' },
      { name: 'Beneath', parent_code: '0100' },
      { name: 'By short name', parent_code: 'SAL' },
    ];
    const { creates } = planOf(existing, rows);
    expect(creates[1].parent_id).toBe(creates[0].id);
    expect(creates[2].parent_id).toBe(sales.id);
  });

  it('fail with the row that should have made their parent', () => {
    const rows = [
      { name: 'Grandchild', parent_code: 'B' },
      { name: 'Child', code: 'B', parent_code: 'A' },
      { name: 'Parent', code: 'A', short_name: 'bad' },
      { name: 'Other' },
    ];
    expect(outcomesOf(planOf(existing, rows))).toEqual([
      'failed | parent_code: the department B of row 3 failed',
      'failed | parent_code: the department A of row 4 failed',
      'failed | short_name: must be 2 to 10 upper-case letters and digits, such as PAY',
      'created',
    ]);
  });

  it('keep a parent that is there, though its own row fails', () => {
    const rows = [
      { name: 'Sales', code: 'S' },
      { name: 'Child', parent_code: 'S' },
    ];
    expect(outcomesOf(planOf(existing, rows))).toEqual([
      'failed | code: exists already',
      'created',
    ]);
  });

  it('fail all that close a cycle, and only those', () => {
    const rows = [
      { name: 'Sales', code: 'S', parent_code: 'L' },
      { name: 'Legal', code: 'L', parent_code: 'SI' },
      { name: 'Inner', code: 'SI', parent_code: 'S' },
    ];
    const { updates, ...plan } = planOf(existing, rows, update);
    expect(outcomesOf(plan)).toEqual([
      'failed | parent_code: is the department itself, or lies beneath it',
      'failed | parent_code: is the department itself, or lies beneath it',
      'updated | name',
    ]);
    expect(updates.map(({ after }) => after.parent_id)).toEqual([
      null,
      sales.id,
      null,
    ]);
  });

  it('fail where the tree would be too deep, and those beneath with them', () => {
    const rows = Array.from({ length: 8 }, (_, index) => ({
      name: `At ${index + 1}`,
      code: `A${index + 1}`,
      parent_code: index > 0 ? `A${index}` : '',
    }));
    const outcomes = outcomesOf(planOf(existing, rows));
    expect(outcomes.slice(0, 6)).toEqual(Array(6).fill('created'));
    expect(outcomes.slice(6)).toEqual([
      'failed | parent_code: would make the tree deeper than 6 levels',
      'failed | parent_code: the department A7 of row 8 failed',
    ]);
  });

  it('fail where what they move takes others too deep', () => {
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
    const { updates, ...plan } = planOf([...existing, ...chain], rows, update);
    expect(outcomesOf(plan)).toEqual([
      'failed | parent_code: would make the tree deeper than 6 levels',
      'updated | parent_code',
    ]);
    expect(updates.find(({ before }) => before === legal)!.after.level).toBe(3);
  });

  it('take along what lies beneath, which counts as no row', () => {
    const rows = [{ name: 'Sales', code: 'S', parent_code: 'L' }];
    const { updates, result } = planOf(existing, rows, update);
    expect(result).toMatchObject({ rows: 1, updated: 1 });
    expect(updates.map(({ after }) => [after.name, after.level])).toEqual([
      ['Sales', 2],
      ['Inside', 3],
      ['Legal', 1],
    ]);
  });
});

/** A file in which each department lies beneath that of the row before. */
function chainOf(length: number, top: string) {
  return Array.from({ length }, (_, index) => ({
    name: `At ${index + 1}`,
    code: `A${index + 1}`,
    parent_code: index > 0 ? `A${index}` : top,
  }));
}

describe('a file whose rows fail one after the other', () => {
  let looks: jest.SpyInstance;

  beforeEach(() => {
    looks = jest.spyOn(ImportReport.prototype, 'hasFailed');
  });

  afterEach(() => {
    looks.mockRestore();
  });

  it.each([
    ['beneath one that is not there', 'NOPE', 0],
    ['too deep', '', 6],
    ['beneath a circle', 'A3', 0],
  ])('is gone through a few times only: %s', (_, top, created) => {
    const rows = chainOf(1_000, top);
    const { result } = planOf([], rows);
    expect(result).toMatchObject({ created, failed: 1_000 - created });
    expect(result.errors).toHaveLength(1_000 - created);
    expect(result.errors[result.errors.length - 1]).toEqual({
      row: 1_001,
      field: 'parent_code',
      reason: 'the department A999 of row 1000 failed',
    });
    expect(looks.mock.calls.length).toBeLessThan(10 * rows.length);
  });
});
