import { Knex } from 'knex';
import { uniq, uniqBy } from 'lodash';
import { ProjectAudience } from '../../../core/projects/ProjectAudience';
import { inListSql, buildValuesTable } from '../../../database/bulk';
import { lockForShare } from '../../../database/locks';
import {
  ItemWithRights,
  findProjects,
  getProjectRefusalReason,
  getLoggingRights,
} from '../worklogs/LoggableItems';
import { DraftWithOwner, formatTask, WorklogDraft } from './WorklogDraft';

/** Matches a work item identifier; numbers have at most nine digits. */
const identifierPattern = /^([A-Z][A-Z0-9]{0,11})-([1-9]\d{0,8})$/;

export interface ItemQuery {
  logged_by: string;
  identifiers: readonly string[];
}

/**
 * Returns an item that is not deleted, with the person's logging rights; undefined for an unknown
 * identifier.
 */
type FindItem = (
  logged_by: string,
  identifier: string,
) => ItemWithRights | undefined;

/**
 * Finds items by identifier, with each person's logging rights, in a constant number of queries. In
 * a transaction, locks the items' projects until the transaction ends.
 *
 * @param plannedItems - items that the import will create. They have no identifiers yet, so the
 *   returned function finds them by id
 */
export async function lookUpItems(
  knex: Knex,
  audience: ProjectAudience,
  workspace_id: string,
  queries: readonly ItemQuery[],
  plannedItems: readonly FoundItem[],
): Promise<FindItem> {
  const allIdentifiers = uniq(
    queries.flatMap(({ identifiers }) => identifiers),
  );
  const findExisting = () =>
    findItemsByIdentifier(knex, workspace_id, allIdentifiers);
  const found = [...(await findExisting()), ...plannedItems];
  const projects = await findProjects(
    knex,
    found.map(({ project_id }) => project_id),
    lockForShare,
  );
  // Reads again, because another transaction may have deleted items before the lock.
  const existingItems = await findExisting();
  const foundItems = [...existingItems, ...plannedItems];
  const itemsByKey = new Map([
    ...existingItems.map(item => [item.identifier, item] as const),
    ...plannedItems.map(item => [item.id, item] as const),
  ]);
  const pairs = queries.flatMap(({ logged_by, identifiers }) =>
    identifiers.flatMap(identifier => {
      const item = itemsByKey.get(identifier);
      return item ? [{ user_ref: logged_by, project_id: item.project_id }] : [];
    }),
  );
  const getRoles = await audience.readPairRoles(
    knex,
    workspace_id,
    uniqBy(pairs, ({ user_ref, project_id }) => `${project_id} ${user_ref}`),
  );
  const isAssigned = await readAssignments(
    knex,
    foundItems.map(({ id }) => id),
    uniq(queries.map(({ logged_by }) => logged_by)),
  );
  return (logged_by, identifier) => {
    const item = itemsByKey.get(identifier);
    const project = item && projects.get(item.project_id);
    return (
      project && {
        ...item,
        project,
        isDeleted: false,
        ...getLoggingRights(
          getRoles(logged_by, project.id),
          project,
          isAssigned(logged_by, item.id),
        ),
      }
    );
  };
}

/** An item that is not deleted, or an item that the import will create. */
interface FoundItem {
  id: string;
  project_id: string;
  title: string;
  identifier: string;
}

async function findItemsByIdentifier(
  knex: Knex,
  workspace_id: string,
  identifiers: readonly string[],
): Promise<FoundItem[]> {
  const parsed = identifiers.flatMap(identifier => {
    const [, project, number] = identifierPattern.exec(identifier) ?? [];
    return project ? [{ identifier, project, number }] : [];
  });
  const requestedTable = buildValuesTable(knex, 'requested', parsed, [
    'identifier',
    'project',
    'number',
  ]);
  return knex
    .from(requestedTable as any)
    .join('projects', 'projects.identifier', 'requested.project')
    .join('work_items', join =>
      join
        .on('work_items.project_id', 'projects.id')
        .on('work_items.number', knex.raw('CAST(requested.number AS integer)')),
    )
    .select(
      'work_items.id',
      'work_items.project_id',
      'work_items.title',
      'requested.identifier',
    )
    .where('projects.workspace_id', workspace_id)
    .whereNull('projects.deleted_at')
    .whereNull('work_items.deleted_at');
}

