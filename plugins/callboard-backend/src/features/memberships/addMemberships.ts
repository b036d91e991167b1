import { Core } from '../../core/Core';
import { Feature } from '../../core/Feature';
import { noData } from '../../database/FeatureTables';
import { membershipNotifications } from './membershipNotifications';
import { MembershipService } from './MembershipService';
import { bindMemberships } from './routes';

/** The services of memberships for other features. */
export interface MembershipServices {
  memberships: MembershipService;
}

/**
 * Adds the memberships derived from departments and their people: services, endpoints and
 * notifications.
 */
export function addMemberships(core: Core): Feature<MembershipServices> {
  const memberships = new MembershipService(core);
  bindMemberships(core.router, memberships, core.projects);
  return {
    // No tables of its own: the core stores derived memberships together with manual ones.
    data: noData,
    services: { memberships },
    notifications: membershipNotifications,
  };
}
