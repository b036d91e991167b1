import { StateGroup } from '@callboard/plugin-callboard-common';
import { Knex } from 'knex';
import { groupBy, uniq } from 'lodash';
import { inListSql } from '../../../database/bulk';
import { FieldProblem } from '../../../http/errors';
import { ProjectAudience } from '../../../core/projects/ProjectAudience';
import { ProjectRow } from '../../../access/Caller';

/** The fields of an item that refer to other records. */
export interface WorkItemReferences {
  state_id?: string | null;
  cycle_id?: string | null;
  module_id?: string | null;
  parent_id?: string | null;
  labels?: readonly string[] | null;
  add_labels?: readonly string[] | null;
  assignees?: readonly string[] | null;
  add_assignees?: readonly string[] | null;
}

interface ReferenceInput {
  references: WorkItemReferences;
  /** Prefix of the field path in problems, such as `body.` */
  fieldPrefix: string;
  /** The ids of the items, none of which may become its own ancestor. */
  ids: readonly string[];
  /** Current assignees, who may stay assigned. */
  assigned?: readonly string[];
}

export type CheckedReferences = Awaited<ReturnType<typeof checkReferences>>;

/** The references to records of a project: field, table, and the kind in problems. */
const recordFields = [
  ['state_id', 'work_states', 'a state'],
  ['cycle_id', 'work_cycles', 'a cycle'],
  ['module_id', 'work_modules', 'a module'],
  ['parent_id', 'work_items', 'a work item'],
  ['labels', 'work_labels', 'a label'],
  ['add_labels', 'work_labels', 'a label'],
] as const;

const assigneeLists = ['assignees', 'add_assignees'] as const;

/** Checks that the references exist in the project and that assignees can see it. */
export async function checkReferences(
  tx: Knex,
  audience: ProjectAudience,
  project: ProjectRow,
  inputs: readonly ReferenceInput[],
) {
  const { groups, names } = await findReferences(tx, project, inputs);
  const isOwnAncestor = await createOwnAncestorCheck(tx, inputs);
  const people = inputs.flatMap(({ references }) =>
    assigneeLists.flatMap(field => references[field] ?? []),
  );
  const viewers =
    people.length > 0
      ? await audience.filterProjectViewers(tx, project, uniq(people))
      : new Set<string>();
  return {
    /** The names of the referenced records, by id. */
    names,
    getStateGroup: (state_id: string) => groups.get(state_id)!,
    problems: inputs.flatMap(input => {
      const missing = findMissingReferences(input, names);
      const parentProblems =
        missing.length === 0 && isOwnAncestor(input)
          ? [
              {
                field: `${input.fieldPrefix}parent_id`,
                reason: 'must not be the item itself or one of its sub-items',
              },
            ]
          : [];
      return [
        ...missing,
        ...parentProblems,
        ...findInaccessibleAssignees(input, viewers),
      ];
    }),
  };
}

/** Reads the states, cycles, modules, parents and labels. */
async function findReferences(
  tx: Knex,
  project: ProjectRow,
  inputs: readonly ReferenceInput[],
) {
  const groups = new Map<string, StateGroup>();
  const names = new Map<string, string>();
  const byTable = groupBy(recordFields, ([, table]) => table);
  for (const [table, fields] of Object.entries(byTable)) {
    const ids = inputs.flatMap(({ references }) =>
      fields.flatMap(([field]) => references[field] ?? []),
    );
    if (ids.length > 0) {
      const rows = await tx(table)
        .where({ project_id: project.id })
        .whereNull('deleted_at')
        .whereIn('id', uniq(ids));
      for (const row of rows) {
        names.set(row.id, row.title ?? row.name);
        if (row.group) groups.set(row.id, row.group);
      }
    }
  }
  return { groups, names };
}

function findMissingReferences(
  { references, fieldPrefix }: ReferenceInput,
  names: ReadonlyMap<string, string>,
): FieldProblem[] {
  return recordFields.flatMap(([field, , kind]) => {
    const value = references[field];
    return [value ?? []].flat().flatMap((id, index) => {
      const path = typeof value === 'string' ? field : `${field}[${index}]`;
      return names.has(id)
        ? []
        : {
            field: `${fieldPrefix}${path}`,
            reason: `is not ${kind} of this project`,
          };
    });
  });
}

function findInaccessibleAssignees(
  { references, fieldPrefix, assigned = [] }: ReferenceInput,
  viewers: ReadonlySet<string>,
): FieldProblem[] {
  return assigneeLists.flatMap(field =>
    (references[field] ?? []).flatMap((user_ref, index) =>
      viewers.has(user_ref) || assigned.includes(user_ref)
        ? []
        : {
            field: `${fieldPrefix}${field}[${index}]`,
            reason: 'does not have access to this project',
          },
    ),
  );
}

/** Items that get a parent. */
type ParentInput = Pick<ReferenceInput, 'ids' | 'references'>;

/**
 * Returns a function that checks whether items would become their own ancestors, if all inputs were
 * applied.
 */
export async function createOwnAncestorCheck(
  tx: Knex,
  inputs: readonly ParentInput[],
): Promise<(input: ParentInput) => boolean> {
  const parentIds = inputs.flatMap(
    ({ references }) => references.parent_id ?? [],
  );
  if (parentIds.length === 0) {
    return () => false;
  }
  const parents = new Map([
    ...(await readParents(tx, parentIds)),
    ...inputs.flatMap(({ ids, references: { parent_id } }) =>
      parent_id === undefined ? [] : ids.map(id => [id, parent_id] as const),
    ),
  ]);
  return ({ ids, references }) => {
    const visited = new Set<string>();
    let ancestor = references.parent_id;
    while (ancestor && !visited.has(ancestor)) {
      if (ids.includes(ancestor)) {
        return true;
      }
      visited.add(ancestor);
      ancestor = parents.get(ancestor);
    }
    return false;
  };
}

/**
 * Reads the stored parents of items and of all their ancestors, by item. Terminates even if stored
 * parents are circular.
 */
export async function readParents(
  knex: Knex,
  ids: readonly string[],
): Promise<ReadonlyMap<string, string | null>> {
  const rows: { id: string; parent_id: string | null }[] = await knex
    .withRecursive('ancestors', ['id', 'parent_id'], query =>
      query
        .select('id', 'parent_id')
        .from('work_items')
        .whereRaw(...inListSql(knex, 'id', uniq(ids)))
        .union(
          knex
            .select('work_items.id', 'work_items.parent_id')
            .from('work_items')
            .join('ancestors', 'ancestors.parent_id', 'work_items.id'),
        ),
    )
    .select('id', 'parent_id')
    .from('ancestors');
  return new Map(rows.map(({ id, parent_id }) => [id, parent_id]));
}
