import { Permission } from '@backstage/plugin-permission-common';
import { z } from 'zod';
import { createEndpointDefiners } from '../contract/createEndpointDefiners';
import {
  calendarDate,
  createListParameter,
  createPageSchema,
  pageParameters,
  userRef,
  uuid,
  projectParams,
} from '../contract/primitives';
import { permissions } from '../permissions';
import { itemParams, workReadAccess, workTag } from './common';
import { createListOrNoneParameter, createNumberParameter } from './filters';
import {
  cycle,
  cyclePatch,
  label,
  labelPatch,
  newCycle,
  newLabel,
  newWorkModule,
  newWorkState,
  stateGroup,
  workModule,
  workModulePatch,
  workState,
  workStatePatch,
} from './settings';

/** The filters of lists of settings, by field. A kind has only the filters of its own fields. */
const settingFilters = {
  name: labelPatch.shape.name.unwrap().optional().meta({
    description: 'Only the resource with this name, ignoring case',
  }),
  color: createListParameter(labelPatch.shape.color.unwrap()).optional().meta({
    description:
      'Only resources with one of these colours, separated by commas',
  }),
  group: createListParameter(stateGroup).optional().meta({
    description: 'Only states of these groups, separated by commas',
  }),
  sequence: createNumberParameter(0, 1e9).optional().meta({
    description: 'Only states with this position',
  }),
  start_date: createListOrNoneParameter(calendarDate).optional().meta({
    description:
      'Only resources that start on one of these days, separated by commas; `none` matches resources without a start date',
  }),
  end_date: createListOrNoneParameter(calendarDate).optional().meta({
    description:
      'Only cycles that end on one of these days, separated by commas; `none` matches cycles without an end date',
  }),
  target_date: createListOrNoneParameter(calendarDate).optional().meta({
    description:
      'Only modules due on one of these days, separated by commas; `none` matches modules without a due date',
  }),
  lead_ref: createListOrNoneParameter(userRef).optional().meta({
    description:
      'Only modules led by one of these users, separated by commas; `none` matches modules without a lead',
  }),
};

const settingOrderFields = [
  'name',
  'sequence',
  'start_date',
  'end_date',
  'target_date',
  'created_at',
] as const;

/** The fields that lists of settings can be sorted by. @public */
export type SettingOrderField = (typeof settingOrderFields)[number];

/** The order of a list of settings; a leading `-` means descending. @public */
export type SettingOrder = SettingOrderField | `-${SettingOrderField}`;

/**
 * Creates the query schema for lists of one kind of setting, with the filters and orders for the
 * fields of that kind. For simplicity, the TypeScript type has the filters of all kinds.
 */
function createSettingQuerySchema(resource: z.ZodType) {
  const { shape } = resource as unknown as z.ZodObject;
  const filters = Object.fromEntries(
    Object.entries(settingFilters).filter(([field]) => field in shape),
  ) as typeof settingFilters;
  const orders = settingOrderFields
    .filter(field => field in shape)
    .flatMap(field => [field, `-${field}`]);
  return z.strictObject({
    ...pageParameters,
    search: z.string().max(255).optional(),
    ...filters,
    order_by: z.enum(orders as [SettingOrder]).optional(),
  });
}

const adminAccess = { kind: 'project', role: 'admin' } as const;

const { get, post, patch, remove } = createEndpointDefiners(workTag);

/**
 * The endpoints of one kind of project setting, such as labels.
 *
 * @param kind - `path` is used in paths, `singular` and `plural` in summaries; `resource`,
 * `created` and `patch` are the schemas of a setting; `permission` has the permissions to change
 * it; `deletes` has the query parameters of a deletion
 * @public
 */
export function defineSettingEndpoints<
  Resource extends z.ZodType,
  New extends z.ZodType,
  Patch extends z.ZodType,
  Deletes extends z.ZodRawShape,
>(kind: {
  path: string;
  singular: string;
  plural: string;
  resource: Resource;
  created: New;
  patch: Patch;
  deletes: Deletes;
  permission: Record<'create' | 'update' | 'delete', Permission>;
}) {
  const { path, singular, plural, resource, permission } = kind;
  const collectionPath = `/workspaces/{slug}/projects/{pid}/${path}`;
  return {
    list: get(collectionPath, {
      summary: `List the ${plural} of a project, in order`,
      access: workReadAccess,
      params: projectParams,
      query: createSettingQuerySchema(resource),
      response: createPageSchema(resource),
    }),
    create: post(collectionPath, {
      summary: `Create a ${singular}`,
      access: adminAccess,
      permission: permission.create,
      canConflict: true,
      params: projectParams,
      body: kind.created,
      status: 201,
      response: resource,
    }),
    get: get(`${collectionPath}/{id}`, {
      summary: `Get a ${singular}`,
      access: workReadAccess,
      params: itemParams,
      response: resource,
    }),
    update: patch(`${collectionPath}/{id}`, {
      summary: `Update a ${singular}`,
      access: adminAccess,
      permission: permission.update,
      isConditional: true,
      canConflict: true,
      params: itemParams,
      body: kind.patch,
      response: resource,
    }),
    remove: remove(`${collectionPath}/{id}`, {
      summary: `Delete a ${singular}, but not its items`,
      access: adminAccess,
      permission: permission.delete,
      isConditional: true,
      canConflict: true,
      params: itemParams,
      query: z.strictObject(kind.deletes),
    }),
  };
}

/** The endpoints of one kind of settings. @public */
export type SettingEndpoints = ReturnType<
  typeof defineSettingEndpoints<z.ZodType, z.ZodType, z.ZodType, {}>
>;

const states = defineSettingEndpoints({
  path: 'states',
  singular: 'state',
  permission: permissions.state,
  plural: 'states',
  resource: workState,
  created: newWorkState,
  patch: workStatePatch,
  // Items always have a state, so deleting a state in use requires a replacement.
  deletes: { reassign_to: uuid.optional() },
});
const labels = defineSettingEndpoints({
  path: 'labels',
  singular: 'label',
  permission: permissions.label,
  plural: 'labels',
  resource: label,
  created: newLabel,
  patch: labelPatch,
  deletes: {},
});
const cycles = defineSettingEndpoints({
  path: 'cycles',
  singular: 'cycle',
  permission: permissions.cycle,
  plural: 'cycles',
  resource: cycle,
  created: newCycle,
  patch: cyclePatch,
  deletes: {},
});
const modules = defineSettingEndpoints({
  path: 'modules',
  singular: 'module',
  permission: permissions.module,
  plural: 'modules',
  resource: workModule,
  created: newWorkModule,
  patch: workModulePatch,
  deletes: {},
});

/** The endpoints of the project settings that items refer to, by kind. @public */
export const workSettingEndpoints = { states, labels, cycles, modules };
