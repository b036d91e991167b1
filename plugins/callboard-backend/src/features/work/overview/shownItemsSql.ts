/**
 * SQL for the items of a project that count as its work, in the words of the
 * indexes that find them.
 *
 * @param project - the column that has the project
 */
export const shownItemsSql = (project: string) => `FROM work_items
  WHERE work_items.project_id = ${project}
    AND work_items.deleted_at IS NULL
    AND work_items.archived_at IS NULL
    AND NOT work_items.is_draft`;
