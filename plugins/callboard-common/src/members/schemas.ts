import { z } from 'zod';
import { instant, pageParameters, userRef, uuid } from '../contract/primitives';
import { role } from '../roles';

/** The origin of a membership. @public */
export const membershipSource = z.enum([
  'manual',
  'owner',
  'department',
  'manager',
]);

/** @public */
export type MembershipSource = z.output<typeof membershipSource>;

/** One source of a membership, and the role it gives. @public */
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

/** One person's membership; `role` is the highest of its sources. @public */
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
