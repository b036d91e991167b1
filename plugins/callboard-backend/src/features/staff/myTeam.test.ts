import { Team } from '@callboard/plugin-callboard-common';
import { describeCallboard } from '../../__testUtils__/describeCallboard';
import { people, PersonName } from '../../__testUtils__/startCallboard';
import { Office } from './__testUtils__/Office';

describeCallboard('my team', {}, callboard => {
  let office: Office;
  const teamOf = async (who: PersonName, query = ''): Promise<Team> =>
    (await office.as(who).get(`/me/team${query}`).expect(200)).body;

  beforeAll(async () => {
    office = await Office.open(callboard());
    const department_id = await office.department({
      name: 'Payments',
      manager_ref: people.admin,
    });
    const hire = (
      first_name: string,
      last_name: string,
      more: Record<string, unknown> = {},
    ) => office.hire({ first_name, last_name, department_id, ...more });
    await hire('Zoe', 'Adams', { position: 'Engineer' });
    await hire('Max', 'Member', { user_ref: people.member });
    await hire('Ann', 'Gone', { employment_status: 'resigned' });
    await office.hire({ user_ref: people.guest });
  });

  it('is who works in the own department, with its manager', async () => {
    expect(await teamOf('member')).toEqual({
      department: {
        id: expect.any(String),
        name: 'Payments',
        manager_ref: people.admin,
        manager_name: 'Ada Admin',
      },
      people: [
        expect.objectContaining({
          display_name: 'Max Member',
          user_ref: people.member,
        }),
        expect.objectContaining({
          display_name: 'Zoe Adams',
          position: 'Engineer',
          user_ref: null,
        }),
      ],
      total: 2,
    });
    const first = await teamOf('member', '?limit=1');
    expect([first.people.length, first.total]).toEqual([1, 2]);
  });

  it.each(['guest', 'admin'] as const)(
    'is empty for the %s, who is in no department',
    async who => {
      expect(await teamOf(who)).toEqual({
        department: null,
        people: [],
        total: 0,
      });
    },
  );
});
