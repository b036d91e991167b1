import { endpoints, Project } from '@callboard/plugin-callboard-common';
import { AssistantUser } from '../AssistantUser';
import { isResourceId } from './isResourceId';
import { Matching } from './Matching';
import { requireSingleMatch } from './requireSingleMatch';

/**
 * The project of a workspace with a name.
 *
 * @throws NotFoundError if the user sees none
 * @throws InputError if several match, or if only a part matches and the whole name is required
 */
export async function findProject(
  person: AssistantUser,
  slug: string,
  name: string,
  matching: Matching = 'part',
): Promise<Project> {
  if (isResourceId(name)) {
    return person.call(endpoints.getProject, { params: { slug, pid: name } });
  }
  const { items } = await person.call(endpoints.listProjects, {
    params: { slug },
    query: { search: name.trim(), limit: 200 },
  });
  return requireSingleMatch(
    { field: 'project', kind: 'project', name, matching },
    items.map(project => ({
      value: project,
      names: [
        project.identifier,
        project.name,
        project.entity_ref,
        project.entity_ref.split('/')[1],
      ],
    })),
  );
}
