import type { WorkProject } from './WorkProject';

/** Returns the path parameters of the endpoints of a project. */
export function toProjectParams({
  workspace,
  project,
}: Pick<WorkProject, 'workspace' | 'project'>): { slug: string; pid: string } {
  return { slug: workspace.slug, pid: project.id };
}
