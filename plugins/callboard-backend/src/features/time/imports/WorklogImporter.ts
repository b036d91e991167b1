import {
  endpoints,
  WorklogImportOptions,
  WorklogImportResult,
} from '@callboard/plugin-callboard-common';
import { NotificationDeclarations } from '@callboard/plugin-callboard-node';
import { Knex } from 'knex';
import { RequestContext } from '../../../access/Caller';
import { Changes } from '../../../changes/Changes';
import { Core } from '../../../core/Core';
import { createImportFinishedRule } from '../../../imports/ImportReport';
import { Clock } from '../../../kernel/clock';
import { UploadedFile } from '../../../http/readUpload';
import { lockPeople } from '../people/lockPeople';
import { readTimeZones } from '../../../core/people/readTimeZones';
import { WorklogChanges } from '../worklogs/WorklogChanges';
import { TimeSubfeature, TimeServices } from '../TimeServices';
import { readWorklogFile } from './readWorklogFile';
import { WorklogFile } from './WorklogDraft';
import { WorklogImportPlanner } from './WorklogImportPlanner';

/** Imports worklogs from files. */
export class WorklogImporter {
  constructor(
    private readonly deps: {
      knex: Knex;
      clock: Clock;
      changes: Changes;
      planner: WorklogImportPlanner;
      worklogChanges: WorklogChanges;
    },
  ) {}

  /**
   * Creates a worklog from each valid row of a file in one transaction, and reports the errors of
   * the other rows. Skips rows whose worklogs already exist. Reads times without a UTC offset in the
   * time zone of the caller, because most callers import files that they exported themselves. Splits
   * a row that crosses midnight into one worklog per day.
   *
   * @throws InputError when the file cannot be read
   */
  async import(
    context: RequestContext,
    upload: UploadedFile,
    options: WorklogImportOptions,
  ): Promise<WorklogImportResult> {
    const { caller, workspace } = context;
    const getTimeZone = await readTimeZones(this.deps.knex, [caller.user_ref]);
    const zone = getTimeZone(caller.user_ref, workspace);
    const file = await readWorklogFile(upload, zone);
    if (options.dry_run) {
      await this.dryRun(context, file);
    } else {
      await this.apply(context, file);
    }
    return { format: file.format, ...file.report.buildResult(options) };
  }

  private async dryRun(
    context: RequestContext,
    file: WorklogFile,
  ): Promise<void> {
    const { knex, clock, planner } = this.deps;
    const draftsWithOwners = await planner.resolveOwners(knex, context, file);
    const readContext = { tx: knex, now: clock.now() };
    await planner.planWorklogs(readContext, context, file, draftsWithOwners);
  }

  private async apply(
    context: RequestContext,
    file: WorklogFile,
  ): Promise<void> {
    const { changes, planner, worklogChanges } = this.deps;
    const { caller, workspace } = context;
    await changes.run(caller, async change => {
      const draftsWithOwners = await planner.resolveOwners(
        change.tx,
        context,
        file,
      );
      const refs = draftsWithOwners.map(({ logged_by }) => logged_by);
      await lockPeople(change, workspace.id, refs);
      const worklogPairs = await planner.planWorklogs(
        change,
        context,
        file,
        draftsWithOwners,
      );
      if (worklogPairs.length > 0) {
        await worklogChanges.applyAsBulkAction(
          change,
          workspace,
          worklogPairs,
          'bulk_import',
          file.report.countOutcomes(),
        );
      }
    });
  }
}

/** Notifications about worklog imports. */
export const importNotifications: NotificationDeclarations = {
  types: [
    {
      type: 'worklog.imported',
      label: 'Time entry import finished',
      channels: { email: false },
    },
  ],
  rules: [
    createImportFinishedRule({
      entityType: 'worklog',
      type: 'worklog.imported',
      title: 'Time entry import finished',
      getTargetPath: slug => `/my-time?workspace=${slug}`,
    }),
  ],
};

/** Adds the import of worklogs from other tools' files and Callboard's exports. */
export function addWorklogImport(
  core: Core,
  parts: TimeServices,
): TimeSubfeature {
  const planner = new WorklogImportPlanner({ ...core, ...parts });
  const importer = new WorklogImporter({ ...core, ...parts, planner });
  core.router.upload(endpoints.importWorklogs, context =>
    importer.import(context, context.file, context.body),
  );
  return { notifications: importNotifications };
}
