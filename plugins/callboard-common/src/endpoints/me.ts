import { z } from 'zod';
import { createEndpointDefiners } from '../contract/createEndpointDefiners';
import { slug, uuid } from '../contract/primitives';
import { featureNames } from '../features';
import { role } from '../roles';

/** The caller's profile. @public */
export const me = z
  .strictObject({
    user_ref: z.string(),
    display_name: z.string(),
    email: z.string().nullable(),
    picture: z.string().nullable(),
    is_super_admin: z.boolean(),
    /** Whether each feature is on. */
    features: z.record(z.enum(featureNames), z.boolean()),
    workspaces: z.array(
      z.strictObject({
        id: uuid,
        slug,
        name: z.string(),
        timezone: z.string(),
        role,
      }),
    ),
  })
  .meta({ id: 'Me' });

/** @public */
export type Me = z.output<typeof me>;

/** A person's User reference and display name. @public */
export const namedPerson = z
  .strictObject({ user_ref: z.string(), display_name: z.string() })
  .meta({ id: 'NamedPerson' });

/** @public */
export type NamedPerson = z.output<typeof namedPerson>;

/** The caller's rights in all workspaces, and the people who can grant them. @public */
export const myAccess = z
  .strictObject({
    is_super_admin: z.boolean(),
    /** Whether the admin page has content for the caller. */
    may_administrate: z.boolean(),
    /** Whether the caller manages a department in any of their workspaces. */
    manages_people: z.boolean(),
    /** Whether the caller may read the activity of all workspaces. */
    may_read_all_activity: z.boolean(),
    /** Ordered by name; at most 20. */
    super_admins: z.array(namedPerson),
    /** The Groups whose members are super admins. */
    super_admin_groups: z.array(z.string()),
  })
  .meta({ id: 'MyAccess' });

/** @public */
export type MyAccess = z.output<typeof myAccess>;

const { get } = createEndpointDefiners('Me');

/** @public */
export const meEndpoints = {
  getMe: get('/me', {
    summary: 'Get the caller and the workspaces they can see',
    access: { kind: 'user' },
    response: me,
  }),
  getMyAccess: get('/me/access', {
    summary:
      "Get the caller's rights across workspaces, and a list of the super admins",
    access: { kind: 'user' },
    response: myAccess,
  }),
};
