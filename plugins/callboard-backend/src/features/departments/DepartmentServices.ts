import { Clock } from '../../kernel/clock';
import { DepartmentChanges } from './DepartmentChanges';
import { DepartmentDeletion } from './DepartmentDeletion';
import { DepartmentExporter } from './files/DepartmentExporter';
import { DepartmentImporter } from './files/DepartmentImporter';
import { DepartmentLinks } from './links/DepartmentLinks';
import { DepartmentReadModel } from './DepartmentReadModel';
import { DepartmentService } from './DepartmentService';

/** The services behind the department endpoints. */
export interface DepartmentServices {
  clock: Clock;
  departments: DepartmentService;
  readModel: DepartmentReadModel;
  departmentChanges: DepartmentChanges;
  deletion: DepartmentDeletion;
  links: DepartmentLinks;
  exporter: DepartmentExporter;
  importer: DepartmentImporter;
}
