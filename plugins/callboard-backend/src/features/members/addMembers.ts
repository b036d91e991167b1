import { Kernel } from '../../kernel/createKernel';
import { PeopleService } from '../people/PeopleService';
import { MemberService } from './MemberService';
import { MemberStore } from './MemberStore';

/** Who belongs to a workspace, with which role and why. */
export function addMembers(
  { changes, knex, visibleTypes }: Kernel,
  people: PeopleService,
): MemberService {
  visibleTypes.add('workspace_member');
  return new MemberService({ changes, store: new MemberStore(knex), people });
}
