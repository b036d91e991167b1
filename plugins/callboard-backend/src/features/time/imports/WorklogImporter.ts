import {
  WorklogImportOptions,
  WorklogImportResult,
} from '@callboard/plugin-callboard-common';
import { Knex } from 'knex';
import { RequestContext } from '../../../access/Caller';
import { Changes } from '../../../changes/Changes';
import { Clock } from '../../../kernel/clock';
import { UploadedFile } from '../../../http/readUpload';
import { TimePeople, readTimeZones } from '../people/TimePeople';
import { WorklogChanges } from '../worklogs/WorklogChanges';
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
      people: TimePeople;
      planner: WorklogImportPlanner;
      worklogChanges: WorklogChanges;
    },
  ) {}

  /**
   * Creates a worklog from each valid row of a file in one transaction, and reports the errors of
   * the other rows. Skips rows whose worklogs already exist. Times without a UTC offset are in the
   * time zone of the caller, who exported the file. A row that crosses midnight becomes one worklog
   * per day.
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
    const attributed = await planner.resolveOwners(knex, context, file);
    const moment = { tx: knex, now: clock.now() };
    await planner.planWorklogs(moment, context, file, attributed);
  }

  private async apply(
    context: RequestContext,
    file: WorklogFile,
  ): Promise<void> {
    const { changes, people, planner, worklogChanges } = this.deps;
    const { caller, workspace } = context;
    await changes.run(caller, async change => {
      const attributed = await planner.resolveOwners(change.tx, context, file);
      const refs = attributed.map(({ logged_by }) => logged_by);
      await people.lockPeople(change, workspace.id, refs);
      const pairs = await planner.planWorklogs(
        change,
        context,
        file,
        attributed,
      );
      if (pairs.length > 0) {
        await worklogChanges.applyAsBulkAction(
          change,
          workspace,
          pairs,
          'bulk_import',
          file.report.countOutcomes(),
        );
      }
    });
  }
}
