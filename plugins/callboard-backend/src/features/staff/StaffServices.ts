import { Clock } from '../../kernel/clock';
import { StaffBulkActions } from './StaffBulkActions';
import { StaffChanges } from './StaffChanges';
import { StaffExporter } from './files/StaffExporter';
import { StaffImporter } from './files/StaffImporter';
import { StaffReadModel } from './StaffReadModel';
import { StaffService } from './StaffService';

/** The services behind the staff endpoints. */
export interface StaffServices {
  clock: Clock;
  staff: StaffService;
  staffChanges: StaffChanges;
  readModel: StaffReadModel;
  bulkActions: StaffBulkActions;
  exporter: StaffExporter;
  importer: StaffImporter;
  /** The email address of a staff member in a workspace. */
  findMailAddress(
    workspace_id: string,
    user_ref: string,
  ): Promise<string | undefined>;
}
