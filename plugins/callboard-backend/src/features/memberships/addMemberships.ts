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

/** Memberships derived from departments and their people. */
export function addMemberships(core: Core): Feature<MembershipServices> {
  const memberships = new MembershipService(core);
  bindMemberships(core.router, memberships, core.projects);
  return {
    // The core stores them together with manual memberships.
    data: noData,
    services: { memberships },
    notifications: membershipNotifications,
  };
}