/** Reads whether people are assigned to items, in one query. */
async function readAssignments(
  knex: Knex,
  work_item_ids: readonly string[],
  user_refs: readonly string[],
): Promise<(user_ref: string, work_item_id: string) => boolean> {
  const rows: any[] = await knex('work_item_assignees')
    .select('work_item_id', 'user_ref')
    .whereRaw(...inListSql(knex, 'work_item_id', work_item_ids))
    .whereRaw(...inListSql(knex, 'user_ref', user_refs, 'text'));
  const getAssignmentKey = (user_ref: string, id: string) =>
    `${id} ${user_ref}`;
  const assigned = new Set(
    rows.map(({ user_ref, work_item_id }) =>
      getAssignmentKey(user_ref, work_item_id),
    ),
  );
  return (user_ref, id) => assigned.has(getAssignmentKey(user_ref, id));
}

type ItemChoice = (
  | { item: ItemWithRights; isMapped: boolean }
  | { reason: string }
) & {
  /** Whether the row itself names an item that the caller can see. */
  namesVisibleItem: boolean;
};

/**
 * Chooses the first candidate item on which the person can log time. Candidates are the items that
 * the row names, then the item to which the row's task is mapped. If the person can log time on
 * none of them, returns the reason.
 *
 * @param options - `isOwn`: whether the time is the caller's own; `searched`: the columns searched
 *   for identifiers; `mapped`: the key of the item to which the task is mapped, from `findItemKey`
 */
export function chooseItem(
  { draft, logged_by }: DraftWithOwner,
  findItem: FindItem,
  {
    isOwn,
    searched,
    mapped,
  }: { isOwn: boolean; searched: readonly string[]; mapped?: string },
): ItemChoice {
  const listVisibleItems = (identifiers: readonly string[]) =>
    identifiers
      .map(identifier => findItem(logged_by, identifier))
      // Items that the caller cannot see count as missing. Callers who log time for others see all
      // items.
      .filter(item => item !== undefined)
      .filter(item => item.canView || !isOwn);
  const namedItems = listVisibleItems(draft.identifiers);
  const namesVisibleItem = namedItems.length > 0;
  const visibleItems = [
    ...namedItems,
    ...listVisibleItems(mapped === undefined ? [] : [mapped]),
  ];
  const subject = isOwn ? 'you' : logged_by;
  const item = visibleItems.find(
    visibleItem => getItemRefusalReason(visibleItem, subject) === undefined,
  );
  if (item) {
    return { item, isMapped: !namedItems.includes(item), namesVisibleItem };
  }
  return {
    reason:
      visibleItems.length > 0
        ? getItemRefusalReason(visibleItems[0], subject)!
        : getMissingReason(draft, searched),
    namesVisibleItem,
  };
}

function getMissingReason(
  { identifiers, fileTask }: WorklogDraft,
  searched: readonly string[],
): string {
  if (identifiers.length > 0) {
    return `no work item has the identifier ${identifiers.join(' or ')}`;
  }
  const missing =
    searched.length > 0
      ? `no work item identifier such as PAY-42 found in ${searched.join(', ')}`
      : 'no column is mapped to the work item';
  return fileTask.project || fileTask.task
    ? `${formatTask(fileTask)} is not mapped to a work item, and ${missing}`
    : missing;
}

/** Returns the reason why a person cannot log time on an item; undefined if they can. */
function getItemRefusalReason(
  { canLog, identifier, project }: ItemWithRights,
  subject: string,
): string | undefined {
  return canLog
    ? getProjectRefusalReason(project)
    : `${subject} cannot log time on ${identifier}`;
}
