import { describeCallboard } from '../../../__testUtils__/describeCallboard';
import { people } from '../../../__testUtils__/startCallboard';
import { catalogEntities } from '../../../core/projects/__testUtils__/catalogEntities';
import { Departments } from '../__testUtils__/Departments';
import { TimeFixture, today } from '../__testUtils__/TimeFixture';
import { addDays } from '../../../database/zones';
import { findDepartmentOn } from './departmentHistory';

const ROOT = '/workspaces/default';

describeCallboard(
  'department of a time entry',
  { entities: catalogEntities },
  callboard => {
    const superAdmin = () => callboard().as('superAdmin');
    const day = (ago: number) => addDays(today(), -ago);

    it('uses the department on the date of the entry, even after backdated transfers', async () => {
      const fixture = await TimeFixture.open(callboard());
      const departments: string[] = [];
      for (const name of ['A', 'B', 'C']) {
        const { body } = await superAdmin()
          .post(`${ROOT}/departments`, { name })
          .expect(201);
        departments.push(body.id);
      }
      const [a, b, c] = departments;
      const staff = await superAdmin()
        .post(`${ROOT}/staff`, {
          staff_id: 'M1',
          first_name: 'Max',
          last_name: 'Member',
          email: 'max@example.com',
          user_ref: people.member,
          department_id: a,
          date_of_joining: day(100),
        })
        .expect(201);
      const log = (ago: number, duration_minutes: number) =>
        fixture.log('member', { duration_minutes, logged_at: day(ago) });
      await log(10, 1);
      await log(5, 10);
      const moved = await log(1, 100);
      const sums = async () => {
        const { body } = await superAdmin()
          .get(`${ROOT}/time-tracking/summary?include=department`)
          .expect(200);
        return new Map(
          body.by_department.map(({ department_id, total_minutes }: any) => [
            department_id,
            total_minutes,
          ]),
        );
      };
      const transfer = (department_id: string, ago: number) =>
        superAdmin()
          .post(`${ROOT}/staff/${staff.body.id}/transfer`, {
            department_id,
            effective_date: day(ago),
          })
          .expect(200);
      expect(await sums()).toEqual(new Map([[a, 111]]));
      await transfer(b, 0);
      // Earlier days keep their department.
      expect(await sums()).toEqual(new Map([[a, 111]]));
      await log(0, 1_000);
      await log(3, 40);
      expect(await sums()).toEqual(
        new Map([
          [a, 151],
          [b, 1_000],
        ]),
      );
      // The move took effect three days ago.
      await transfer(c, 3);
      expect(await sums()).toEqual(
        new Map([
          [a, 11],
          [c, 1_140],
        ]),
      );
      await fixture
        .as('member')
        .patch(fixture.getWorklogPath(moved), { logged_at: day(4) })
        .expect(200);
      expect(await sums()).toEqual(
        new Map([
          [a, 111],
          [c, 1_040],
        ]),
      );
      await superAdmin()
        .post(`${ROOT}/staff/${staff.body.id}/deactivate`)
        .expect(200);
      expect((await sums()).get(c)).toBe(1_040);
      const one = await superAdmin()
        .get(`${ROOT}/worklogs?department=${c}&limit=1`)
        .expect(200);
      expect(one.body).toMatchObject({ total: 2, total_minutes: 1_040 });
    });

    it('keeps the department when only the description of an entry changes', async () => {
      const fixture = await TimeFixture.open(callboard(), 'payments_api');
      const departments = new Departments(callboard());
      const before = await departments.createDepartment(null);
      const record = await departments.createStaff('projectAdmin', before, {
        date_of_joining: day(100),
      });
      const createdWorklog = await fixture.log('projectAdmin', {
        logged_at: day(50),
      });
      await superAdmin().delete(`${ROOT}/staff/${record}`).expect(204);
      await departments.createStaff(
        'projectAdmin',
        await departments.createDepartment(null),
        {
          date_of_joining: day(0),
        },
      );
      await fixture
        .as('projectAdmin')
        .patch(fixture.getWorklogPath(createdWorklog), {
          description: 'Said better',
        })
        .expect(200);
      const { body } = await superAdmin()
        .get(`${ROOT}/worklogs?department=${before}`)
        .expect(200);
      expect(body.items).toMatchObject([{ id: createdWorklog.id, version: 2 }]);
    });
  },
);

const to = (
  from_department_id: string | null,
  to_department_id: string | null,
  effective_date: string,
) => ({ from_department_id, to_department_id, effective_date });

describe('department of a person on a date', () => {
  it.each([
    ['without transfers', [], '2026-01-01', 'now'],
    [
      'before the first transfer',
      [to('a', 'b', '2026-02-01')],
      '2026-01-31',
      'a',
    ],
    [
      'on the day of a transfer',
      [to('a', 'b', '2026-02-01')],
      '2026-02-01',
      'b',
    ],
    [
      'between two transfers',
      [to('a', 'b', '2026-02-01'), to('b', null, '2026-03-01')],
      '2026-02-15',
      'b',
    ],
    [
      'after the last transfer',
      [to('a', 'b', '2026-02-01'), to('b', null, '2026-03-01')],
      '2026-03-01',
      null,
    ],
    [
      'after a backdated transfer',
      [to('a', 'b', '2026-02-01'), to('b', 'c', '2026-01-15')],
      '2026-02-15',
      'c',
    ],
    [
      'before a backdated transfer',
      [to('a', 'b', '2026-02-01'), to('b', 'c', '2026-01-15')],
      '2026-01-14',
      'a',
    ],
  ])('returns the department %s', (_, transfers, date, expected) => {
    expect(findDepartmentOn({ department_id: 'now', transfers }, date)).toBe(
      expected,
    );
  });
});
