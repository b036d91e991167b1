import { Kernel } from '../../kernel/createKernel';
import { DerivedMemberships } from '../members/DerivedMemberships';
import { MemberService } from '../members/MemberService';
import { MembershipService } from './MembershipService';

/** Memberships that follow from departments and the people in them. */
export function addMemberships(
  { knex, changes, visibleTypes }: Kernel,
  deps: { members: MemberService; derived: DerivedMemberships },
): MembershipService {
  visibleTypes.add('membership_sync');
  return new MembershipService({ knex, changes, ...deps });
}
