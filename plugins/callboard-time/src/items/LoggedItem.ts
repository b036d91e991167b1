import type { WorkItem } from '@callboard/plugin-callboard-common';

/** The fields of a work item needed to log time on it and to show its name. */
export type LoggedItem = Pick<
  WorkItem,
  'id' | 'project_id' | 'identifier' | 'title'
>;

/** Picks these fields. */
export const toLoggedItem = ({
  id,
  project_id,
  identifier,
  title,
}: LoggedItem): LoggedItem => ({ id, project_id, identifier, title });
