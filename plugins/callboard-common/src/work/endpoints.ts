import { z } from 'zod';
import { createEndpointDefiners } from '../contract/createEndpointDefiners';
import {
  booleanParameter,
  cursorParameter,
  createIntegerParameter,
  createPageSchema,
  pageParameters,
  slug,
  uuid,
  instant,
} from '../contract/primitives';
import { workReadAccess, workTag } from './common';
import { workItemOrder, createWorkItemQuerySchema } from './filters';
import { workItemImportEndpoints } from './importItems';
import { ingestionResult, workItemIngestion } from './ingest';
import { projectOverviewEndpoints } from './projectOverviews';
import { workSettingEndpoints } from './defineSettingEndpoints';
import { stateGroup } from './settings';
import {
  newWorkItem,
  workItem,
  workItemBulkResult,
  workItemBulkUpdate,
  workItemCounts,
  workItemPatch,
  workItemPatches,
  workItemPatchesResult,
} from './workItems';
import { callboardWorkItemReadPermission, permissions } from '../permissions';

/** The type of work items in the portal's search. @public */
export const WORK_ITEM_SEARCH_TYPE = 'callboard-work-item';

/** A work item as the portal's search shows it. @public */
export const searchableWorkItem = z
  .strictObject({
    id: uuid,
    workspace: slug,
    project_id: uuid,
    /** The name of the project. */
    project: z.string(),
    /** The catalog entity of the project. */
    entity_ref: z.string(),
    identifier: z.string(),
    title: z.string(),
    description: z.string().nullable(),
    state: z.string(),
    state_group: stateGroup,
    state_color: z.string(),
    updated_at: instant,
  })
  .meta({ id: 'SearchableWorkItem' });

/** @public */
export type SearchableWorkItem = z.output<typeof searchableWorkItem>;

const writeAccess = { kind: 'project', role: 'member' } as const;
const changeAccess = { ...writeAccess, or: 'assignee' } as const;

const order = { order_by: workItemOrder.optional() };

const { states, labels, cycles, modules } = workSettingEndpoints;

const { get, post, patch, remove } = createEndpointDefiners(workTag);
const path = '/workspaces/{slug}/projects/{pid}/work-items';

/** @public */
export const workEndpoints = {
  listStates: states.list,
  createState: states.create,
  getState: states.get,
  updateState: states.update,
  deleteState: states.remove,
  listLabels: labels.list,
  createLabel: labels.create,
  getLabel: labels.get,
  updateLabel: labels.update,
  deleteLabel: labels.remove,
  listCycles: cycles.list,
  createCycle: cycles.create,
  getCycle: cycles.get,
  updateCycle: cycles.update,
  deleteCycle: cycles.remove,
  listModules: modules.list,
  createModule: modules.create,
  getModule: modules.get,
  updateModule: modules.update,
  deleteModule: modules.remove,

  ...projectOverviewEndpoints,

  listWorkItems: get(path, {
    summary: 'List the work items of a project, newest first',
    access: workReadAccess,
    permission: callboardWorkItemReadPermission,
    query: createWorkItemQuerySchema({ ...pageParameters, ...order }),
    response: createPageSchema(workItem),
  }),
  countWorkItems: get(`${path}/counts`, {
    summary: 'Count the work items of a project by state',
    access: workReadAccess,
    permission: callboardWorkItemReadPermission,
    query: createWorkItemQuerySchema({}),
    response: workItemCounts,
  }),
  createWorkItem: post(path, {
    summary: 'Create a work item',
    access: writeAccess,
    permission: permissions.workItem.create,
    canConflict: true,
    body: newWorkItem,
    status: 201,
    response: workItem,
  }),
  updateManyWorkItems: post(`${path}/bulk-update`, {
    summary: 'Apply the same change to up to 100 work items, all or none',
    access: changeAccess,
    permission: permissions.workItem.update,
    canConflict: true,
    body: workItemBulkUpdate,
    response: workItemBulkResult,
  }),
  patchManyWorkItems: post(`${path}/bulk-patch`, {
    summary:
      'Patch up to 100 work items individually; skips items that have changed since the given version',
    access: changeAccess,
    permission: permissions.workItem.update,
    canConflict: true,
    body: workItemPatches,
    response: workItemPatchesResult,
  }),
  getWorkItem: get(`${path}/{id}`, {
    summary: 'Get a work item',
    access: workReadAccess,
    permission: callboardWorkItemReadPermission,
    response: workItem,
  }),
  updateWorkItem: patch(`${path}/{id}`, {
    summary: 'Update a work item',
    access: changeAccess,
    permission: permissions.workItem.update,
    isConditional: true,
    canConflict: true,
    body: workItemPatch,
    response: workItem,
  }),
  deleteWorkItem: remove(`${path}/{id}`, {
    summary: 'Delete a work item; its sub-items lose their parent',
    access: writeAccess,
    permission: permissions.workItem.delete,
    isConditional: true,
    canConflict: true,
  }),
  listWorkItemsOfWorkspace: get('/workspaces/{slug}/work-items', {
    summary: 'List the work items of all projects that the caller can see',
    access: { kind: 'workspace', role: 'guest' },
    permission: callboardWorkItemReadPermission,
    query: createWorkItemQuerySchema({
      ...pageParameters,
      ...order,
      project_id: uuid.optional(),
      is_followed: booleanParameter.optional().meta({
        description: 'Only items that the caller follows',
      }),
    }),
    response: createPageSchema(workItem),
  }),
  listSearchableWorkItems: get('/search/work-items', {
    summary: "List work items for the portal's search index, for plugins",
    access: { kind: 'service' },
    query: z.strictObject({
      restricted: booleanParameter.default(false).meta({
        description:
          'Also returns items of restricted visibility. The client must filter them by the permission `callboard.work-item.read`.',
      }),
      cursor: cursorParameter.optional(),
      limit: createIntegerParameter(1, 500).default(500),
    }),
    response: createPageSchema(searchableWorkItem),
  }),
  ...workItemImportEndpoints,
  ingestWorkItems: post('/workspaces/{slug}/work-items/ingest', {
    summary: 'Ingest work items from another system, for plugins',
    access: { kind: 'service' },
    permission: permissions.workItem.ingest,
    body: workItemIngestion,
    response: z.strictObject({ results: z.array(ingestionResult) }),
  }),
};
