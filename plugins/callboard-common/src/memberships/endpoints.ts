import { z } from 'zod';
import { defineEndpoint } from '../contract/endpoint';
import { slug, userRef, uuid } from '../contract/primitives';
import { memberSource } from '../members/schemas';
import { callboardOrganisationWritePermission } from '../permissions';
import { role } from '../roles';

/** Explains a person's access to a project. @public */
export const membershipExplanation = z
  .strictObject({
    /**
     * Their role in the project: the highest of the sources, and `admin` for owners and workspace
     * admins. Null for people outside the project, or if a requirement is missing.
     */
    role: role.nullable(),
    sources: z.array(memberSource),
    /**
     * Further requirements. `workspace` means that they are not in the workspace, and so cannot see
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

const tag = 'Memberships';
const params = z.strictObject({ slug });

/** @public */
export const membershipEndpoints = {
  explainMembership: defineEndpoint({
    method: 'GET',
    path: '/workspaces/{slug}/memberships/explain',
    tag,
    summary: 'Explain why a user has access to a project',
    access: { kind: 'workspace', role: 'guest' },
    params,
    query: z.strictObject({ user_ref: userRef, project: uuid }),
    response: membershipExplanation,
  }),
  syncMemberships: defineEndpoint({
    method: 'POST',
    path: '/workspaces/{slug}/memberships/sync',
    tag,
    summary: 'Recompute all memberships of a workspace',
    access: {
      kind: 'workspace',
      role: 'admin',
      permission: callboardOrganisationWritePermission,
    },
    params,
    body: z.object({}).optional(),
    response: membershipSync,
  }),
};
