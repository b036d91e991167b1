import { Clock } from '../../clock';
import { StaffActs } from './StaffActs';
import { StaffBulkActions } from './StaffBulkActions';
import { StaffChanges } from './StaffChanges';
import { StaffExporter } from './StaffExporter';
import { StaffImporter } from './StaffImporter';
import { StaffReader } from './StaffReader';
import { StaffService } from './StaffService';

/** What the endpoints of staff are answered with. */
export interface StaffServices {
  clock: Clock;
  staff: StaffService;
  acts: StaffActs;
  staffChanges: StaffChanges;
  reader: StaffReader;
  bulkActions: StaffBulkActions;
  exporter: StaffExporter;
  importer: StaffImporter;
}
