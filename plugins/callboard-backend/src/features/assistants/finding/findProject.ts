import { endpoints, Project } from '@callboard/plugin-callboard-common';
import { ActingPerson } from '../ActingPerson';
import { isId } from './isId';
import { theOne } from './theOne';

/**
 * The project of a workspace that a name means.
 *
 * @throws NotFoundError when the person sees none
 * @throws InputError when it can mean several
 */
export async function findProject(
  person: ActingPerson,
  slug: string,
  name: string,
): Promise<Project> {
  if (isId(name)) {
    return person.call(endpoints.getProject, { params: { slug, pid: name } });
  }
  const { items } = await person.call(endpoints.listProjects, {
    params: { slug },
    query: { search: name.trim(), limit: 200 },
  });
  return theOne(
    { field: 'project', kind: 'project', name },
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
