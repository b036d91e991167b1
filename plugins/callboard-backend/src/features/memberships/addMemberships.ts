import { Core } from '../../core/Core';
import { Feature } from '../../core/Feature';
import { noData } from '../../database/StoredData';
import { membershipNotifications } from './membershipNotifications';
import { MembershipService } from './MembershipService';
import { bindMemberships } from './routes';

/** What other features need of memberships. */
export interface MembershipServices {
  memberships: MembershipService;
}

/** Memberships that follow from departments and the people in them. */
export function addMemberships(core: Core): Feature<MembershipServices> {
  const memberships = new MembershipService(core);
  bindMemberships(core.router, memberships, core.projects);
  return {
    // The core stores them with the members that were added by hand.
    data: noData,
    services: { memberships },
    notifications: membershipNotifications,
  };
}
