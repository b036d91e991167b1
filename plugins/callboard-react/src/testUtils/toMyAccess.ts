import type { Me, MyAccess } from '@callboard/plugin-callboard-common';

/** The access of a person in a portal that grants nobody else access to all activity. @public */
export function toMyAccess({ is_super_admin, workspaces }: Me): MyAccess {
  return {
    is_super_admin,
    may_administrate:
      is_super_admin || workspaces.some(({ role }) => role === 'admin'),
    manages_people: false,
    may_read_all_activity: is_super_admin,
    super_admins: [
      { user_ref: 'user:default/sue.super', display_name: 'Sue Super' },
    ],
    super_admin_groups: [],
  };
}
