import { z } from 'zod';
import { createEndpointDefiners } from '../contract/createEndpointDefiners';
import {
  booleanParameter,
  instant,
  instantInput,
  createPageSchema,
  pageParameters,
  slug,
  uuid,
} from '../contract/primitives';
import {
  createPatternSchema,
  createRequiredLineSchema,
} from '../contract/text';
import {
  member,
  memberListQuery,
  memberPatch,
  newMember,
} from '../endpoints/members';
import { role } from '../roles';
import { projectSettings } from './settings';
import { permissions } from '../permissions';

/**
 * The access to a project. `open`: all members of the workspace can see the project. `secret`: only
 * members of the project, owners of its entity and admins of the workspace can see it.
 *
 * @public
 */
export const projectAccess = z.enum(['open', 'secret']);

/** @public */
export type ProjectAccess = z.output<typeof projectAccess>;

/** A catalog entity with Callboard's data. @public */
export const project = z
  .strictObject({
    id: uuid,
    entity_ref: z.string(),
    name: z.string(),
    identifier: z.string(),
    access: projectAccess,
    is_time_tracking_enabled: z.boolean(),
    archived_at: instant.nullable(),
    /** The time since which the catalog lacks the entity; null if it has the entity. */
    entity_missing_since: instant.nullable(),
    settings: projectSettings.shown,
    /** The caller's role in the project; null for read-only access. */
    role: role.nullable(),
    version: z.int(),
    created_at: instant,
    updated_at: instant,
  })
  .meta({ id: 'Project' });

/** @public */
export type Project = z.output<typeof project>;

/** @public */
export const projectPatch = z
  .object({
    name: createRequiredLineSchema(255).optional(),
    /** The prefix of item identifiers: `PAY` of `PAY-42`. */
    identifier: createPatternSchema(
      /^[A-Z][A-Z0-9]{0,11}$/,
      'must be 1 to 12 upper-case letters and digits, beginning with a letter',
    ).optional(),
    access: projectAccess.optional(),
    is_time_tracking_enabled: z.boolean().optional(),
    /** Any instant archives the project now; null restores it. */
    archived_at: instantInput.nullable().optional(),
    settings: projectSettings.patch.optional(),
  })
  .meta({ id: 'ProjectPatch' });

/** @public */
export type ProjectPatch = z.output<typeof projectPatch>;

const { get, post, put, patch, remove } = createEndpointDefiners('Projects');
const path = '/workspaces/{slug}/projects';

const createEntityPartSchema = (name: string) =>
  z
    .string()
    .max(63)
    .regex(
      /^[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?$/,
      `is not a valid entity ${name}`,
    );

/** @public */
export const projectEndpoints = {
  listProjects: get(path, {
    summary: 'List the projects that the caller can see, by name',
    access: { kind: 'workspace', role: 'guest' },
    query: z.strictObject({
      ...pageParameters,
      access: projectAccess.optional(),
      /** True lists only archived projects; false lists only projects that are not archived. */
      is_archived: booleanParameter.optional(),
      search: z.string().max(255).optional(),
    }),
    response: createPageSchema(project),
  }),
  getProject: get(`${path}/{pid}`, {
    summary: 'Get a project',
    access: { kind: 'project', role: 'guest' },
    response: project,
  }),
  ensureProject: put(`${path}/by-entity/{kind}/{namespace}/{name}`, {
    summary: 'Get or create the project of a catalog entity',
    access: { kind: 'workspace', role: 'guest' },
    permission: permissions.project.create,
    params: z.strictObject({
      slug,
      kind: createEntityPartSchema('kind'),
      namespace: createEntityPartSchema('namespace'),
      name: createEntityPartSchema('name'),
    }),
    body: z.object({}).optional(),
    response: project,
  }),
  updateProject: patch(`${path}/{pid}`, {
    summary: 'Update the settings of a project',
    access: {
      kind: 'project',
      role: projectSettings.getLowestWriteRole('admin'),
    },
    permission: permissions.project.update,
    isConditional: true,
    canConflict: true,
    body: projectPatch,
    response: project,
  }),
  joinProject: post(`${path}/{pid}/join`, {
    summary: 'Join an open project; existing members keep their role',
    access: { kind: 'workspace', role: 'member' },
    permission: permissions.project.join,
    body: z.object({}).optional(),
    status: 201,
    response: member,
  }),
  listProjectMembers: get(`${path}/{pid}/members`, {
    summary: 'List the members of a project, by name',
    access: { kind: 'project', role: 'guest' },
    query: memberListQuery,
    response: createPageSchema(member),
  }),
  addProjectMember: post(`${path}/{pid}/members`, {
    summary: 'Add a member to a project',
    access: { kind: 'project', role: 'admin' },
    permission: permissions.projectMember.create,
    canConflict: true,
    body: newMember,
    status: 201,
    response: member,
  }),
  updateProjectMember: patch(`${path}/{pid}/members/{id}`, {
    summary: 'Change the manual role of a person in a project',
    access: { kind: 'project', role: 'admin' },
    permission: permissions.projectMember.update,
    isConditional: true,
    canConflict: true,
    body: memberPatch,
    response: member,
  }),
  removeProjectMember: remove(`${path}/{pid}/members/{id}`, {
    summary: 'Remove the manual membership of a person in a project',
    access: { kind: 'project', role: 'admin' },
    permission: permissions.projectMember.delete,
    isConditional: true,
    canConflict: true,
  }),
};
