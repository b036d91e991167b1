import { departmentOn } from './departmentOn';

const to = (
  from_department_id: string | null,
  to_department_id: string | null,
  effective_date: string,
) => ({ from_department_id, to_department_id, effective_date });

describe('the department that somebody was in on a day', () => {
  it.each([
    ['without transfers', [], '2026-01-01', 'now'],
    ['before the first', [to('a', 'b', '2026-02-01')], '2026-01-31', 'a'],
    ['on its day', [to('a', 'b', '2026-02-01')], '2026-02-01', 'b'],
    [
      'between two',
      [to('a', 'b', '2026-02-01'), to('b', null, '2026-03-01')],
      '2026-02-15',
      'b',
    ],
    [
      'after all',
      [to('a', 'b', '2026-02-01'), to('b', null, '2026-03-01')],
      '2026-03-01',
      null,
    ],
    [
      'where a later one takes effect earlier',
      [to('a', 'b', '2026-02-01'), to('b', 'c', '2026-01-15')],
      '2026-02-15',
      'c',
    ],
    [
      'before that',
      [to('a', 'b', '2026-02-01'), to('b', 'c', '2026-01-15')],
      '2026-01-14',
      'a',
    ],
  ])('%s', (_, transfers, date, expected) => {
    expect(departmentOn({ department_id: 'now', transfers }, date)).toBe(
      expected,
    );
  });
});
