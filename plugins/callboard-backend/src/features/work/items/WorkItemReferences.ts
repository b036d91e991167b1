import { StateGroup } from '@callboard/plugin-callboard-common';
import { Knex } from 'knex';
import { FieldProblem } from '../../../http/errors';
import { ProjectAudience } from '../../../core/projects/ProjectAudience';
import { ProjectRow } from '../../../core/projects/ProjectRow';

/** The fields of an item that refer to something else. */
export interface WorkItemReferences {
  state_id?: string | null;
  cycle_id?: string | null;
  module_id?: string | null;
  parent_id?: string | null;
  labels?: readonly string[] | null;
  assignees?: readonly string[] | null;
}

/** What is known of the things that an item refers to. */
export interface CheckedReferences {
  groupOf(state_id: string): StateGroup;
  /** What they are called, by id. */
  names: ReadonlyMap<string, string>;
  problems: FieldProblem[];
}

const single = [
  ['state_id', 'work_states', 'is not a state of this project'],
  ['cycle_id', 'work_cycles', 'is not a cycle of this project'],
  ['module_id', 'work_modules', 'is not a module of this project'],
  ['parent_id', 'work_items', 'is not a work item of this project'],
] as const;

/** Looks whether what items are to refer to is there for them. */
export class ReferenceChecks {
  constructor(private readonly audience: ProjectAudience) {}

  /**
   * Looks whether it is there, in their project; people have to be able to see
   * that.
   *
   * @param at - what the fields are in, such as `body.`
   * @param ids - the items: none can be beneath itself
   * @param assigned - who is assigned already, and may stay so
   */
  async check(
    tx: Knex,
    project: ProjectRow,
    wanted: WorkItemReferences,
    {
      at,
      ids,
      assigned = [],
    }: { at: string; ids: readonly string[]; assigned?: readonly string[] },
  ): Promise<CheckedReferences> {
    const found: Found = { problems: [], groups: new Map(), names: new Map() };
    const addProblem = (field: string, reason: string) =>
      found.problems.push({ field: `${at}${field}`, reason });
    await findThings(tx, project, wanted, found, addProblem);
    if (wanted.parent_id && found.problems.length === 0) {
      const above = await listAbove(tx, wanted.parent_id);
      if (ids.some(id => above.includes(id))) {
        addProblem(
          'parent_id',
          'must not be the item itself or lie beneath it',
        );
      }
    }
    if (wanted.assignees?.length) {
      const seers = await this.audience.whoSees(tx, project, wanted.assignees);
      wanted.assignees.forEach((user_ref, index) => {
        if (!seers.has(user_ref) && !assigned.includes(user_ref)) {
          addProblem(
            `assignees[${index}]`,
            'is nobody who can see this project',
          );
        }
      });
    }
    const { problems, names, groups } = found;
    return { problems, names, groupOf: state_id => groups.get(state_id)! };
  }
}

/** What was found of what items are to refer to. */
interface Found {
  problems: FieldProblem[];
  groups: Map<string, StateGroup>;
  names: Map<string, string>;
}

/** Looks for the states, cycles, modules, parents and labels. */
async function findThings(
  tx: Knex,
  project: ProjectRow,
  wanted: WorkItemReferences,
  { groups, names }: Found,
  addProblem: (field: string, reason: string) => void,
): Promise<void> {
  for (const [field, table, reason] of single) {
    const id = wanted[field];
    if (id) {
      const row = await live(tx, table, project.id).where({ id }).first();
      if (!row) addProblem(field, reason);
      if (row) names.set(id, row.title ?? row.name);
      if (row && field === 'state_id') groups.set(id, row.group);
    }
  }
  if (wanted.labels?.length) {
    const known = await live(tx, 'work_labels', project.id)
      .select('id', 'name')
      .whereIn('id', [...wanted.labels]);
    known.forEach(({ id, name }: any) => names.set(id, name));
    wanted.labels.forEach((id, index) => {
      if (!names.has(id)) {
        addProblem(`labels[${index}]`, 'is not a label of this project');
      }
    });
  }
}

function live(tx: Knex, table: string, project_id: string): Knex.QueryBuilder {
  return tx(table).where({ project_id }).whereNull('deleted_at');
}

/** An item and all above it; ends also where the data go in a circle. */
async function listAbove(tx: Knex, id: string): Promise<string[]> {
  return tx
    .withRecursive('above', ['id', 'parent_id'], query =>
      query
        .select('id', 'parent_id')
        .from('work_items')
        .where({ id })
        .union(
          tx
            .select('work_items.id', 'work_items.parent_id')
            .from('work_items')
            .join('above', 'above.parent_id', 'work_items.id'),
        ),
    )
    .from('above')
    .pluck('id');
}
