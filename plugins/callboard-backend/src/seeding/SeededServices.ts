import { Core } from '../core/Core';
import { ActivityPosting } from '../features/activity/ActivityPosting';
import { DepartmentServices } from '../features/departments/DepartmentServices';
import { StaffServices } from '../features/staff/StaffServices';
import { WorkServices } from '../features/work/WorkServices';

/** The features that seeders fill. */
export interface SeededServices {
  core: Core;
  departments: DepartmentServices;
  staff: StaffServices;
  work: WorkServices;
  posting: ActivityPosting;
}
