import { outcomesOf } from '../../../imports/__testUtils__/outcomesOf';
import { departmentRow } from '../__testUtils__/departmentRow';
import { existing, inside } from './__testUtils__/knownDepartments';
import { planOf } from './__testUtils__/planOf';

const update = { update_existing: true };

describe('a row of a file of departments', () => {
  it.each([
    ['makes a department', {}, { name: 'New' }, 'created'],
    [
      'needs a name to make one',
      {},
      { code: 'N' },
      'failed | name: must not be empty',
    ],
    [
      'fails when its department exists',
      {},
      { name: 'Sales', code: 'S' },
      'failed | code: exists already',
    ],
    [
      'is skipped when its department exists',
      { skip_existing: true },
      { name: 'Retail', code: 'S' },
      'skipped',
    ],
    [
      'changes the department with its code',
      update,
      { name: 'Retail', code: 'S', dept_code: '0101' },
      'updated | name | dept_code',
    ],
    [
      'changes the department with its dept_code, where the code is new',
      update,
      { name: 'Sales', code: 'S2', dept_code: '0100' },
      'updated | code',
    ],
    [
      'changes the department with its short_name',
      update,
      { name: 'Retail', short_name: 'SAL' },
      'updated | name',
    ],
    [
      'leaves what its cells are blank for',
      update,
      { name: '', code: 'S', dept_code: '', manager_ref: '' },
      'skipped',
    ],
    [
      'is skipped when it changes nothing',
      update,
      { name: 'Sales', code: 'S', dept_code: '0100', is_active: 'TRUE' },
      'skipped',
    ],
    [
      'cannot take the code of another department',
      update,
      { name: 'Sales', code: 'S', dept_code: '0200' },
      'failed | dept_code: is taken by Legal',
    ],
    [
      'says everything that is wrong with it',
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
      'is of a type that there is',
      { types: ['Team'] },
      { name: 'New', dept_type: 'Club' },
      'failed | dept_type: must be one of Team',
    ],
    [
      'has a parent that there is',
      {},
      { name: 'New', parent_code: 'X' },
      'failed | parent_code: there is no department X',
    ],
    [
      'cannot lie beneath itself',
      update,
      { name: 'Sales', code: 'S', parent_code: 'SI' },
      'failed | parent_code: is the department itself, or lies beneath it',
    ],
    [
      'cannot be its own parent',
      {},
      { name: 'New', code: 'N', parent_code: 'N' },
      'failed | parent_code: is the department itself, or lies beneath it',
    ],
  ])('%s', (_rule, options, cells, expected) => {
    expect(outcomesOf(planOf(existing, [cells], options))).toEqual([expected]);
  });

  it('reads every cell', () => {
    const { creates } = planOf(existing, [
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

describe('the rows of a file of departments', () => {
  it('fail where they repeat a code, even one of a row that failed', () => {
    const rows = [
      { name: 'One', code: 'A', dept_code: 'x' },
      { name: 'Two', code: 'A', dept_code: '0300' },
      { name: 'Three', code: 'B', dept_code: '0300' },
      { name: 'Four', code: 'C' },
    ];
    expect(outcomesOf(planOf(existing, rows))).toEqual([
      'failed | dept_code: must be four digits, such as 0911',
      'failed | code: is in row 2 already',
      'failed | dept_code: is in row 3 already',
      'created',
    ]);
  });

  it('fail where they name a department again, by another code', () => {
    const rows = [
      { name: 'One', code: 'S' },
      { name: 'Two', dept_code: '0100' },
    ];
    expect(outcomesOf(planOf(existing, rows, update))).toEqual([
      'updated | name',
      'failed | null: is the same department as row 2',
    ]);
  });
});
