/**
 * SQL for the items of a row of `projects` that count as its work, in the words
 * of the indexes that find them.
 */
export const SHOWN_ITEMS = `FROM work_items
  WHERE work_items.project_id = projects.id
    AND work_items.deleted_at IS NULL
    AND work_items.archived_at IS NULL
    AND NOT work_items.is_draft`;
