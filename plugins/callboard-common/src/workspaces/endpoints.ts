import { z } from 'zod';
import { createEndpointDefiners } from '../contract/createEndpointDefiners';
import {
  instant,
  createPageSchema,
  pageParameters,
  slug,
  timeZone,
  uuid,
} from '../contract/primitives';
import { createRequiredLineSchema } from '../contract/text';
import { workspaceSettings } from './settings';
import { permissions } from '../permissions';

/** The slug of the workspace that always exists. @public */
export const DEFAULT_WORKSPACE = 'default';

/** The first day of the week, 1 for Monday to 7 for Sunday. @public */
export const weekStart = z.int().min(1).max(7);

/** @public */
export const workspace = z
  .strictObject({
    id: uuid,
    slug,
    name: z.string(),
    timezone: z.string(),
    week_start: weekStart,
    settings: workspaceSettings.shown,
    version: z.int(),
    created_at: instant,
    updated_at: instant,
  })
  .meta({ id: 'Workspace' });

/** @public */
export type Workspace = z.output<typeof workspace>;

/** @public */
export const newWorkspace = z
  .object({
    slug,
    name: createRequiredLineSchema(255),
    timezone: timeZone.nullish(),
    week_start: weekStart.nullish(),
    settings: workspaceSettings.patch.nullish(),
  })
  .meta({ id: 'NewWorkspace' });

/** @public */
export type NewWorkspace = z.output<typeof newWorkspace>;

/** @public */
export const workspacePatch = z
  .object({
    name: createRequiredLineSchema(255).optional(),
    timezone: timeZone.optional(),
    week_start: weekStart.optional(),
    settings: workspaceSettings.patch.optional(),
  })
  .meta({ id: 'WorkspacePatch' });

/** @public */
export type WorkspacePatch = z.output<typeof workspacePatch>;

const { get, post, patch, remove } = createEndpointDefiners('Workspaces');

/** @public */
export const workspaceEndpoints = {
  listWorkspaces: get('/workspaces', {
    summary: 'List the workspaces that the caller can see, by slug',
    access: { kind: 'user' },
    query: z.strictObject(pageParameters),
    response: createPageSchema(workspace),
  }),
  createWorkspace: post('/workspaces', {
    summary: 'Create a workspace; its creator becomes its first admin',
    access: { kind: 'superAdmin' },
    permission: permissions.workspace.create,
    canConflict: true,
    body: newWorkspace,
    status: 201,
    response: workspace,
  }),
  getWorkspace: get('/workspaces/{slug}', {
    summary: 'Get a workspace',
    access: { kind: 'workspace', role: 'guest' },
    response: workspace,
  }),
  updateWorkspace: patch('/workspaces/{slug}', {
    summary: "Change a workspace's name, time zone, first weekday or settings",
    access: {
      kind: 'workspace',
      role: workspaceSettings.getLowestWriteRole('admin'),
    },
    permission: permissions.workspace.update,
    isConditional: true,
    body: workspacePatch,
    response: workspace,
  }),
  deleteWorkspace: remove('/workspaces/{slug}', {
    summary: 'Delete a workspace; the default workspace cannot be deleted',
    access: { kind: 'superAdmin' },
    permission: permissions.workspace.delete,
    isConditional: true,
    canConflict: true,
  }),
};
