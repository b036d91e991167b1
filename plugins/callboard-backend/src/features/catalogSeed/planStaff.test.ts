import { group, madeByHand, user } from './__testUtils__/organisations';
import { reasons, run } from './__testUtils__/run';

describe('Users become staff', () => {
  it('with what the catalog knows of them', () => {
    const { staff, result } = run(
      [group('a'), group('b')],
      [
        user('jane.doe', ['nowhere', 'b', 'a'], {
          display_name: 'Jane van Doe',
        }),
      ],
    );
    expect(staff.counts).toEqual({ created: 1, updated: 0, unchanged: 0 });
    expect(result.staff[0]).toMatchObject({
      staff_id: 'JANEDOE',
      user_ref: 'user:default/jane.doe',
      first_name: 'Jane',
      last_name: 'van Doe',
      email: 'jane.doe@example.org',
      department_id: result.departments.find(({ name }) => name === 'b')!.id,
      employment_status: 'active',
    });
  });

  it('with staff ids of their own', () => {
    const { result } = run(
      [],
      [user('jane.doe'), user('janedoe'), user('jane-doe')],
      madeByHand([], [{ staff_id: 'JANEDOE' }]),
    );
    expect(result.staff.map(({ staff_id }) => staff_id)).toEqual([
      'JANEDOE',
      'JANEDOE2',
      'JANEDOE3',
      'JANEDOE4',
    ]);
  });

  it.each([
    ['has no mail address', { email: null }, {}],
    [
      'has been deleted here',
      {},
      { users: new Map([['user:default/jane', null]]) },
    ],
    [
      'is on the staff by hand',
      {},
      madeByHand(
        [],
        [{ user_ref: 'user:default/jane', email: 'jane@example.org' }],
      ),
    ],
  ])('but not who %s, in silence', (_, given, known) => {
    const plan = run([], [user('jane', [], given)], {
      ...madeByHand(),
      ...known,
    });
    expect(plan.staff.creates).toEqual([]);
    expect(plan.conflicts).toEqual([]);
  });

  it.each([
    [
      'whose mail address somebody has who was added by hand',
      user('jane'),
      madeByHand([], [{ email: 'Jane@Example.ORG', staff_id: 'J1' }]),
      'its mail address is that of By Hand (J1), who was not made from it',
    ],
    [
      'whose mail address is none',
      user('jane', [], { email: 'jane at work' }),
      madeByHand(),
      'jane at work is not a mail address',
    ],
    [
      'whose reference no staff can have',
      user('jane', [], { entity_ref: 'user:default/_jane_' }),
      madeByHand(),
      'user_ref must be a lower-case User reference such as user:default/jane',
    ],
  ])('but not one %s', (_, one, known, reason) => {
    const plan = run([], [one], known);
    expect(plan.staff.creates).toEqual([]);
    expect(plan.conflicts).toEqual([{ entity_ref: one.entity_ref, reason }]);
  });

  it('but not two with one mail address', () => {
    const plan = run(
      [],
      [user('jane'), user('jane2', [], { email: 'JANE@example.org' })],
    );
    expect(plan.staff.counts.created).toBe(1);
    expect(reasons(plan)).toEqual({
      jane2:
        'its mail address is that of jane last (JANE), who was not made from it',
    });
  });
});

describe('staff who were made from Users', () => {
  const start = () => run([group('a')], [user('jane', ['a'])]).result;

  it('take over the name and the mail address', () => {
    const renamed = { display_name: 'Jane Roe', email: 'roe@example.org' };
    const plan = run([group('a')], [user('jane', ['a'], renamed)], start());
    expect(plan.staff.counts).toEqual({ created: 0, updated: 1, unchanged: 0 });
    expect(plan.result.staff[0]).toMatchObject({
      staff_id: 'JANE',
      last_name: 'Roe',
      email: 'roe@example.org',
      version: 2,
    });
  });

  it('keep their mail address when the new one is taken or gone', () => {
    const known = start();
    const byHand = madeByHand(
      [],
      [{ email: 'roe@example.org', staff_id: 'R' }],
    );
    const plan = run([], [user('jane', [], { email: 'roe@example.org' })], {
      ...known,
      staff: [...known.staff, ...byHand.staff],
    });
    expect(plan.staff.updates).toEqual([]);
    expect(reasons(plan)).toEqual({
      jane: 'its mail address is that of By Hand (R), who was not made from it',
    });
    const without = run([], [user('jane', [], { email: null })], start());
    expect(without.staff.counts.unchanged).toBe(1);
  });

  it('keep their name as it was divided by hand', () => {
    const known = start();
    const [jane] = known.staff;
    const divided = { ...jane, first_name: 'Jane van', last_name: 'Doe' };
    const users = [user('jane', [], { display_name: 'Jane van Doe' })];
    const plan = run([], users, { ...known, staff: [divided] });
    expect(plan.staff.updates).toEqual([]);
  });

  it('keep their department, and get one when they have none', () => {
    const groups = [group('a'), group('b')];
    const moved = run(groups, [user('jane', ['b'])], start());
    expect(moved.staff.counts.unchanged).toBe(1);

    const known = start();
    const [jane] = known.staff;
    const plan = run(groups, [user('jane', ['b'])], {
      ...known,
      staff: [{ ...jane, department_id: null }],
    });
    expect(plan.result.staff[0].department_id).toBe(
      plan.result.departments.find(({ name }) => name === 'b')!.id,
    );
  });

  it('get no department any more once they have resigned', () => {
    const known = start();
    const [jane] = known.staff;
    const gone = {
      ...jane,
      department_id: null,
      employment_status: 'resigned' as const,
      date_of_leaving: '1970-01-01',
    };
    const plan = run([group('a')], [user('jane', ['a'])], {
      ...known,
      staff: [gone],
    });
    expect(plan.staff.updates).toEqual([]);
  });
});
