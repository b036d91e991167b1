import { z } from 'zod';
import { defineEndpoint } from '../contract/endpoint';
import {
  instant,
  pageOf,
  pageParameters,
  slug,
  userRef,
  uuid,
} from '../contract/primitives';
import { role } from '../roles';

/** Where a membership comes from. @public */
export const membershipSource = z.enum([
  'manual',
  'owner',
  'department',
  'manager',
]);

/** @public */
export type MembershipSource = z.output<typeof membershipSource>;

/** One person's membership; `role` is the highest of its sources. @public */
export const member = z
  .strictObject({
    id: uuid,
    user_ref: z.string(),
    display_name: z.string(),
    role,
    sources: z.array(
      z.strictObject({
        source: membershipSource,
        role,
        department_id: uuid.optional(),
        link_id: uuid.optional(),
      }),
    ),
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

const tag = 'Members';
const params = z.strictObject({ slug });
const memberParams = z.strictObject({ slug, id: uuid });

/** @public */
export const memberEndpoints = {
  listWorkspaceMembers: defineEndpoint({
    method: 'GET',
    path: '/workspaces/{slug}/members',
    tag,
    summary: 'The members of a workspace, by user reference',
    access: { kind: 'workspace', role: 'guest' },
    params,
    query: z.strictObject({
      ...pageParameters,
      role: role.optional(),
      search: z.string().max(255).optional(),
    }),
    response: pageOf(member),
  }),
  addWorkspaceMember: defineEndpoint({
    method: 'POST',
    path: '/workspaces/{slug}/members',
    tag,
    summary: 'Add a person to a workspace by hand',
    access: { kind: 'workspace', role: 'admin' },
    params,
    body: newMember,
    status: 201,
    response: member,
  }),
  updateWorkspaceMember: defineEndpoint({
    method: 'PATCH',
    path: '/workspaces/{slug}/members/{id}',
    tag,
    summary: 'Change the role a person was given by hand',
    access: { kind: 'workspace', role: 'admin' },
    params: memberParams,
    body: memberPatch,
    response: member,
  }),
  removeWorkspaceMember: defineEndpoint({
    method: 'DELETE',
    path: '/workspaces/{slug}/members/{id}',
    tag,
    summary: 'Take back the membership a person was given by hand',
    access: { kind: 'workspace', role: 'admin' },
    params: memberParams,
    status: 204,
  }),
};
