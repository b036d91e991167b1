import { group, madeByHand } from './__testUtils__/organisations';
import { reasons, run } from './__testUtils__/run';
import { KnownOrganisation } from './KnownOrganisation';

/** Departments as `name` or `parent/name`, by level. */
function tree({ departments }: KnownOrganisation): string[] {
  const byId = new Map(departments.map(row => [row.id, row]));
  return departments
    .map(({ name, parent_id, level }) => {
      const parent = parent_id ? `${byId.get(parent_id)!.name}/` : '';
      return `${level} ${parent}${name}`;
    })
    .sort();
}

/** A chain of Groups `g1`, `g2` … each beneath the one before. */
const chain = (length: number, top?: string) =>
  Array.from({ length }, (_, index) =>
    group(`g${index + 1}`, index === 0 ? top : `g${index}`),
  );

describe('Groups become departments', () => {
  it('in their tree, whatever order they come in', () => {
    const { result, departments, conflicts } = run([
      group('api', 'pay'),
      group('company'),
      group('pay', 'company'),
      group('lost', 'nowhere'),
    ]);
    expect(tree(result)).toEqual([
      '1 company',
      '1 lost',
      '2 company/pay',
      '3 pay/api',
    ]);
    expect(departments.counts).toEqual({
      created: 4,
      updated: 0,
      unchanged: 0,
    });
    expect(departments.creates.map(({ row }) => row.level)).toEqual([
      1, 1, 2, 3,
    ]);
    expect(conflicts).toEqual([]);
  });

  it('with their type where departments can be of it', () => {
    const groups = [group('a', undefined, { type: 'team' })];
    const typeOf = (departmentTypes: string[]) =>
      run(groups, [], undefined, { departmentTypes }).departments.creates[0].row
        .dept_type;
    expect(typeOf([])).toBe('team');
    expect(typeOf(['Division', 'Team'])).toBe('Team');
    expect(typeOf(['Division'])).toBeNull();
  });

  it('of the types that are wanted, across those that are not', () => {
    const { result } = run(
      [
        group('company', undefined, { type: 'department' }),
        group('guild', 'company', { type: 'guild' }),
        group('team', 'guild'),
      ],
      [],
      undefined,
      { groupTypes: ['department', 'team'] },
    );
    expect(tree(result)).toEqual(['1 company', '2 company/team']);
  });

  it('but not those that Callboard published, whose department is there already', () => {
    const known = madeByHand([{ id: 'd1', name: 'Published' }]);
    const { result, conflicts } = run(
      [
        group('published', undefined, { department_id: 'd1' }),
        group('beneath', 'published'),
        group('elsewhere', undefined, { department_id: 'other-workspace' }),
        group('beneath-that', 'elsewhere'),
      ],
      [],
      known,
    );
    expect(tree(result)).toEqual([
      '1 Published',
      '1 beneath-that',
      '2 Published/beneath',
    ]);
    expect(conflicts).toEqual([]);
  });

  it('but not again when they have been deleted here', () => {
    const known = {
      ...madeByHand(),
      groups: new Map([['group:default/gone', null]]),
    };
    const { result } = run([group('gone'), group('child', 'gone')], [], known);
    expect(tree(result)).toEqual(['1 child']);
  });

  it('but not where somebody has made one of that name by hand', () => {
    const known = madeByHand([{ name: 'PÁYMENTS' }]);
    const plan = run(
      [
        group('payments'),
        group('beneath', 'payments'),
        group('further', 'beneath'),
        group('other'),
      ],
      [],
      known,
    );
    expect(tree(plan.result)).toEqual(['1 PÁYMENTS', '1 other']);
    expect(reasons(plan)).toEqual({
      payments: 'there is a department payments that was not made from it',
      beneath: 'group:default/payments above it is left out',
      further: 'group:default/beneath above it is left out',
    });
  });

  it('but not deeper than six levels', () => {
    const plan = run(chain(8));
    expect(tree(plan.result)).toHaveLength(6);
    expect(reasons(plan)).toEqual({
      g7: 'would make the tree deeper than 6 levels',
      g8: 'group:default/g7 above it is left out',
    });
  });

  it('but not in circles, or beneath one', () => {
    const plan = run([
      group('a', 'b'),
      group('b', 'a'),
      group('beneath', 'b'),
      group('self', 'self'),
      group('fine'),
    ]);
    expect(tree(plan.result)).toEqual(['1 fine']);
    expect(reasons(plan)).toEqual({
      a: 'lies beneath itself',
      b: 'lies beneath itself',
      self: 'lies beneath itself',
      beneath: 'group:default/b above it is left out',
    });
  });

  it('also when those that are passed over lie in a circle', () => {
    const guild = { type: 'guild' };
    const { result } = run(
      [group('x', 'y', guild), group('y', 'x', guild), group('team', 'x')],
      [],
      undefined,
      { groupTypes: ['team'] },
    );
    expect(tree(result)).toEqual(['1 team']);
  });
});

