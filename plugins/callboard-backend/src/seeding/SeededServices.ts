import { Welcome } from '../access/Welcome';
import { ActivityPosting } from '../features/activity/ActivityPosting';
import { DepartmentServices } from '../features/departments/DepartmentServices';
import { MemberService } from '../core/members/MemberService';
import { PeopleService } from '../core/people/PeopleService';
import { ProjectService } from '../core/projects/ProjectService';
import { StaffServices } from '../features/staff/StaffServices';
import { WorkServices } from '../features/work/WorkServices';
import { WorkspaceService } from '../core/workspaces/WorkspaceService';
import { WorkspaceStore } from '../core/workspaces/WorkspaceStore';

/** The features that seeders fill. */
export interface SeededServices {
  people: PeopleService;
  members: MemberService;
  workspaces: { service: WorkspaceService; store: WorkspaceStore };
  projects: ProjectService;
  departments: DepartmentServices;
  staff: StaffServices;
  work: WorkServices;
  posting: ActivityPosting;
  welcome: Welcome;
}
