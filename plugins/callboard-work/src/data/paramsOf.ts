import type { WorkProject } from './WorkProject';

/** Where the endpoints of a project find it. */
export function paramsOf({
  workspace,
  project,
}: Pick<WorkProject, 'workspace' | 'project'>): { slug: string; pid: string } {
  return { slug: workspace.slug, pid: project.id };
}
