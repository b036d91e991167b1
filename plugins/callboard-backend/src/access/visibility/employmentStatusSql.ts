/**
 * SQL for a user's employment status in a workspace, from their staff record. A deleted record
 * still counts if it is the last one: deleting the record of resigned staff does not bring them
 * back. Null for users who never were staff.
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
