import { Permission } from '@backstage/plugin-permission-common';
import { z } from 'zod';
import { defineEndpoint } from '../contract/endpoint';
import {
  createPageSchema,
  pageParameters,
  uuid,
  projectParams,
} from '../contract/primitives';
import { permissions } from '../permissions';
import { itemParams, workReadAccess, workTag } from './common';
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

const adminAccess = { kind: 'project', role: 'admin' } as const;

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
    list: defineEndpoint({
      method: 'GET',
      path: collectionPath,
      tag: workTag,
      summary: `List the ${plural} of a project, in order`,
      access: workReadAccess,
      params: projectParams,
      query: z.strictObject({
        ...pageParameters,
        search: z.string().max(255).optional(),
      }),
      response: createPageSchema(resource),
    }),
    create: defineEndpoint({
      method: 'POST',
      path: collectionPath,
      tag: workTag,
      summary: `Create a ${singular}`,
      access: adminAccess,
      permission: permission.create,
      canConflict: true,
      params: projectParams,
      body: kind.created,
      status: 201,
      response: resource,
    }),
    get: defineEndpoint({
      method: 'GET',
      path: `${collectionPath}/{id}`,
      tag: workTag,
      summary: `Get a ${singular}`,
      access: workReadAccess,
      params: itemParams,
      response: resource,
    }),
    update: defineEndpoint({
      method: 'PATCH',
      path: `${collectionPath}/{id}`,
      tag: workTag,
      summary: `Update a ${singular}`,
      access: adminAccess,
      permission: permission.update,
      isConditional: true,
      canConflict: true,
      params: itemParams,
      body: kind.patch,
      response: resource,
    }),
    remove: defineEndpoint({
      method: 'DELETE',
      path: `${collectionPath}/{id}`,
      tag: workTag,
      summary: `Delete a ${singular}, but not its items`,
      access: adminAccess,
      permission: permission.delete,
      isConditional: true,
      canConflict: true,
      params: itemParams,
      query: z.strictObject(kind.deletes),
      status: 204,
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
