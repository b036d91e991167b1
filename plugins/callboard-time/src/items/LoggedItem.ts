import type { WorkItem } from '@callboard/plugin-callboard-common';

/** What has to be known of an item to log time on it, and to name it. */
export type LoggedItem = Pick<
  WorkItem,
  'id' | 'project_id' | 'identifier' | 'title'
>;

/** No more than that of an item. */
export const loggedItemOf = ({
  id,
  project_id,
  identifier,
  title,
}: LoggedItem): LoggedItem => ({ id, project_id, identifier, title });
