import { findCyclicIds } from '../../kernel/findCyclicIds';
import fc from 'fast-check';
import { departmentRow } from './__testUtils__/departmentRow';
import { planDepartmentRows } from './files/__testUtils__/planDepartmentRows';
import { DepartmentRow } from './DepartmentRow';
import {
  computeLevels,
  getSubtreeHeight,
  findParentProblem,
  shiftLevels,
  assembleTree,
} from './departmentTree';

/** The departments of a tree as a flat list. Moves refer to departments by their index. */
type Tree = DepartmentRow[];

function getDescendants(tree: Tree, top: DepartmentRow): Tree {
  const children = tree.filter(({ parent_id }) => parent_id === top.id);
  return children.flatMap(child => [child, ...getDescendants(tree, child)]);
}

/** Moves a department as the service does, if that is allowed. */
function move(tree: Tree, what: number, where: number | null): Tree {
  const moved = tree[what];
  const below = getDescendants(tree, moved);
  const parent = where === null ? null : tree[where];
  if (
    parent &&
    findParentProblem(parent, [moved, ...below], getSubtreeHeight(moved, below))
  ) {
    return tree;
  }
  const level = (parent?.level ?? 0) + 1;
  const after = new Map<string, DepartmentRow>([
    [moved.id, { ...moved, parent_id: parent?.id ?? null, level }],
    ...shiftLevels(below, level - moved.level).map(
      pair => [pair.before.id, pair.after] as const,
    ),
  ]);
  return tree.map(row => after.get(row.id) ?? row);
}

const SIZE = 12;

const moves = fc.array(
  fc.tuple(fc.nat({ max: SIZE - 1 }), fc.option(fc.nat({ max: SIZE - 1 }))),
  { maxLength: 60 },
);

/** The problems of a tree; none are expected. */
function findProblems(tree: Tree): string[] {
  const parents = new Map(tree.map(({ id, parent_id }) => [id, parent_id]));
  const cycles = findCyclicIds(parents).map(id => `${id} is in a cycle`);
  const levels = cycles.length > 0 ? new Map() : computeLevels(parents);
  const wrong = tree
    .filter(({ id, level }) => level !== levels.get(id) || level > 6)
    .map(({ id, level }) => `${id} is at ${level}, not ${levels.get(id)}`);
  return [...cycles, ...wrong];
}

const flat = () =>
  Array.from({ length: SIZE }, (_, index) =>
    departmentRow({ code: `C${index}`, name: `D${index}` }),
  );

describe('department tree rules', () => {
  it('keeps a valid tree of at most 6 levels after any sequence of moves', () => {
    fc.assert(
      fc.property(moves, sequence => {
        const tree = sequence.reduce(
          (before, [what, where]) => move(before, what, where),
          flat(),
        );
        expect(findProblems(tree)).toEqual([]);
      }),
    );
  });

  it('keeps a valid tree of at most 6 levels after any sequence of imports', () => {
    fc.assert(
      fc.property(fc.array(moves, { maxLength: 5 }), files => {
        const tree = files.reduce<Tree>((before, sequence) => {
          const rows = sequence.map(([what, where]) => ({
            name: '',
            code: `C${what}`,
            parent_code: where === null ? '' : `C${where}`,
          }));
          const { updates } = planDepartmentRows(before, rows, {
            update_existing: true,
          });
          // Includes unchanged departments.
          return updates.map(({ after }) => after);
        }, flat());
        expect(findProblems(tree)).toEqual([]);
      }),
    );
  });
});

describe('assembleTree', () => {
  const top = departmentRow({ name: 'Top' });
  const child = departmentRow({ name: 'Child', parent_id: top.id, level: 2 });
  const grandchild = departmentRow({
    name: 'Grandchild',
    parent_id: child.id,
    level: 3,
  });
  const sibling = departmentRow({
    name: 'Sibling',
    parent_id: top.id,
    level: 2,
  });
  const other = departmentRow({ name: 'Other' });

  it('counts staff of each department, alone and with its descendants', () => {
    const rows = [
      { ...grandchild, staff_count: 3 },
      { ...sibling, staff_count: 0 },
      { ...other, staff_count: 5 },
      { ...child, staff_count: 2 },
      { ...top, staff_count: 0 },
    ];
    expect(assembleTree(rows)).toMatchObject([
      { name: 'Other', staff_count: 5, staff_count_recursive: 5, children: [] },
      {
        name: 'Top',
        staff_count: 0,
        staff_count_recursive: 5,
        children: [
          { name: 'Sibling', staff_count: 0, staff_count_recursive: 0 },
          {
            name: 'Child',
            staff_count: 2,
            staff_count_recursive: 5,
            children: [
              { name: 'Grandchild', staff_count: 3, staff_count_recursive: 3 },
            ],
          },
        ],
      },
    ]);
  });

  it('returns an empty list for no departments', () => {
    expect(assembleTree([])).toEqual([]);
  });
});
