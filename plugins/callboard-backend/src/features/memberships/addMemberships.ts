import { endpoints } from '@callboard/plugin-callboard-common';
import { Core } from '../../core/Core';
import { Feature } from '../../core/Feature';
import { membershipNotifications } from './membershipNotifications';
import { MembershipService } from './MembershipService';

export interface MembershipServices {
  memberships: MembershipService;
}

/**
 * Adds the memberships derived from departments and their people: services, endpoints and
 * notifications.
 */
export function addMemberships(core: Core): Feature<MembershipServices> {
  const { router, projects } = core;
  const memberships = new MembershipService(core);
  router.handle(endpoints.explainMembership, async context => {
    const { caller, query } = context;
    const { project } = await projects.getVisible(
      caller,
      context,
      query.project,
    );
    return memberships.explain(project, query.user_ref);
  });
  router.handle(endpoints.syncMemberships, ({ caller, workspace }) =>
    memberships.sync(caller, workspace.id),
  );
  return {
    // This feature has no tables: the core stores derived memberships together with manual ones.
    services: { memberships },
    notifications: membershipNotifications,
  };
}
