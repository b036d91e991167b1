import { Kernel } from '../createKernel';
import { PeopleService } from '../people/PeopleService';
import { DerivedMemberships } from './DerivedMemberships';
import { MemberBulkStore } from './MemberBulkStore';
import { MemberService } from './MemberService';
import { MemberStore } from './MemberStore';
import { MemberWriter } from './MemberWriter';

/** Creates the services of the members of workspaces and projects. */
export function addMembers(
  { changes, knex }: Kernel,
  people: PeopleService,
): { members: MemberService; derived: DerivedMemberships } {
  const store = new MemberStore(knex);
  people.onNamesStored(user_refs => store.sortByName(user_refs));
  return {
    members: new MemberService({
      knex,
      changes,
      store,
      writer: new MemberWriter(store),
      people,
    }),
    derived: new DerivedMemberships(new MemberBulkStore()),
  };
}
