import { Knex } from 'knex';
import { isOneOf } from '../../../database/bulk';
import {
  hiddenProjects,
  ProjectViewer,
} from '../../../core/projects/whereProjectVisible';
import { ProjectQuestion } from './sources/countedProjects';

/** Whether a question is about projects that are there and that somebody does not see. */
export async function namesUnseen(
  knex: Knex,
  { workspace_id, filters: { project_ids } }: ProjectQuestion,
  viewer: ProjectViewer,
): Promise<boolean> {
  if (!project_ids || viewer.sees_all) {
    return false;
  }
  const unseen = await hiddenProjects(knex, workspace_id, viewer)
    .whereNull('projects.deleted_at')
    .whereRaw(...isOneOf(knex, 'projects.id', project_ids))
    .first();
  return unseen !== undefined;
}
