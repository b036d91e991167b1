import { z } from 'zod';
import { defineEndpoint } from '../contract/endpoint';
import {
  cursorParameter,
  integerParameter,
  pageOf,
  pageParameters,
  slug,
  uuid,
} from '../contract/primitives';
import { workItemOrder, workItemQuery } from './filters';
import { ingestionResult, workItemIngestion } from './ingest';
import { searchableWorkItem } from './search';
import {
  cycle,
  cyclePatch,
  label,
  labelPatch,
  newCycle,
  newLabel,
  newWorkModule,
  newWorkState,
  workModule,
  workModulePatch,
  workState,
  workStatePatch,
} from './settings';
import {
  newWorkItem,
  workItem,
  workItemBulkUpdate,
  workItemCounts,
  workItemPatch,
} from './workItems';

const tag = 'Work items';
const inWorkspace = z.strictObject({ slug });
const inProject = z.strictObject({ slug, pid: uuid });
const one = z.strictObject({ slug, pid: uuid, id: uuid });

const reads = { kind: 'project', role: 'guest' } as const;
const writes = { kind: 'project', role: 'member' } as const;
const settles = { kind: 'project', role: 'admin' } as const;

const order = { order_by: workItemOrder.optional() };

/**
 * The endpoints of one kind of things that a project's items can have.
 *
 * @param deletes - what else a request to delete one may ask
 */
function settingEndpoints<
  Thing extends z.ZodType,
  New extends z.ZodType,
  Patch extends z.ZodType,
  Deletes extends z.ZodRawShape,
>(kind: {
  path: string;
  singular: string;
  plural: string;
  thing: Thing;
  created: New;
  patch: Patch;
  deletes: Deletes;
}) {
  const { path, singular, plural, thing } = kind;
  const all = `/workspaces/{slug}/projects/{pid}/${path}`;
  return {
    list: defineEndpoint({
      method: 'GET',
      path: all,
      tag,
      summary: `The ${plural} of a project, in order`,
      access: reads,
      params: inProject,
      query: z.strictObject({
        ...pageParameters,
        search: z.string().max(255).optional(),
      }),
      response: pageOf(thing),
    }),
    create: defineEndpoint({
      method: 'POST',
      path: all,
      tag,
      summary: `Make a ${singular}`,
      access: settles,
      params: inProject,
      body: kind.created,
      status: 201,
      response: thing,
    }),
    get: defineEndpoint({
      method: 'GET',
      path: `${all}/{id}`,
      tag,
      summary: `One ${singular}`,
      access: reads,
      params: one,
      response: thing,
    }),
    update: defineEndpoint({
      method: 'PATCH',
      path: `${all}/{id}`,
      tag,
      summary: `Change a ${singular}`,
      access: settles,
      params: one,
      body: kind.patch,
      response: thing,
    }),
    remove: defineEndpoint({
      method: 'DELETE',
      path: `${all}/{id}`,
      tag,
      summary: `Delete a ${singular}; items that have it go without`,
      access: settles,
      params: one,
      query: z.strictObject(kind.deletes),
      status: 204,
    }),
  };
}

/** The endpoints of one kind of settings. @public */
export type SettingEndpoints = ReturnType<
  typeof settingEndpoints<z.ZodType, z.ZodType, z.ZodType, {}>
>;

const states = settingEndpoints({
  path: 'states',
  singular: 'state',
  plural: 'states',
  thing: workState,
  created: newWorkState,
  patch: workStatePatch,
  // Items always have a state: one in use says where they go.
  deletes: { reassign_to: uuid.optional() },
});
const labels = settingEndpoints({
  path: 'labels',
  singular: 'label',
  plural: 'labels',
  thing: label,
  created: newLabel,
  patch: labelPatch,
  deletes: {},
});
const cycles = settingEndpoints({
  path: 'cycles',
  singular: 'cycle',
  plural: 'cycles',
  thing: cycle,
  created: newCycle,
  patch: cyclePatch,
  deletes: {},
});
const modules = settingEndpoints({
  path: 'modules',
  singular: 'module',
  plural: 'modules',
  thing: workModule,
  created: newWorkModule,
  patch: workModulePatch,
  deletes: {},
});

/** What items of a project can have, by kind. @public */
export const workSettingEndpoints = { states, labels, cycles, modules };

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

  listWorkItems: defineEndpoint({
    method: 'GET',
    path: '/workspaces/{slug}/projects/{pid}/work-items',
    tag,
    summary: 'The work items of a project, newest first',
    access: reads,
    params: inProject,
    query: workItemQuery({ ...pageParameters, ...order }),
    response: pageOf(workItem),
  }),
  countWorkItems: defineEndpoint({
    method: 'GET',
    path: '/workspaces/{slug}/projects/{pid}/work-items/counts',
    tag,
    summary: 'How many items of a list are in which state',
    access: reads,
    params: inProject,
    query: workItemQuery({}),
    response: workItemCounts,
  }),
  createWorkItem: defineEndpoint({
    method: 'POST',
    path: '/workspaces/{slug}/projects/{pid}/work-items',
    tag,
    summary: 'Make a work item',
    access: writes,
    params: inProject,
    body: newWorkItem,
    status: 201,
    response: workItem,
  }),
  updateManyWorkItems: defineEndpoint({
    method: 'POST',
    path: '/workspaces/{slug}/projects/{pid}/work-items/bulk-update',
    tag,
    summary: 'Make the same change to up to 100 items, all or nothing',
    access: writes,
    params: inProject,
    body: workItemBulkUpdate,
    response: z.strictObject({
      changed: z.int().min(0),
      unchanged: z.int().min(0),
    }),
  }),
  getWorkItem: defineEndpoint({
    method: 'GET',
    path: '/workspaces/{slug}/projects/{pid}/work-items/{id}',
    tag,
    summary: 'One work item',
    access: reads,
    params: one,
    response: workItem,
  }),
  updateWorkItem: defineEndpoint({
    method: 'PATCH',
    path: '/workspaces/{slug}/projects/{pid}/work-items/{id}',
    tag,
    summary: 'Change a work item',
    access: writes,
    params: one,
    body: workItemPatch,
    response: workItem,
  }),
  deleteWorkItem: defineEndpoint({
    method: 'DELETE',
    path: '/workspaces/{slug}/projects/{pid}/work-items/{id}',
    tag,
    summary: 'Delete a work item; what is beneath it stays, without it',
    access: writes,
    params: one,
    status: 204,
  }),
  listWorkItemsOfWorkspace: defineEndpoint({
    method: 'GET',
    path: '/workspaces/{slug}/work-items',
    tag,
    summary: 'The work items of all projects that the caller can see',
    access: { kind: 'workspace', role: 'guest' },
    params: inWorkspace,
    query: workItemQuery({
      ...pageParameters,
      ...order,
      project_id: uuid.optional(),
    }),
    response: pageOf(workItem),
  }),
  listSearchableWorkItems: defineEndpoint({
    method: 'GET',
    path: '/search/work-items',
    tag,
    summary: 'The work items that everybody may find, for plugins',
    access: { kind: 'service' },
    query: z.strictObject({
      cursor: cursorParameter.optional(),
      limit: integerParameter(1, 500).default(500),
    }),
    response: pageOf(searchableWorkItem),
  }),
  ingestWorkItems: defineEndpoint({
    method: 'POST',
    path: '/workspaces/{slug}/work-items/ingest',
    tag,
    summary: 'Bring items of another system up to date, for plugins',
    access: { kind: 'service' },
    params: inWorkspace,
    body: workItemIngestion,
    response: z.strictObject({ results: z.array(ingestionResult) }),
  }),
};
