import { endpoints } from '@callboard/plugin-callboard-common';
import { ContractRouter } from '../../http/ContractRouter';
import { scopeToProject } from '../members/MemberRow';
import { MemberService } from '../members/MemberService';
import { toProjectResponse } from './projectQueries';
import { ProjectService } from './ProjectService';

export function bindProjects(
  router: ContractRouter,
  projects: ProjectService,
  members: MemberService,
): void {
  router.handle(endpoints.listProjects, context =>
    projects.list(context, context.query),
  );
  router.handle(endpoints.ensureProject, context =>
    projects.ensureByName(context, context.params),
  );
  router.handle(endpoints.getProject, async ({ project, memberRole }) =>
    toProjectResponse({ project, role: memberRole }),
  );
  router.handle(endpoints.updateProject, context =>
    projects.update(
      context,
      context.project.id,
      context.body,
      context.precondition,
    ),
  );
  router.handle(endpoints.joinProject, context =>
    projects.join(context, context.params.pid),
  );
  router.handle(endpoints.listProjectMembers, ({ project, query }) =>
    members.list(scopeToProject(project), query),
  );
  router.handle(endpoints.addProjectMember, ({ caller, project, body }) =>
    members.add(caller, scopeToProject(project), body),
  );
  router.handle(endpoints.updateProjectMember, context =>
    members.update(
      context.caller,
      scopeToProject(context.project),
      context.params.id,
      context.body,
      context.precondition,
    ),
  );
  router.handle(endpoints.removeProjectMember, context =>
    members.remove(
      context.caller,
      scopeToProject(context.project),
      context.params.id,
      context.precondition,
    ),
  );
}
