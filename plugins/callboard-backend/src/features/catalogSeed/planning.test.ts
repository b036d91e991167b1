import { MAX_DEPARTMENT_LEVEL } from '@callboard/plugin-callboard-common';
import fc from 'fast-check';
import {
  applyPlan,
  makeGroup,
  createManualOrganisation,
  seedOptions,
  makeUser,
} from './__testUtils__/organisations';
import { getConflictReasons, planRun } from './__testUtils__/run';
import { KnownOrganisation, Conflicts } from './SeedRun';
import { computeLevels } from '../departments/departmentTree';
import { findCyclicIds } from '../../kernel/findCyclicIds';
import { CatalogGroup } from './readCatalogOrganisation';
import { planCatalogSeed } from './planCatalogSeed';
import { splitName } from './planStaff';
import { StaffIds } from './StaffIds';
import { numRuns } from '../../__testUtils__/random';

/** Formats departments as `level name` or `level parent/name`, sorted. */
function formatTree({ departments }: KnownOrganisation): string[] {
  const byId = new Map(departments.map(row => [row.id, row]));
  return departments
    .map(({ name, parent_id, level }) => {
      const parent = parent_id ? `${byId.get(parent_id)!.name}/` : '';
      return `${level} ${parent}${name}`;
    })
    .sort();
}

/** Creates a chain of Groups `g1`, `g2` …, each the child of the previous one. */
const createChain = (length: number, top?: string) =>
  Array.from({ length }, (_, index) =>
    makeGroup(`g${index + 1}`, index === 0 ? top : `g${index}`),
  );

