import { Relations } from '../access/Relations';
import { OwnershipStore } from '../access/OwnershipStore';
import { DefaultMemberships } from './members/DefaultMemberships';
import { ContractRouter } from '../http/ContractRouter';
import { Kernel } from './createKernel';
import { Live } from './live/addLive';
import { ActivityPrivacy } from '../pseudonyms/ActivityPrivacy';
import { DerivedMemberships } from './members/DerivedMemberships';
import { MemberService } from './members/MemberService';
import { GroupMembers } from './people/GroupMembers';
import { PeopleService } from './people/PeopleService';
import { ProjectServices } from './projects/addProjects';
import { WorkspaceDirectory } from './workspaces/WorkspaceDirectory';
import { WorkspaceService } from './workspaces/WorkspaceService';

/** The foundation of all features: the kernel, and shared services. */
export interface Core extends Kernel, ProjectServices {
  people: PeopleService;
  /** The members of the catalog's Groups. */
  groups: GroupMembers;
  /** People's ownership references. */
  ownershipStore: OwnershipStore;
  members: MemberService;
  /** Adds and removes derived memberships. */
  derivedMemberships: DerivedMemberships;
  workspaces: WorkspaceDirectory;
  workspaceService: WorkspaceService;
  live: Live;
  /** Decides which users see names in activity. */
  privacy: ActivityPrivacy;
  defaultMemberships: DefaultMemberships;
  /** Features register relations that replace a role. */
  relations: Relations;
  /** Features bind their endpoints to it. */
  router: ContractRouter;
}
