import { NotAllowedError } from '@backstage/errors';
import {
  permissions,
  WorklogImportMapping,
} from '@callboard/plugin-callboard-common';
import { Knex } from 'knex';
import { compact, uniq } from 'lodash';
import { ProjectRow, RequestContext } from '../../../access/Caller';
import {
  canSeeProject,
  noRoles,
} from '../../../access/visibility/whereProjectVisible';
import { createId } from '../../../database/ids';
import { throwIfInvalid } from '../../../http/errors';
import { MappingStore } from '../../../imports/MappingStore';
import { findProjects, toItemReference } from '../worklogs/LoggableItems';
import { DraftPerson } from '../../../core/people/matchPeople';
import { TimeCore } from '../TimeCore';
import { FileTask, formatTask, getTaskKey, WorklogDraft } from './WorklogDraft';

/** A work item to which a task is mapped. */
export interface MappedItem {
  id: string;
  project_id: string;
  /**
   * Such as `PAY-42`. An item that the import creates has no identifier yet, so messages show
   * `the new work item for …`.
   */
  identifier: string;
  title: string;
  /** The item's project, if the import creates the item; undefined for an existing item. */
  newIn?: ProjectRow;
}

/** The mapping of an import, from its request and from the caller's previous imports. */
export class WorklogMapping {
  constructor(
    private readonly items: ReadonlyMap<string, MappedItem>,
    private readonly people: ReadonlyMap<string, string>,
  ) {}

  /** The items that the import creates if worklogs need them. */
  get newItems(): NewItem[] {
    return [...this.items].flatMap(([key, { id, title, newIn }]) =>
      newIn ? [{ key, id, title, project: newIn }] : [],
    );
  }

  /** The same items as `newItems`, in the form that `lookUpItems` takes. */
  get plannedItems(): MappedItem[] {
    return [...this.items.values()].filter(({ newIn }) => newIn);
  }

  findItem(fileTask: FileTask): MappedItem | undefined {
    return this.items.get(getTaskKey(fileTask));
  }

  /**
   * Returns the key by which `lookUpItems` finds the item of a task: the identifier of an existing
   * item, or the id of a new item.
   */
  findItemKey(fileTask: FileTask): string | undefined {
    const item = this.findItem(fileTask);
    return item?.newIn ? item.id : item?.identifier;
  }

  /** Finds the User reference of a person by any of their names in the file. */
  findPerson(person: DraftPerson): string | undefined {
    const name = listNames(person).find(known => this.people.has(known));
    return name === undefined ? undefined : this.people.get(name);
  }
}

export interface NewItem {
  /** The key of the task. */
  key: string;
  id: string;
  title: string;
  project: ProjectRow;
}

/** The names of a person, in lower case. */
function listNames({ email, username, name, user_ref }: DraftPerson): string[] {
  return [email, username, name, user_ref].flatMap(text =>
    text === null ? [] : text.toLowerCase(),
  );
}

/** The projects in which an import creates items, by the key of the task. */
type ProjectsByTask = ReadonlyMap<string, ProjectRow>;

const mappingStore = new MappingStore<
  ReturnType<typeof getOwner>,
  'item' | 'person' | 'column'
>('worklog_import_mappings');

type MappingCore = Pick<TimeCore, 'knex' | 'clock' | 'audience' | 'items'>;

/**
 * Checks and returns the projects in which a request creates items.
 *
 * @throws InvalidRequestError for projects that are absent or invisible
 * @throws NotAllowedError unless the caller is an admin of all these projects and the portal's
 *   policy allows the caller to create items in them
 */
export async function requireProjects(
  { knex, audience }: MappingCore,
  { caller, workspace }: RequestContext,
  { create = {} }: WorklogImportMapping,
): Promise<ProjectsByTask> {
  const ids = uniq(Object.values(create));
  const found = await findProjects(knex, ids);
  const roles = await audience.listRoles(knex, caller.user_ref, ids);
  const visible = [...found.values()].filter(
    project =>
      project.workspace_id === workspace.id &&
      canSeeProject(roles.get(project.id) ?? noRoles, project),
  );
  const projects = new Map(visible.map(project => [project.id, project]));
  const unknown = Object.keys(create).filter(key => !projects.has(create[key]));
  throwIfInvalid(
    unknown.map(key => ({
      field: `body.mapping.create.${key}`,
      reason: 'is not a project that you can see',
    })),
  );
  const refused = visible.find(({ id }) => roles.get(id)?.project !== 'admin');
  if (refused) {
    throw new NotAllowedError(
      `Only admins of the project ${refused.name} can create work items for imported time`,
    );
  }
  for (const project of visible) {
    await caller.policy.require(permissions.workItem.create, {
      workspace,
      project,
    });
  }
  return new Map(
    Object.entries(create).map(([key, id]) => [key, projects.get(id)!]),
  );
}

