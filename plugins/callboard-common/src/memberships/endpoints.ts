import { z } from 'zod';
import { defineEndpoint } from '../contract/endpoint';
import { slug, userRef, uuid } from '../contract/primitives';
import { memberSource } from '../members/schemas';
import { callboardOrganisationWritePermission } from '../permissions';
import { role } from '../roles';

/** Why somebody has access to a project. @public */
export const membershipExplanation = z
  .strictObject({
    /**
     * What they are in it: the highest of the sources, and `admin` for who owns
     * it or administers the workspace. Null for somebody who is not in the
     * project, or for whom something is missing.
     */
    role: role.nullable(),
    sources: z.array(memberSource),
    /**
     * What they need beside the sources. `workspace` means that they are not in
     * the workspace, and so see nothing of the project.
     */
    missing: z.array(z.enum(['workspace'])),
  })
  .meta({ id: 'MembershipExplanation' });

/** @public */
export type MembershipExplanation = z.output<typeof membershipExplanation>;

/** How many reasons for a membership were added and removed. @public */
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
    summary: 'Why somebody has access to a project',
    access: { kind: 'workspace', role: 'guest' },
    params,
    query: z.strictObject({ user_ref: userRef, project: uuid }),
    response: membershipExplanation,
  }),
  syncMemberships: defineEndpoint({
    method: 'POST',
    path: '/workspaces/{slug}/memberships/sync',
    tag,
    summary: 'Derive all memberships of a workspace again',
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
