import { Knex } from 'knex';
import { Clock } from '../../clock';
import { DepartmentChanges } from './DepartmentChanges';
import { DepartmentDeletion } from './DepartmentDeletion';
import { DepartmentExporter } from './DepartmentExporter';
import { DepartmentImporter } from './DepartmentImporter';
import { DepartmentLinks } from './DepartmentLinks';
import { DepartmentMovePreview } from './DepartmentMovePreview';
import { DepartmentService } from './DepartmentService';

/** What the endpoints of departments are answered with. */
export interface DepartmentServices {
  knex: Knex;
  clock: Clock;
  departments: DepartmentService;
  departmentChanges: DepartmentChanges;
  deletion: DepartmentDeletion;
  movePreview: DepartmentMovePreview;
  links: DepartmentLinks;
  exporter: DepartmentExporter;
  importer: DepartmentImporter;
}
