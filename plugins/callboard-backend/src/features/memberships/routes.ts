import { endpoints } from '@callboard/plugin-callboard-common';
import { ContractRouter } from '../../http/ContractRouter';
import { ProjectService } from '../../core/projects/ProjectService';
import { MembershipService } from './MembershipService';

/** Binds the endpoints that explain and synchronise memberships. */
export function bindMemberships(
  router: ContractRouter,
  memberships: MembershipService,
  projects: ProjectService,
): void {
  router.handle(endpoints.explainMembership, async context => {
    const { caller, query } = context;
    const { project } = await projects.see(caller, context, query.project);
    return memberships.explain(project, query.user_ref);
  });
  router.handle(endpoints.syncMemberships, ({ caller, workspace }) =>
    memberships.sync(caller, workspace.id),
  );
}
