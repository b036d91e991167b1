import { describeCallboard } from '../../__testUtils__/describeCallboard';
import { TestCallboard } from '../../__testUtils__/startCallboard';
import { insertMany } from '../../database/bulk';
import { newId } from '../../database/ids';
import { Organisation, organisationConfig } from './__testUtils__/Organisation';

jest.setTimeout(120_000);

/** More than are looked at together, twice. */
const MANY = 11_000;

const refOf = (n: number) => `user:default/n${String(n).padStart(5, '0')}`;

/** People on the staff of a department, as an import would make them. */
async function load(knex: TestCallboard['knex'], department_id: string) {
  const { workspace_id } = await knex('departments')
    .where({ id: department_id })
    .first();
  const at = new Date();
  const staff = Array.from({ length: MANY }, (_, n) => ({
    id: newId(at.getTime()),
    workspace_id,
    version: 1,
    created_at: at,
    updated_at: at,
    staff_id: `N${n}`,
    user_ref: refOf(n),
    first_name: 'P',
    last_name: `Erson ${n}`,
    sort_name: `erson ${n}`,
    search_text: '',
    email: `n${n}@example.org`,
    search_phone: '',
    department_id,
    employment_status: 'active',
    is_department_manager: n === 7_000,
  }));
  await insertMany(knex, 'staff', staff);
}

describeCallboard(
  'memberships of very many people',
  { config: organisationConfig },
  callboard => {
    /** Who has which rank in a project, by user reference. */
    const ranksIn = async (scope_id: string) => {
      const rows = await callboard()
        .knex('memberships')
        .where({ scope_id })
        .whereNull('deleted_at')
        .select('user_ref', 'rank');
      return new Map(rows.map(({ user_ref, rank }) => [user_ref, rank]));
    };

    it('are given and taken as those of a few are', async () => {
      const { knex } = callboard();
      const org = await Organisation.create(callboard());
      const above = await org.department({ manager_ref: 'user:default/aaa' });
      const big = await org.department({
        parent_id: above,
        manager_ref: 'user:default/zzz',
      });
      const other = await org.department();
      await load(knex, big);
      const project = await org.project();

      // In the alphabet, the managers come before, among and after the staff.
      const link = await org.link(big, project);
      const ranks = await ranksIn(project);
      expect(ranks.size).toBe(MANY + 2);
      const member = ranks.get(refOf(0));
      expect(ranks.get('user:default/aaa')).toBe(member);
      expect(ranks.get('user:default/zzz')).toBeGreaterThan(member);
      expect(
        [...ranks]
          .filter(([, rank]) => rank > member)
          .map(([ref]) => ref)
          .sort(),
      ).toEqual([refOf(7_000), 'user:default/zzz']);

      const sync = () =>
        org.boss
          .post('/memberships/sync')
          .expect(200)
          .then(({ body }) => body);
      expect(await sync()).toEqual({ added: 0, removed: 0 });

      await knex('staff')
        .where('user_ref', '>=', refOf(9_000))
        .where('user_ref', '<', refOf(MANY))
        .update({ department_id: other });
      await knex('staff')
        .where('user_ref', '<', refOf(100))
        .where('user_ref', '>=', refOf(0))
        .update({ deleted_at: new Date() });
      await knex('departments')
        .where({ id: above })
        .update({ manager_ref: null });
      expect(await sync()).toEqual({ added: 0, removed: 2_101 });
      const left = await ranksIn(project);
      expect(left.size).toBe(9_000 - 100 + 1);
      expect(
        [refOf(99), refOf(9_000), 'user:default/aaa'].map(ref => left.has(ref)),
      ).toEqual([false, false, false]);
      expect(
        [refOf(100), refOf(8_999), 'user:default/zzz'].map(ref =>
          left.has(ref),
        ),
      ).toEqual([true, true, true]);

      await org.boss.delete(`/departments/${big}/links/${link}`).expect(204);
      expect((await ranksIn(project)).size).toBe(0);
    });
  },
);
