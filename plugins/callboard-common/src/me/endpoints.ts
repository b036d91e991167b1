import { z } from 'zod';
import { defineEndpoint } from '../contract/endpoint';
import { slug, uuid } from '../contract/primitives';
import { role } from '../roles';

/** The caller, as Callboard knows them. @public */
export const me = z
  .strictObject({
    user_ref: z.string(),
    display_name: z.string(),
    email: z.string().nullable(),
    picture: z.string().nullable(),
    is_super_admin: z.boolean(),
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

/** @public */
export const meEndpoints = {
  getMe: defineEndpoint({
    method: 'GET',
    path: '/me',
    tag: 'Me',
    summary: 'The caller and the workspaces they can see',
    access: { kind: 'user' },
    response: me,
  }),
};
