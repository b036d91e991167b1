import { Kernel } from '../../kernel/createKernel';
import { DerivedMemberships } from '../../core/members/DerivedMemberships';
import { MemberService } from '../../core/members/MemberService';
import { ProjectAudience } from '../../core/projects/ProjectAudience';
import { MembershipService } from './MembershipService';

/** Memberships that follow from departments and the people in them. */
export function addMemberships(
  { knex, changes, config }: Kernel,
  deps: { members: MemberService; derived: DerivedMemberships },
): MembershipService {
  return new MembershipService({
    knex,
    changes,
    audience: new ProjectAudience(config),
    ...deps,
  });
}
