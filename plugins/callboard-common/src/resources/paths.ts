/** The paths of resources in a portal that mounts Callboard's pages at their default routes. */

/**
 * The work of a project, on the page of its entity.
 *
 * @param entity_ref - a full reference, such as `system:default/payments`
 * @public
 */
export function buildProjectPath(entity_ref: string): string {
  const [kind, namespace, name] = entity_ref.split(/[:/]/, 3);
  return `/catalog/${namespace}/${kind}/${name}/work`;
}

/**
 * A work item, open in its project's list.
 *
 * @param entity_ref - the entity reference of the project
 * @public
 */
export function buildWorkItemPath(entity_ref: string, id: string): string {
  return `${buildProjectPath(entity_ref)}?item=${id}`;
}

/**
 * The states, labels and other settings of a project.
 *
 * @param entity_ref - the entity reference of the project
 * @public
 */
export function buildProjectSettingsPath(entity_ref: string): string {
  return `${buildProjectPath(entity_ref)}?view=settings`;
}

/**
 * A comment, in the details of its work item.
 *
 * @param entity_ref - the entity reference of the project
 * @public
 */
export function buildCommentPath(
  entity_ref: string,
  work_item_id: string,
  id: string,
): string {
  return `${buildWorkItemPath(entity_ref, work_item_id)}&comment=${id}`;
}

/**
 * A worklog, in the details of its work item.
 *
 * @param entity_ref - the entity reference of the project
 * @public
 */
export function buildWorklogPath(
  entity_ref: string,
  work_item_id: string,
  id: string,
): string {
  return `${buildWorkItemPath(entity_ref, work_item_id)}&worklog=${id}`;
}

/** A submitted period of a user, for its approver. @public */
export function buildPeriodPath(workspace_slug: string, id: string): string {
  return `/team-time?workspace=${workspace_slug}&period=${id}`;
}

/** @public */
export function buildDepartmentPath(
  workspace_slug: string,
  id: string,
): string {
  return `/organisation/departments?workspace=${workspace_slug}&department=${id}`;
}

/** @public */
export function buildDashboardPath(workspace_slug: string, id: string): string {
  return `/dashboards/${id}?workspace=${workspace_slug}`;
}

/** The profile of a staff member. @public */
export function buildStaffPath(workspace_slug: string, id: string): string {
  return `/organisation/people/${id}?workspace=${workspace_slug}`;
}

/**
 * The catalog page of a user.
 *
 * @param user_ref - a full reference, such as `user:default/jane`
 * @public
 */
export function buildPersonPath(user_ref: string): string {
  const [kind, namespace, name] = user_ref.split(/[:/]/, 3);
  return `/catalog/${namespace}/${kind}/${name}`;
}

/**
 * The user's own timesheet in a workspace.
 *
 * @param shown - any day of a week, or a single day, as `YYYY-MM-DD`; the current week by default
 * @public
 */
export function buildMyTimePath(
  workspace_slug: string,
  shown: { week?: string; day?: string } = {},
): string {
  const { week, day } = shown;
  const query = new URLSearchParams({
    ...(week === undefined ? {} : { week }),
    ...(day === undefined ? {} : { view: 'day', date: day }),
    workspace: workspace_slug,
  });
  return `/my-time?${query}`;
}

/** @public */
export function buildWorkspacePath(slug: string): string {
  return `/callboard/workspaces/${slug}`;
}

/** A webhook with its deliveries, for admins of its workspace. @public */
export function buildWebhookPath(workspace_slug: string, id: string): string {
  return `/callboard/webhooks/${id}?workspace=${workspace_slug}`;
}

/** An entry of a workspace's activity. @public */
export function buildActivityPath(workspace_slug: string, id: string): string {
  return `/activity/workspace?workspace=${workspace_slug}&row=${id}`;
}
