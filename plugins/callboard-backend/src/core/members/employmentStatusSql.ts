/**
 * SQL for how somebody stands in a workspace: the status in their record on the
 * staff. When that has been deleted, the last one that was decides still: who
 * has resigned is not back because their record is gone. Null for who never was
 * on the staff.
 *
 * @param workspace - SQL for the id of the workspace
 * @param user - SQL for the reference of the person
 */
export function employmentStatusSql(workspace: string, user: string): string {
  return `(
    SELECT record.employment_status FROM staff AS record
    WHERE record.workspace_id = ${workspace} AND record.user_ref = ${user}
    ORDER BY record.deleted_at IS NULL DESC, record.deleted_at DESC, record.id DESC
    LIMIT 1
  )`;
}
