import { Knex } from 'knex';
import { ProjectAudience } from '../../../core/projects/ProjectAudience';
import { noRoles } from '../../../core/projects/ProjectRoles';
import { maySee } from '../../../visibility/maySee';
import { Audience } from './AudienceReader';
import { NoticeRow } from './NoticeRow';

/**
 * Those of some people who may see what a notice tells of, at this moment: the
 * same rule as `whereSeenNow` asks again whenever they read it.
 *
 * @returns in the order of `people`
 */
export async function whoMaySee(
  knex: Knex,
  { audience, notice }: { audience: ProjectAudience; notice: NoticeRow },
  people: readonly string[],
  admins: Audience['admins'],
): Promise<string[]> {
  const { workspace_id, project_id, visibility } = notice;
  if (visibility === 'recipients') {
    return [...people];
  }
  const { roles, access } =
    project_id === null
      ? {
          roles: await audience.rolesInWorkspace(knex, workspace_id, people),
          access: undefined,
        }
      : await audience.standingsIn(knex, project_id, people);
  return people.filter(user_ref =>
    maySee(
      { user_ref, roles: roles.get(user_ref) ?? noRoles },
      {
        // The actor is not among them.
        user_id: '',
        visibility: admins.has(user_ref) ? 'admins' : visibility,
        people: [user_ref],
        project: access ? { access } : null,
      },
    ),
  );
}
