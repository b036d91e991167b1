import { z } from 'zod';
import { createEndpointDefiners } from '../contract/createEndpointDefiners';
import {
  createPageSchema,
  uuid,
  instant,
  pageParameters,
  userRef,
} from '../contract/primitives';
import { role } from '../roles';
import { permissions } from '../permissions';

/** The origin of a membership. @public */
export const membershipSource = z.enum([
  'manual',
  'owner',
  'department',
  'manager',
]);

/** @public */
export type MembershipSource = z.output<typeof membershipSource>;

/** One source of a membership, and the role that it grants. @public */
export const memberSource = z
  .strictObject({
    source: membershipSource,
    role,
    department_id: uuid.optional(),
    link_id: uuid.optional(),
  })
  .meta({ id: 'MemberSource' });

/** @public */
export type MemberSource = z.output<typeof memberSource>;

/** One person's membership; `role` is the highest role of its sources. @public */
export const member = z
  .strictObject({
    id: uuid,
    user_ref: z.string(),
    display_name: z.string(),
    role,
    sources: z.array(memberSource),
    version: z.int(),
    created_at: instant,
    updated_at: instant,
  })
  .meta({ id: 'Member' });

/** @public */
export type Member = z.output<typeof member>;

/** @public */
export const newMember = z
  .object({ user_ref: userRef, role })
  .meta({ id: 'NewMember' });

/** @public */
export type NewMember = z.output<typeof newMember>;

/** @public */
export const memberPatch = z
  .object({ role: role.optional() })
  .meta({ id: 'MemberPatch' });

/** @public */
export type MemberPatch = z.output<typeof memberPatch>;

/** The filters of a list of members. @public */
export const memberListQuery = z.strictObject({
  ...pageParameters,
  role: role.optional(),
  /** Part of a name or reference. */
  search: z.string().max(255).optional(),
});

const members = createEndpointDefiners('Members');
const memberships = createEndpointDefiners('Memberships');

/** @public */
export const memberEndpoints = {
  listWorkspaceMembers: members.get('/workspaces/{slug}/members', {
    summary: 'List the members of a workspace, by name',
    access: { kind: 'workspace', role: 'guest' },
    query: memberListQuery,
    response: createPageSchema(member),
  }),
  addWorkspaceMember: members.post('/workspaces/{slug}/members', {
    summary: 'Add a member to a workspace',
    access: { kind: 'workspace', role: 'admin' },
    permission: permissions.workspaceMember.create,
    canConflict: true,
    body: newMember,
    status: 201,
    response: member,
  }),
  updateWorkspaceMember: members.patch('/workspaces/{slug}/members/{id}', {
    summary: 'Change the manual role of a person in a workspace',
    access: { kind: 'workspace', role: 'admin' },
    permission: permissions.workspaceMember.update,
    isConditional: true,
    canConflict: true,
    body: memberPatch,
    response: member,
  }),
  removeWorkspaceMember: members.remove('/workspaces/{slug}/members/{id}', {
    summary: 'Remove the manual membership of a person in a workspace',
    access: { kind: 'workspace', role: 'admin' },
    permission: permissions.workspaceMember.delete,
    isConditional: true,
    canConflict: true,
  }),
};

/** Explains a person's access to a project. @public */
export const membershipExplanation = z
  .strictObject({
    /**
     * The person's role in the project: `admin` for owners and workspace admins; for other people,
     * the highest role of `sources`. Null for people outside the project, and if a requirement is
     * unmet.
     */
    role: role.nullable(),
    sources: z.array(memberSource),
    /**
     * The unmet requirements. `workspace`: the person is not in the workspace, and so cannot see
     * the project.
     */
    missing: z.array(z.enum(['workspace'])),
  })
  .meta({ id: 'MembershipExplanation' });

/** @public */
export type MembershipExplanation = z.output<typeof membershipExplanation>;

/** The numbers of membership sources added and removed. @public */
export const membershipSync = z
  .strictObject({ added: z.int().min(0), removed: z.int().min(0) })
  .meta({ id: 'MembershipSync' });

/** @public */
export type MembershipSync = z.output<typeof membershipSync>;

/** @public */
export const membershipEndpoints = {
  explainMembership: memberships.get('/workspaces/{slug}/memberships/explain', {
    summary: 'Explain why a user has access to a project',
    access: { kind: 'workspace', role: 'guest' },
    permission: permissions.membership.read,
    query: z.strictObject({ user_ref: userRef, project: uuid }),
    response: membershipExplanation,
  }),
  syncMemberships: memberships.post('/workspaces/{slug}/memberships/sync', {
    summary: 'Recompute all memberships of a workspace',
    access: { kind: 'workspace', role: 'admin' },
    permission: permissions.membership.sync,
    body: z.object({}).optional(),
    response: membershipSync,
  }),
};
