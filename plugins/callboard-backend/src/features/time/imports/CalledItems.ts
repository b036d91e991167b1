import { Knex } from 'knex';
import { uniq, uniqBy } from 'lodash';
import { ProjectAudience } from '../../../core/projects/ProjectAudience';
import { isOneOf, rowsGiven } from '../../../database/bulk';
import { LoggableItem, LoggableItems } from '../worklogs/LoggableItems';
import { getLoggingRights } from '../worklogs/getLoggingRights';

/** What a work item can be called; more digits have no number. */
const shape = /^([A-Z][A-Z0-9]{0,11})-([1-9]\d{0,8})$/;

/** Whose time it is, and what may be the item. */
export interface ItemQuery {
  logged_by: string;
  identifiers: readonly string[];
}

/** An item as it stands to a person; undefined where none is called so. */
export type ItemOf = (
  logged_by: string,
  identifier: string,
) => LoggableItem | undefined;

/** The items that files call by their identifiers. */
export class CalledItems {
  constructor(
    private readonly deps: {
      audience: ProjectAudience;
      items: LoggableItems;
    },
  ) {}

  /**
   * The live items of a workspace with some identifiers, each as it stands to
   * those who want it: a few queries, however many. In a transaction, their
   * projects stay as they are until it ends.
   */
  async hold(
    knex: Knex,
    workspace_id: string,
    queries: readonly ItemQuery[],
  ): Promise<ItemOf> {
    const { audience, items } = this.deps;
    const found = await itemsCalled(
      knex,
      workspace_id,
      uniq(queries.flatMap(({ identifiers }) => identifiers)),
    );
    const projects = await items.share(
      knex,
      found.map(({ project_id }) => project_id),
    );
    const byName = new Map(found.map(item => [item.identifier, item]));
    const pairs = queries.flatMap(({ logged_by, identifiers }) =>
      identifiers.flatMap(identifier => {
        const item = byName.get(identifier);
        return item
          ? [{ user_ref: logged_by, project_id: item.project_id }]
          : [];
      }),
    );
    const rolesAt = await audience.rolesAt(
      knex,
      workspace_id,
      uniqBy(pairs, ({ user_ref, project_id }) => `${project_id} ${user_ref}`),
    );
    const isAssigned = await assignments(
      knex,
      found.map(({ id }) => id),
      uniq(queries.map(({ logged_by }) => logged_by)),
    );
    return (logged_by, identifier) => {
      const item = byName.get(identifier);
      const project = item && projects.get(item.project_id);
      return (
        project && {
          ...item,
          project,
          isDeleted: false,
          ...getLoggingRights(
            rolesAt(logged_by, project.id),
            project,
            isAssigned(logged_by, item.id),
          ),
        }
      );
    };
  }
}

/** A live item, and what it is called. */
interface FoundItem {
  id: string;
  project_id: string;
  title: string;
  identifier: string;
}

async function itemsCalled(
  knex: Knex,
  workspace_id: string,
  identifiers: readonly string[],
): Promise<FoundItem[]> {
  const called = identifiers.flatMap(identifier => {
    const [, project, number] = shape.exec(identifier) ?? [];
    return project ? [{ identifier, project, number }] : [];
  });
  const given = rowsGiven(knex, 'called', called, [
    'identifier',
    'project',
    'number',
  ]);
  return knex
    .from(given as any)
    .join('projects', 'projects.identifier', 'called.project')
    .join('work_items', join =>
      join
        .on('work_items.project_id', 'projects.id')
        .on('work_items.number', knex.raw('CAST(called.number AS integer)')),
    )
    .select(
      'work_items.id',
      'work_items.project_id',
      'work_items.title',
      'called.identifier',
    )
    .where('projects.workspace_id', workspace_id)
    .whereNull('projects.deleted_at')
    .whereNull('work_items.deleted_at');
}

/** Tells whether people are assigned to items: one query, however many. */
async function assignments(
  knex: Knex,
  work_item_ids: readonly string[],
  user_refs: readonly string[],
): Promise<(user_ref: string, work_item_id: string) => boolean> {
  const rows: any[] = await knex('work_item_assignees')
    .select('work_item_id', 'user_ref')
    .whereRaw(...isOneOf(knex, 'work_item_id', work_item_ids))
    .whereRaw(...isOneOf(knex, 'user_ref', user_refs, 'text'));
  const keyOf = (user_ref: string, id: string) => `${id} ${user_ref}`;
  const assigned = new Set(
    rows.map(({ user_ref, work_item_id }) => keyOf(user_ref, work_item_id)),
  );
  return (user_ref, id) => assigned.has(keyOf(user_ref, id));
}
