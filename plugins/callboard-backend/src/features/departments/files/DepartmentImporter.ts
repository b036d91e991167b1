import {
  ImportOptions,
  ImportResult,
  userRef,
} from '@callboard/plugin-callboard-common';
import { RequestContext } from '../../../access/Caller';
import { Core } from '../../../core/Core';
import {
  formatCountedNoun,
  recordBulkAction,
} from '../../../core/workspaces/recordBulkAction';
import { UploadedFile } from '../../../http/readUpload';
import { ImportReport } from '../../../imports/ImportReport';
import { readTable } from '../../../imports/readTable';
import { ImportTable } from '../../../imports/ImportTable';
import { MembershipService } from '../../memberships/MembershipService';
import { DepartmentChanges } from '../DepartmentChanges';
import { departmentColumns } from './exportDepartments';
import { readAllDepartments } from '../DepartmentRow';
import { planDepartmentImport } from './planDepartmentImport';

const MAX_ROWS = 1_000;

const columns = {
  known: departmentColumns.map(({ header }) => header),
  required: ['name'],
};

export class DepartmentImporter {
  constructor(
    private readonly deps: Core & {
      departmentChanges: DepartmentChanges;
      memberships: MembershipService;
    },
  ) {}

  /**
   * Applies all valid rows of a file in one transaction, and reports the invalid ones.
   *
   * @throws InputError when the file cannot be read
   */
  async import(
    { caller, workspace: { id: workspace_id } }: RequestContext,
    file: UploadedFile,
    options: ImportOptions,
  ): Promise<ImportResult> {
    const { knex, clock, changes, config, departmentChanges, memberships } =
      this.deps;
    const table = await readTable(file, {
      maxRows: MAX_ROWS,
      isHeader: names => names.includes('name'),
    });
    const report = new ImportReport(table, columns);
    const context = {
      ...options,
      workspace_id,
      types: config.organisation.departmentTypes,
    };
    if (options.dry_run) {
      planDepartmentImport(
        await readAllDepartments(knex, workspace_id),
        report,
        { ...context, managerNames: new Map(), now: clock.now() },
      );
      return report.buildResult(options);
    }
    const managerNames = await this.readManagerNames(table);
    return changes.run(caller, async change => {
      await memberships.lockOrganisation(change, workspace_id);
      const plan = planDepartmentImport(
        await readAllDepartments(change.tx, workspace_id),
        report,
        { ...context, managerNames, now: change.now },
      );
      const counts = report.countOutcomes();
      const changedCount = counts.created + counts.updated;
      if (changedCount > 0) {
        await recordBulkAction(change, workspace_id, {
          action: 'bulk_import',
          entityType: 'department',
          text: formatCountedNoun(changedCount, 'department', 'departments'),
          counts: { ...counts },
        });
        await departmentChanges.applyDetails(change, workspace_id, plan);
      }
      return report.buildResult(options);
    });
  }

  /** Reads the names of the managers in a file. */
  private async readManagerNames(
    table: ImportTable,
  ): Promise<Map<string, string>> {
    const refs = table.rows
      .map(({ cells }) => cells.manager_ref)
      .filter(ref => userRef.safeParse(ref).success);
    const people = await this.deps.people.getMany(refs);
    return new Map(
      people.map(({ user_ref, display_name }) => [user_ref, display_name]),
    );
  }
}
