import { createPermission } from '@backstage/plugin-permission-common';

/**
 * Reading the activity of all workspaces. Callboard's own roles decide first;
 * a policy of the portal can only restrict them further.
 *
 * @public
 */
export const callboardActivityReadAllPermission = createPermission({
  name: 'callboard.activity.read.all',
  attributes: { action: 'read' },
});

/**
 * Changing departments, staff and what follows from them. Callboard's own roles
 * decide first here, too.
 *
 * @public
 */
export const callboardOrganisationWritePermission = createPermission({
  name: 'callboard.organisation.write',
  attributes: { action: 'update' },
});

/**
 * Finding work items in the portal's search, which has only those that everybody
 * in the default workspace may read.
 *
 * @public
 */
export const callboardWorkSearchPermission = createPermission({
  name: 'callboard.work.search',
  attributes: { action: 'read' },
});

/** Every permission of Callboard. @public */
export const callboardPermissions = [
  callboardActivityReadAllPermission,
  callboardOrganisationWritePermission,
  callboardWorkSearchPermission,
];