/**
 * Resolves the mapping of a file. Mappings of the request take precedence over mappings of previous
 * imports. Ignores mappings of previous imports to items that the caller can no longer see. A
 * request creates no new item for a task that is already mapped to an item, so a repeated request
 * does not create a second item.
 *
 * @param projects - the projects in which to create items, from `requireProjects`
 * @throws InvalidRequestError for items of the request that are absent or invisible
 */
export async function resolveMapping(
  core: MappingCore,
  context: RequestContext,
  drafts: readonly WorklogDraft[],
  requested: WorklogImportMapping,
  projects: ProjectsByTask,
): Promise<WorklogMapping> {
  const { knex } = core;
  const owner = getOwner(context);
  const tasks = new Map(
    uniq(drafts.map(({ fileTask }) => fileTask)).map(fileTask => [
      getTaskKey(fileTask),
      fileTask,
    ]),
  );
  const people = compact(uniq(drafts.map(({ person }) => person)));
  const names = uniq(people.flatMap(listNames));
  const mappedItems = new Map([
    ...(await findItems(
      core,
      context,
      await mappingStore.read(knex, owner, 'item', [...tasks.keys()]),
    )),
    ...(await requireItems(core, context, requested.items ?? {})),
  ]);
  for (const [key, project] of projects) {
    const fileTask = tasks.get(key);
    if (fileTask && !mappedItems.has(key)) {
      mappedItems.set(key, planItem(core, fileTask, project));
    }
  }
  return new WorklogMapping(
    mappedItems,
    new Map([
      ...(await mappingStore.read(knex, owner, 'person', names)),
      ...toLowerCaseKeys(requested.people ?? {}),
    ]),
  );
}

/**
 * Stores the mapping of a request for the next imports of the caller.
 *
 * @param created - the ids of the created items, by the key of the task
 */
export async function saveMapping(
  tx: Knex.Transaction,
  context: RequestContext,
  { items = {}, people = {}, columns = {} }: WorklogImportMapping,
  created: ReadonlyMap<string, string>,
): Promise<void> {
  const owner = getOwner(context);
  await mappingStore.save(
    tx,
    owner,
    'item',
    new Map([...created, ...Object.entries(items)]),
  );
  await mappingStore.save(tx, owner, 'person', toLowerCaseKeys(people));
  const headers = new Map(Object.entries(columns));
  if (headers.size > 0) {
    await mappingStore.replace(tx, owner, 'column', headers);
  }
}

/** Returns the column mapping that the caller's imports stored last; empty if they stored none. */
export async function readColumns(
  { knex }: MappingCore,
  context: RequestContext,
): Promise<WorklogImportMapping['columns']> {
  const owner = getOwner(context);
  return Object.fromEntries(await mappingStore.readAll(knex, owner, 'column'));
}

/** Finds items of the workspace that the caller can see, by the key of the task. */
async function findItems(
  { knex, items }: MappingCore,
  { caller, workspace }: RequestContext,
  ids: ReadonlyMap<string, string>,
): Promise<Map<string, MappedItem>> {
  const found = await items.find(
    knex,
    caller.user_ref,
    uniq([...ids.values()]),
  );
  return new Map(
    [...ids].flatMap(([key, id]) => {
      const item = found.get(id);
      return item?.canView &&
        !item.isDeleted &&
        item.project.workspace_id === workspace.id
        ? [[key, toItemReference(item)] as const]
        : [];
    }),
  );
}

async function requireItems(
  core: MappingCore,
  context: RequestContext,
  items: Readonly<Record<string, string>>,
): Promise<Map<string, MappedItem>> {
  const found = await findItems(core, context, new Map(Object.entries(items)));
  const unknown = Object.keys(items).filter(key => !found.has(key));
  throwIfInvalid(
    unknown.map(key => ({
      field: `body.mapping.items.${key}`,
      reason: 'is not a work item that you can see',
    })),
  );
  return found;
}

function planItem(
  { clock }: MappingCore,
  fileTask: FileTask,
  project: ProjectRow,
): MappedItem {
  return {
    id: createId(clock.now()),
    project_id: project.id,
    identifier: `the new work item for ${formatTask(fileTask)}`,
    title: fileTask.task || fileTask.project || 'Imported time',
    newIn: project,
  };
}

function getOwner({ caller, workspace }: RequestContext) {
  return { workspace_id: workspace.id, user_ref: caller.user_ref };
}

function toLowerCaseKeys(
  people: Readonly<Record<string, string>>,
): Map<string, string> {
  return new Map(
    Object.entries(people).map(([name, ref]) => [name.toLowerCase(), ref]),
  );
}
