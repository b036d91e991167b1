import {
  ImportOptions,
  ImportResult,
} from '@callboard/plugin-callboard-common';
import { Knex } from 'knex';
import { Actor } from '../../../kernel/actor';
import { Core } from '../../../core/Core';
import { UploadedFile } from '../../../http/readUpload';
import { readTable } from '../../../imports/readTable';
import { ImportTable } from '../../../imports/ImportTable';
import { readDepartmentCodes } from '../../departments/DepartmentRow';
import { MembershipService } from '../../memberships/MembershipService';
import { CatalogUsers, UsersByEmail } from '../CatalogUsers';
import { DepartmentTexts } from './staffColumns';
import { matchUsers } from '../matchStaff';
import { getStaffChangeTime, StaffWorkspace } from '../patchStaff';
import { planStaffImport, StaffImportPlan } from './planStaffImport';
import { StaffChanges } from '../StaffChanges';
import { SavedStaffChange } from '../StaffRow';
import { findStaffByStaffIds } from '../StaffStore';

const MAX_ROWS = 5_000;

export class StaffImporter {
  constructor(
    private readonly deps: Core & {
      staffChanges: StaffChanges;
      memberships: MembershipService;
      users: CatalogUsers;
      staffIdLength: number;
    },
  ) {}

  /**
   * Applies all valid rows of a file in one transaction, and reports the invalid ones.
   *
   * @throws InputError when the file cannot be read
   */
  async import(
    actor: Actor,
    workspace: StaffWorkspace,
    file: UploadedFile,
    options: ImportOptions,
  ): Promise<ImportResult> {
    const table = await readTable(file, {
      maxRows: MAX_ROWS,
      isHeader: names => names.includes('staff_id'),
    });
    return this.importTable(actor, workspace, table, options);
  }

  /** Imports a table that has already been read. */
  async importTable(
    actor: Actor,
    workspace: StaffWorkspace,
    table: ImportTable,
    options: ImportOptions,
  ): Promise<ImportResult> {
    const { knex, clock, changes, memberships, staffChanges, users } =
      this.deps;
    if (options.dry_run) {
      const now = clock.now();
      const plan = await this.plan(knex, now, workspace, table, options);
      return plan.report.buildResult(options);
    }
    // Looked up before the transaction, which must not wait for the catalog.
    const usersByEmail = await users.findByEmails(
      table.rows.map(({ cells }) => cells.email ?? ''),
    );
    return changes.run(actor, async change => {
      await memberships.lockOrganisation(change, workspace.id);
      const { tx, now } = change;
      const { report, pairs } = await this.plan(
        tx,
        now,
        workspace,
        table,
        options,
      );
      if (pairs.length > 0) {
        const matched = await matchPeople(tx, workspace, pairs, usersByEmail);
        await staffChanges.applyMany(change, workspace, matched, {
          action: 'bulk_import',
          metadata: report.countOutcomes(),
        });
      }
      return report.buildResult(options);
    });
  }

  private async plan(
    knex: Knex,
    now: number,
    workspace: StaffWorkspace,
    table: ImportTable,
    options: ImportOptions,
  ): Promise<StaffImportPlan> {
    const workspace_id = workspace.id;
    const staff_ids = table.rows.map(({ cells }) => cells.staff_id ?? '');
    return planStaffImport(table, {
      workspace_id,
      existing: await findStaffByStaffIds(knex, workspace_id, staff_ids),
      departments: new DepartmentTexts(
        await readDepartmentCodes(knex, workspace_id),
      ),
      options,
      staffIdLength: this.deps.staffIdLength,
      changeTime: getStaffChangeTime({ now }, workspace),
    });
  }
}

/** Matches people who have no user to the users with their email addresses. */
async function matchPeople(
  tx: Knex,
  { id: workspace_id }: StaffWorkspace,
  pairs: SavedStaffChange[],
  users: UsersByEmail,
): Promise<SavedStaffChange[]> {
  const people = pairs
    .map(({ after }) => after)
    .filter(({ user_ref }) => user_ref === null);
  const matches = await matchUsers(tx, workspace_id, people, users);
  return pairs.map(({ before, after }) => ({
    before,
    after: { ...after, user_ref: matches.get(after.id) ?? after.user_ref },
  }));
}