describe('department import from Groups', () => {
  it('creates the tree of the Groups from any input order', async () => {
    const { result, departments, conflicts } = await planRun([
      makeGroup('api', 'pay'),
      makeGroup('company'),
      makeGroup('pay', 'company'),
      makeGroup('lost', 'nowhere'),
    ]);
    expect(formatTree(result)).toEqual([
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

  it('sets the type of the Group when departments allow that type', async () => {
    const groups = [makeGroup('a', undefined, { type: 'team' })];
    const planType = async (departmentTypes: string[]) =>
      (await planRun(groups, [], undefined, { departmentTypes })).departments
        .creates[0].row.dept_type;
    expect(await planType([])).toBe('team');
    expect(await planType(['Division', 'Team'])).toBe('Team');
    expect(await planType(['Division'])).toBeNull();
  });

  it('imports only configured Group types and connects them across other types', async () => {
    const { result } = await planRun(
      [
        makeGroup('company', undefined, { type: 'department' }),
        makeGroup('guild', 'company', { type: 'guild' }),
        makeGroup('team', 'guild'),
      ],
      [],
      undefined,
      { groupTypes: ['department', 'team'] },
    );
    expect(formatTree(result)).toEqual(['1 company', '2 company/team']);
  });

  it('omits Groups published by Callboard and reuses their existing departments', async () => {
    const known = createManualOrganisation([{ id: 'd1', name: 'Published' }]);
    const { result, conflicts } = await planRun(
      [
        makeGroup('published', undefined, { source_department_id: 'd1' }),
        makeGroup('descendants', 'published'),
        makeGroup('elsewhere', undefined, {
          source_department_id: 'other-workspace',
        }),
        makeGroup('beneath-that', 'elsewhere'),
      ],
      [],
      known,
    );
    expect(formatTree(result)).toEqual([
      '1 Published',
      '1 beneath-that',
      '2 Published/descendants',
    ]);
    expect(conflicts).toEqual([]);
  });

  it('omits Groups whose department was deleted', async () => {
    const known = {
      ...createManualOrganisation(),
      groups: new Map([['group:default/gone', null]]),
    };
    const { result } = await planRun(
      [makeGroup('gone'), makeGroup('child', 'gone')],
      [],
      known,
    );
    expect(formatTree(result)).toEqual(['1 child']);
  });

  it('omits Groups named like a manually created department, and their descendants', async () => {
    const known = createManualOrganisation([{ name: 'PÁYMENTS' }]);
    const plan = await planRun(
      [
        makeGroup('payments'),
        makeGroup('descendants', 'payments'),
        makeGroup('further', 'descendants'),
        makeGroup('other'),
      ],
      [],
      known,
    );
    expect(formatTree(plan.result)).toEqual(['1 PÁYMENTS', '1 other']);
    expect(getConflictReasons(plan)).toEqual({
      payments: 'another department is already named payments',
      descendants: 'its parent group:default/payments is skipped',
      further: 'its parent group:default/descendants is skipped',
    });
  });

  it('omits Groups deeper than six levels', async () => {
    const plan = await planRun(createChain(8));
    expect(formatTree(plan.result)).toHaveLength(6);
    expect(getConflictReasons(plan)).toEqual({
      g7: 'would make the tree deeper than 6 levels',
      g8: 'its parent group:default/g7 is skipped',
    });
  });

  it('omits Groups in a cycle and their descendants', async () => {
    const plan = await planRun([
      makeGroup('a', 'b'),
      makeGroup('b', 'a'),
      makeGroup('descendants', 'b'),
      makeGroup('self', 'self'),
      makeGroup('fine'),
    ]);
    expect(formatTree(plan.result)).toEqual(['1 fine']);
    expect(getConflictReasons(plan)).toEqual({
      a: 'is its own ancestor',
      b: 'is its own ancestor',
      self: 'is its own ancestor',
      descendants: 'its parent group:default/b is skipped',
    });
  });

  it('imports Groups below Groups of other types that form a cycle', async () => {
    const guild = { type: 'guild' };
    const { result } = await planRun(
      [
        makeGroup('x', 'y', guild),
        makeGroup('y', 'x', guild),
        makeGroup('team', 'x'),
      ],
      [],
      undefined,
      { groupTypes: ['team'] },
    );
    expect(formatTree(result)).toEqual(['1 team']);
  });
});

describe('departments imported from Groups', () => {
  const start = async () =>
    (
      await planRun([
        makeGroup('a'),
        makeGroup('b', 'a'),
        makeGroup('c', 'b'),
        makeGroup('d'),
      ])
    ).result;

  it('updates name and parent and moves all descendants', async () => {
    const plan = await planRun(
      [
        makeGroup('a', 'd'),
        makeGroup('b', 'a', { name: 'Renamed' }),
        makeGroup('c', 'b'),
        makeGroup('d'),
      ],
      [],
      await start(),
    );
    expect(plan.departments.counts).toEqual({
      created: 0,
      updated: 2,
      unchanged: 2,
    });
    expect(formatTree(plan.result)).toEqual([
      '1 d',
      '2 d/a',
      '3 a/Renamed',
      '4 Renamed/c',
    ]);
  });

  it('swaps the positions of a parent and its child', async () => {
    const plan = await planRun(
      [makeGroup('a', 'b'), makeGroup('b')],
      [],
      await start(),
    );
    expect(plan.conflicts).toEqual([]);
    expect(formatTree(plan.result)).toEqual(['1 b', '1 d', '2 b/a', '2 b/c']);
  });

  it('keeps departments when their Group is deleted', async () => {
    expect(formatTree((await planRun([], [], await start())).result)).toEqual(
      formatTree(await start()),
    );
  });

  it('keeps the position when the new one would form a cycle or exceed six levels', async () => {
    const cycle = await planRun(
      [makeGroup('a', 'c'), makeGroup('b', 'a'), makeGroup('c', 'b')],
      [],
      await start(),
    );
    expect(formatTree(cycle.result)).toEqual(formatTree(await start()));
    expect(getConflictReasons(cycle)).toEqual({ a: 'is its own ancestor' });

    const deep = await planRun(
      [
        ...createChain(4),
        makeGroup('a', 'g4'),
        makeGroup('b', 'a'),
        makeGroup('c', 'b'),
      ],
      [],
      await start(),
    );
    expect(getConflictReasons(deep)).toEqual({
      a: 'would make the tree deeper than 6 levels',
    });
    expect(formatTree(deep.result)).toContain('3 b/c');
  });

  it('keeps the position when manually added descendants would exceed six levels', async () => {
    const known = await start();
    const c = known.departments.find(({ name }) => name === 'c')!;
    const byHand = createManualOrganisation([
      { id: 'h4', name: 'h4', parent_id: c.id, level: 4 },
      { id: 'h5', name: 'h5', parent_id: 'h4', level: 5 },
    ]);
    const plan = await planRun(
      [
        makeGroup('a', 'g1'),
        makeGroup('b', 'a'),
        makeGroup('c', 'b'),
        ...createChain(2, 'd'),
        makeGroup('d'),
      ],
      [],
      { ...known, departments: [...known.departments, ...byHand.departments] },
    );
    expect(getConflictReasons(plan)).toEqual({
      a: 'would make the tree deeper than 6 levels',
    });
    expect(formatTree(plan.result)).toContain('5 h4/h5');
  });

  it('keeps the position when the new parent is not imported', async () => {
    const known = await start();
    const byHand = createManualOrganisation([{ name: 'taken' }]);
    const plan = await planRun(
      [makeGroup('a', 'taken'), makeGroup('taken')],
      [],
      {
        ...known,
        departments: [...known.departments, ...byHand.departments],
      },
    );
    expect(Object.keys(getConflictReasons(plan)).sort()).toEqual([
      'a',
      'taken',
    ]);
    expect(formatTree(plan.result)).toContain('1 a');
  });

  it('keeps manually created departments under their parent', async () => {
    const known = await start();
    const a = known.departments.find(({ name }) => name === 'a')!;
    const byHand = createManualOrganisation([
      { name: 'hand', parent_id: a.id, level: 2 },
    ]);
    const plan = await planRun([makeGroup('a', 'd'), makeGroup('d')], [], {
      ...known,
      departments: [...known.departments, ...byHand.departments],
    });
    expect(formatTree(plan.result)).toContain('3 a/hand');
    expect(plan.departments.counts.updated).toBe(1);
  });
});

describe('staff import from Users', () => {
  it('sets name, email, department and user reference from the catalog', async () => {
    const { staff, result } = await planRun(
      [makeGroup('a'), makeGroup('b')],
      [
        makeUser('jane.doe', ['nowhere', 'b', 'a'], {
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

  it.each(['JANEDOE', 'janedoe'])(
    'creates unique staff ids beside %s',
    async taken => {
      const { result } = await planRun(
        [],
        [makeUser('jane.doe'), makeUser('janedoe'), makeUser('jane-doe')],
        createManualOrganisation([], [{ staff_id: taken }]),
      );
      expect(result.staff.map(({ staff_id }) => staff_id)).toEqual([
        taken,
        'JANEDOE2',
        'JANEDOE3',
        'JANEDOE4',
      ]);
    },
  );

  it.each([
    ['has no email address', { email: null }, {}],
    [
      'was deleted in Callboard',
      {},
      { users: new Map([['user:default/jane', null]]) },
    ],
    [
      'was added to the staff manually',
      {},
      createManualOrganisation(
        [],
        [{ user_ref: 'user:default/jane', email: 'jane@example.org' }],
      ),
    ],
  ])(
    'omits a User who %s without reporting a conflict',
    async (_, overrides, known) => {
      const plan = await planRun([], [makeUser('jane', [], overrides)], {
        ...createManualOrganisation(),
        ...known,
      });
      expect(plan.staff.creates).toEqual([]);
      expect(plan.conflicts).toEqual([]);
    },
  );

  it.each([
    [
      'whose email address belongs to a manually added person',
      makeUser('jane'),
      createManualOrganisation(
        [],
        [{ email: 'Jane@Example.ORG', staff_id: 'J1' }],
      ),
      'its email address already belongs to By Hand (J1)',
    ],
    [
      'with an invalid email address',
      makeUser('jane', [], { email: 'jane at work' }),
      createManualOrganisation(),
      'jane at work is not an email address',
    ],
    [
      'with an invalid user reference',
      makeUser('jane', [], { entity_ref: 'user:default/_jane_' }),
      createManualOrganisation(),
      'user_ref must be a lower-case User reference such as user:default/jane',
    ],
  ])(
    'omits a User %s and reports a conflict',
    async (_, one, known, reason) => {
      const plan = await planRun([], [one], known);
      expect(plan.staff.creates).toEqual([]);
      expect(plan.conflicts).toEqual([{ entity_ref: one.entity_ref, reason }]);
    },
  );

  it('omits the second of two Users with the same email and reports a conflict', async () => {
    const plan = await planRun(
      [],
      [makeUser('jane'), makeUser('jane2', [], { email: 'JANE@example.org' })],
    );
    expect(plan.staff.counts.created).toBe(1);
    expect(getConflictReasons(plan)).toEqual({
      jane2: 'its email address already belongs to jane last (JANE)',
    });
  });
});

describe('staff imported from Users', () => {
  const start = async () =>
    (await planRun([makeGroup('a')], [makeUser('jane', ['a'])])).result;

  it('updates name and email', async () => {
    const renamed = { display_name: 'Jane Roe', email: 'roe@example.org' };
    const plan = await planRun(
      [makeGroup('a')],
      [makeUser('jane', ['a'], renamed)],
      await start(),
    );
    expect(plan.staff.counts).toEqual({ created: 0, updated: 1, unchanged: 0 });
    expect(plan.result.staff[0]).toMatchObject({
      staff_id: 'JANE',
      last_name: 'Roe',
      email: 'roe@example.org',
      version: 2,
    });
  });

  it('gives an email to the first of several Users who get it in one run', async () => {
    const users = [makeUser('jane', []), makeUser('joe', [])];
    const plan = await planRun(
      [],
      users.map(user => ({ ...user, email: 'shared@example.org' })),
      (
        await planRun([], users)
      ).result,
    );
    expect(plan.result.staff.map(({ email }) => email)).toEqual([
      'shared@example.org',
      'joe@example.org',
    ]);
    expect(Object.keys(getConflictReasons(plan))).toEqual(['joe']);
  });

  it('gives the former email of a User to another in the same run', async () => {
    const plan = await planRun(
      [],
      [
        makeUser('jane', [], { email: 'roe@example.org' }),
        makeUser('joe', [], { email: 'jane@example.org' }),
      ],
      (
        await planRun([], [makeUser('jane', [])])
      ).result,
    );
    expect(plan.result.staff.map(({ email }) => email)).toEqual([
      'roe@example.org',
      'jane@example.org',
    ]);
    expect(getConflictReasons(plan)).toEqual({});
  });

  it('keeps the email when the new one is taken or missing', async () => {
    const known = await start();
    const byHand = createManualOrganisation(
      [],
      [{ email: 'roe@example.org', staff_id: 'R' }],
    );
    const plan = await planRun(
      [],
      [makeUser('jane', [], { email: 'roe@example.org' })],
      {
        ...known,
        staff: [...known.staff, ...byHand.staff],
      },
    );
    expect(plan.staff.updates).toEqual([]);
    expect(getConflictReasons(plan)).toEqual({
      jane: 'its email address already belongs to By Hand (R)',
    });
    const without = await planRun(
      [],
      [makeUser('jane', [], { email: null })],
      await start(),
    );
    expect(without.staff.counts.unchanged).toBe(1);
  });

  it('keeps a name that was split manually', async () => {
    const known = await start();
    const [jane] = known.staff;
    const divided = { ...jane, first_name: 'Jane van', last_name: 'Doe' };
    const users = [makeUser('jane', [], { display_name: 'Jane van Doe' })];
    const plan = await planRun([], users, { ...known, staff: [divided] });
    expect(plan.staff.updates).toEqual([]);
  });

  it('keeps the department and sets one only when it is missing', async () => {
    const groups = [makeGroup('a'), makeGroup('b')];
    const moved = await planRun(
      groups,
      [makeUser('jane', ['b'])],
      await start(),
    );
    expect(moved.staff.counts.unchanged).toBe(1);

    const known = await start();
    const [jane] = known.staff;
    const plan = await planRun(groups, [makeUser('jane', ['b'])], {
      ...known,
      staff: [{ ...jane, department_id: null }],
    });
    expect(plan.result.staff[0].department_id).toBe(
      plan.result.departments.find(({ name }) => name === 'b')!.id,
    );
  });

  it('sets no department for staff who have resigned', async () => {
    const known = await start();
    const [jane] = known.staff;
    const deleted = {
      ...jane,
      department_id: null,
      employment_status: 'resigned' as const,
      date_of_leaving: '1970-01-01',
    };
    const plan = await planRun([makeGroup('a')], [makeUser('jane', ['a'])], {
      ...known,
      staff: [deleted],
    });
    expect(plan.staff.updates).toEqual([]);
  });
});

describe('arrangeGroups', () => {
  it('looks up few conflicts per Group when a long chain is too deep', async () => {
    const conflictSpy = jest.spyOn(Conflicts.prototype, 'has');
    const groups = Array.from({ length: 1_000 }, (_, index) =>
      makeGroup(`g${index}`, index > 0 ? `g${index - 1}` : undefined),
    );
    const plan = await planRun(
      groups,
      [],
      createManualOrganisation(),
      seedOptions,
    );
    expect(plan.departments.counts).toMatchObject({ created: 6 });
    const left = getConflictReasons(plan);
    expect(Object.keys(left)).toHaveLength(994);
    expect(left.g6).toBe('would make the tree deeper than 6 levels');
    expect(left.g999).toBe('its parent group:default/g998 is skipped');
    // `planRun` plans twice.
    expect(conflictSpy.mock.calls.length).toBeLessThan(40 * groups.length);
    conflictSpy.mockRestore();
  });
});

describe('planCatalogSeed properties', () => {
  const names = Array.from({ length: 12 }, (_, index) => `g${index}`);

  /** Groups in arbitrary relations, including cycles. */
  const groups = fc
    .uniqueArray(fc.constantFrom(...names), { maxLength: names.length })
    .chain(chosen =>
      fc.tuple(
        ...chosen.map(name =>
          fc
            .tuple(
              fc.option(fc.constantFrom(...names), { nil: undefined }),
              fc.constantFrom('team', 'team', 'team', 'guild'),
            )
            .map(([parent, type]) => makeGroup(name, parent, { type })),
        ),
      ),
    ) as fc.Arbitrary<CatalogGroup[]>;

  async function seed(found: CatalogGroup[], known: KnownOrganisation) {
    const catalog = { groups: found, users: [] };
    const options = { ...seedOptions, groupTypes: ['team'] };
    const plan = await planCatalogSeed(catalog, known, options);
    return { plan, result: applyPlan(known, plan) };
  }

  it('creates a valid tree from any Groups and plans no changes on a second run @full', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(groups, { minLength: 1, maxLength: 4 }),
        async history => {
          let known = createManualOrganisation([{ name: 'g0' }]);
          for (const found of history) {
            known = (await seed(found, known)).result;
            const parents = new Map(
              known.departments.map(row => [row.id, row.parent_id]),
            );
            expect(findCyclicIds(parents)).toEqual([]);
            const levels = computeLevels(parents);
            for (const { id, level } of known.departments) {
              expect(level).toBe(levels.get(id));
              expect(level).toBeLessThanOrEqual(MAX_DEPARTMENT_LEVEL);
            }
            const { plan } = await seed(found, known);
            expect(plan.departments.counts).toMatchObject({
              created: 0,
              updated: 0,
            });
          }
        },
      ),
      { numRuns: numRuns(500) },
    );
  });
});

describe('splitName', () => {
  it.each([
    ['Jane Doe', 'Jane', 'Doe'],
    ['  Jane   van  Dyke ', 'Jane', 'van Dyke'],
    ['van Dyke, Jane', 'Jane', 'van Dyke'],
    ['Doe,Jane', 'Jane', 'Doe'],
    ['Jane', 'Jane', null],
    ['Doe, Jane, Dr.', 'Doe,', 'Jane, Dr.'],
    [`${'x'.repeat(200)} y`, 'x'.repeat(100), 'y'],
    [`${'x'.repeat(99)}😀 y`, 'x'.repeat(99), 'y'],
  ])('splits %s into first and last name', (name, first_name, last_name) => {
    expect(splitName(name)).toEqual({ first_name, last_name });
  });
});

describe('StaffIds', () => {
  it.each([
    ['jane.doe', 8, [], 'JANEDOE'],
    ['maximilian', 8, [], 'MAXIMILI'],
    ['maximilian', 8, ['MAXIMILI', 'MAXIMIL2'], 'MAXIMIL3'],
    ['_', 8, [], 'U'],
    ['jane', 1, ['J', '2'], '3'],
    ['jane', 1, ['J', '2', '3', '4', '5', '6', '7', '8', '9'], undefined],
  ])(
    'converts %s to at most %d characters, with %j already taken: %s',
    (name, length, taken, id) => {
      const staffIds = new StaffIds();
      taken.forEach(other => staffIds.add(other));
      expect(staffIds.findFree(name, length)).toBe(id);
    },
  );

  it('looks up few ids per user when many users share a prefix', async () => {
    const lookUps = jest.spyOn(StaffIds.prototype, 'has');
    const users = Array.from({ length: 1_000 }, (_, index) =>
      makeUser(`employee${index}`),
    );
    const { result } = await planRun([], users);
    const staffIds = result.staff.map(({ staff_id }) => staff_id);
    expect(new Set(staffIds).size).toBe(1_000);
    expect(staffIds).toContain('EMPL1000');
    expect(lookUps.mock.calls.length).toBeLessThan(5 * users.length);
    lookUps.mockRestore();
  });
});
