import type { MyAccess } from '@callboard/plugin-callboard-common';

/** Whether something is open to a person. @public */
export type AccessTest = (access: MyAccess) => boolean;

/**
 * Whether the admin page is open: to admins of any workspace, and to people who
 * may read all activity.
 *
 * @public
 */
export const mayOpenAdminPage: AccessTest = access =>
  access.may_administrate || access.may_read_all_activity;

/** Whether the settings of a workspace are open: to its admins. @public */
export const mayAdministrate: AccessTest = access => access.may_administrate;

/** Whether what is about all workspaces is open. @public */
export const isSuperAdmin: AccessTest = access => access.is_super_admin;

/** Whether the Activity Tracker is open. @public */
export const mayReadAllActivity: AccessTest = access =>
  access.may_read_all_activity;
