import { NumberSource } from '@callboard/plugin-callboard-common';
import { Knex } from 'knex';
import { whereJoined } from '../../../core/projects/inProject';
import {
  ProjectViewer,
  whereProjectVisible,
} from '../../../core/projects/whereProjectVisible';

/**
 * Whether somebody's numbers have projects in them that another's have not.
 *
 * @param projects.ids - the only ones that matter; else all of the workspace
 */
export async function seesMore(
  knex: Knex,
  source: NumberSource,
  projects: { workspace_id: string; ids?: readonly string[] },
  viewers: { one: ProjectViewer; than: ProjectViewer },
): Promise<boolean> {
  const { one, than } = viewers;
  if (than.sees_all || one.user_ref === than.user_ref) {
    return false;
  }
  // Time is for the members of projects alone.
  const isOfTime = source === 'time' || source === 'people';
  const seenBy = (viewer: ProjectViewer) => {
    const query = knex('projects')
      .select('projects.id')
      .where('projects.workspace_id', projects.workspace_id)
      .whereNull('projects.deleted_at');
    if (projects.ids) {
      query.whereIn('projects.id', [...projects.ids]);
    }
    return isOfTime && !viewer.sees_all
      ? query.where(whereJoined(viewer.user_ref))
      : whereProjectVisible(query, viewer);
  };
  const more = await seenBy(one)
    .whereNotIn('projects.id', seenBy(than))
    .first();
  return more !== undefined;
}