describe('departments that were made from Groups', () => {
  const start = () =>
    run([group('a'), group('b', 'a'), group('c', 'b'), group('d')]).result;

  it('take over the name and the place, with all that is beneath', () => {
    const plan = run(
      [
        group('a', 'd'),
        group('b', 'a', { name: 'Renamed' }),
        group('c', 'b'),
        group('d'),
      ],
      [],
      start(),
    );
    expect(plan.departments.counts).toEqual({
      created: 0,
      updated: 2,
      unchanged: 2,
    });
    expect(tree(plan.result)).toEqual([
      '1 d',
      '2 d/a',
      '3 a/Renamed',
      '4 Renamed/c',
    ]);
  });

  it('can change places', () => {
    const plan = run([group('a', 'b'), group('b')], [], start());
    expect(plan.conflicts).toEqual([]);
    expect(tree(plan.result)).toEqual(['1 b', '1 d', '2 b/a', '2 b/c']);
  });

  it('stay when their Group goes', () => {
    expect(tree(run([], [], start()).result)).toEqual(tree(start()));
  });

  it('stay where they are when their new place cannot be', () => {
    const circle = run(
      [group('a', 'c'), group('b', 'a'), group('c', 'b')],
      [],
      start(),
    );
    expect(tree(circle.result)).toEqual(tree(start()));
    expect(reasons(circle)).toEqual({ a: 'lies beneath itself' });

    const deep = run(
      [...chain(4), group('a', 'g4'), group('b', 'a'), group('c', 'b')],
      [],
      start(),
    );
    expect(reasons(deep)).toEqual({
      a: 'would make the tree deeper than 6 levels',
    });
    expect(tree(deep.result)).toContain('3 b/c');
  });

  it('stay where they are when what was added beneath by hand would be too deep', () => {
    const known = start();
    const c = known.departments.find(({ name }) => name === 'c')!;
    const byHand = madeByHand([
      { id: 'h4', name: 'h4', parent_id: c.id, level: 4 },
      { id: 'h5', name: 'h5', parent_id: 'h4', level: 5 },
    ]);
    const plan = run(
      [
        group('a', 'g1'),
        group('b', 'a'),
        group('c', 'b'),
        ...chain(2, 'd'),
        group('d'),
      ],
      [],
      { ...known, departments: [...known.departments, ...byHand.departments] },
    );
    expect(reasons(plan)).toEqual({
      a: 'would make the tree deeper than 6 levels',
    });
    expect(tree(plan.result)).toContain('5 h4/h5');
  });

  it('stay where they are when their new place is left out', () => {
    const known = start();
    const byHand = madeByHand([{ name: 'taken' }]);
    const plan = run([group('a', 'taken'), group('taken')], [], {
      ...known,
      departments: [...known.departments, ...byHand.departments],
    });
    expect(Object.keys(reasons(plan)).sort()).toEqual(['a', 'taken']);
    expect(tree(plan.result)).toContain('1 a');
  });

  it('leave others that were made by hand where they are', () => {
    const known = start();
    const a = known.departments.find(({ name }) => name === 'a')!;
    const byHand = madeByHand([{ name: 'hand', parent_id: a.id, level: 2 }]);
    const plan = run([group('a', 'd'), group('d')], [], {
      ...known,
      departments: [...known.departments, ...byHand.departments],
    });
    expect(tree(plan.result)).toContain('3 a/hand');
    expect(plan.departments.counts.updated).toBe(1);
  });
});
