import {
  ImportedItemField,
  permissions,
  WorkItemImportMapping,
  WorkItemImportOptions,
  WorkItemImportResult,
} from '@callboard/plugin-callboard-common';
import { NotFoundError } from '@backstage/errors';
import { Knex } from 'knex';
import { groupBy } from 'lodash';
import { requireProjectRole } from '../../../access/Access';
import { ProjectRow, RequestContext } from '../../../access/Caller';
import { Change, Changes } from '../../../changes/Changes';
import { retryConflicts } from '../../../changes/retryConflicts';
import { workspaceSettings } from '../../../core/workspaces/WorkspaceService';
import { readTimeZones } from '../../../core/people/readTimeZones';
import { PeopleService } from '../../../core/people/PeopleService';
import { ProjectService } from '../../../core/projects/ProjectService';
import { requireUnarchived } from '../../../core/projects/projectQueries';
import { formatCountedNoun } from '../../../core/workspaces/recordBulkAction';
import { InvalidRequestError, throwIfInvalid } from '../../../http/errors';
import { UploadedFile } from '../../../http/readUpload';
import { createFileError } from '../../../imports/ImportTable';
import { toColumnName } from '../../../imports/TableBuilder';
import { Clock } from '../../../kernel/clock';
import { iterateInChunks, yieldToEventLoop } from '../../../kernel/yielding';
import { assignNumbers } from '../ingest/IngestedItems';
import {
  recordProjectBulkAction,
  WorkItemChanges,
} from '../items/WorkItemChanges';
import { lockWork } from '../lockWork';
import { readStates } from '../settings/Workflows';
import { readColumnMapping, saveItemMapping } from './importMappings';
import { ItemFile, readItemFile } from './readItemFile';
import { ItemImportPlan, WorkItemImportPlanner } from './WorkItemImportPlanner';
import { WorkItemPair } from '../items/WorkItemRow';

function sortParentsFirst(pairs: readonly WorkItemPair[]): WorkItemPair[] {
  const createdIds = new Set(
    pairs.flatMap(({ before, after }) => (before ? [] : after!.id)),
  );
  const byParent = groupBy(pairs, ({ after }) =>
    createdIds.has(after!.parent_id ?? '') ? after!.parent_id : '',
  );
  const sorted = [...(byParent[''] ?? [])];
  // The loop also visits the items that it appends.
  for (const { after } of sorted) {
    sorted.push(...(byParent[after!.id] ?? []));
  }
  return sorted;
}

/**
 * The number of items written per step: low enough that SQLite blocks the thread only for tens of
 * milliseconds.
 */
export const ITEMS_PER_STEP = 50;

export class WorkItemImporter {
  constructor(
    private readonly deps: {
      knex: Knex;
      clock: Clock;
      changes: Changes;
      people: PeopleService;
      projects: ProjectService;
      planner: WorkItemImportPlanner;
      itemChanges: WorkItemChanges;
    },
  ) {}

  /**
   * Creates or updates an item of a project from each valid row of a file, in one transaction, and
   * reports the errors of the other rows. Remembers the mapping for the project. With `dry_run`,
   * only returns a preview and stores nothing.
   *
   * @throws InvalidRequestError when the file cannot be read, or the project or the mapping is
   * invalid
   * @throws NotAllowedError when the caller is not an admin of the project, or the policy of the
   * portal denies creations or updates
   * @throws ConflictError when the project is archived
   */
  async import(
    context: RequestContext,
    upload: UploadedFile,
    options: WorkItemImportOptions,
  ): Promise<WorkItemImportResult> {
    const { knex, clock, changes, planner } = this.deps;
    const { caller, workspace } = context;
    const { mapping = {}, dry_run } = options;
    const project = await this.requireProject(context, options.project_id);
    await requireValidMapping(knex, project, mapping);
    const remembered = await readColumnMapping(knex, project.id);
    const getTimeZone = await readTimeZones(knex, [caller.user_ref]);
    const file = await readItemFile(
      upload,
      { ...remembered, ...mapping.columns },
      {
        zone: getTimeZone(caller.user_ref, workspace),
        minutesPerDay: workspaceSettings.parseValues(workspace.settings)
          .minutes_per_day,
        order: mapping.date_order,
      },
    );
    requireMappedColumns(mapping, file);
    if (file.columns.title.length === 0 && !dry_run) {
      throw createFileError(
        'has no column with titles. Name the column in mapping.columns.title',
      );
    }
    if (dry_run) {
      const plan = await planner.plan(
        { knex, now: clock.now(), actor: caller },
        project,
        file,
        mapping,
      );
      return buildResult(file, plan, null, options);
    }
    // Loads mapped people before the transaction, which must not wait for the catalog.
    await this.deps.people.getMany(Object.values(mapping.people ?? {}));
    const imported = await retryConflicts(() =>
      changes.run(caller, async change => {
        const attempt = { ...file, report: file.report.clone() };
        const locked = await lockWork(change.tx, project.id);
        const plan = await planner.plan(
          { knex: change.tx, now: change.now, actor: change.actor },
          locked,
          attempt,
          mapping,
        );
        const changed = await this.apply(change, locked, attempt, plan);
        await saveItemMapping(change.tx, project.id, mapping);
        const batch_id = changed > 0 ? change.batch_id : null;
        return { attempt, plan, batch_id };
      }),
    );
    await yieldToEventLoop();
    // Builds the result after the commit, because the preview of thousands of rows takes time.
    const { attempt, plan, batch_id } = imported;
    return buildResult(attempt, plan, batch_id, options);
  }

  private async requireProject(
    context: RequestContext,
    project_id: string,
  ): Promise<ProjectRow> {
    const { caller } = context;
    const access = await this.deps.projects
      .getVisible(caller, context, project_id)
      .catch(error => {
        if (error instanceof NotFoundError) {
          throw new InvalidRequestError([
            {
              field: 'body.project_id',
              reason: 'is not a project of this workspace',
            },
          ]);
        }
        throw error;
      });
    requireProjectRole(access, 'admin');
    const scope = { workspace: context.workspace, project: access.project };
    // A policy can allow changes in some projects only.
    await caller.policy.require(permissions.workItem.create, scope);
    await caller.policy.require(permissions.workItem.update, scope);
    requireUnarchived(access.project);
    return access.project;
  }

  /** Stores the planned items in steps, between which other requests continue. */
  private async apply(
    change: Change,
    project: ProjectRow,
    { format, report }: ItemFile,
    { pairs, settings, names }: ItemImportPlan,
  ): Promise<number> {
    const usedIds = new Set(
      pairs.flatMap(({ after }) => [
        after!.cycle_id,
        after!.module_id,
        ...after!.labels,
      ]),
    );
    for (const kind of settings) {
      await kind.save(change, id => usedIds.has(id));
    }
    await assignNumbers(change, project, pairs);
    await yieldToEventLoop();
    let changed = 0;
    const sorted = sortParentsFirst(pairs);
    await yieldToEventLoop();
    for await (const step of iterateInChunks(sorted, ITEMS_PER_STEP)) {
      changed += await this.deps.itemChanges.apply(change, step, {
        detail: true,
        names,
      });
      await change.writeEntries();
    }
    if (changed > 0) {
      recordProjectBulkAction(change, project, 'bulk_import', {
        text: formatCountedNoun(changed, 'work item', 'work items'),
        entity_type: 'work_item',
        source: format,
        changed,
        ...report.countOutcomes(),
      });
    }
    return changed;
  }
}

/** @throws InvalidRequestError for a state that is not in the project */
async function requireValidMapping(
  knex: Knex,
  project: ProjectRow,
  { states: mapped = {} }: WorkItemImportMapping,
): Promise<void> {
  const states = await readStates(knex, project.id);
  const ids = new Set(states.map(({ id }) => id));
  throwIfInvalid(
    Object.entries(mapped)
      .filter(([, id]) => !ids.has(id))
      .map(([name]) => ({
        field: `body.mapping.states.${name}`,
        reason: 'is not a state of this project',
      })),
  );
}

/** @throws InvalidRequestError for a column of the request that the file does not have */
function requireMappedColumns(
  { columns: mapped = {} }: WorkItemImportMapping,
  { columns }: ItemFile,
): void {
  const requested = Object.entries(mapped) as Array<
    [ImportedItemField, string | null]
  >;
  throwIfInvalid(
    requested.flatMap(([field, column]) => {
      const name = column && toColumnName(column);
      return !name || columns[field][0] === name
        ? []
        : {
            field: `body.mapping.columns.${field}`,
            reason: `the file has no column ${name}`,
          };
    }),
  );
}

async function buildResult(
  { format, report, columns }: ItemFile,
  { states, people }: ItemImportPlan,
  batch_id: string | null,
  options: WorkItemImportOptions,
): Promise<WorkItemImportResult> {
  const result = await report.buildLargeResult(options);
  return {
    ...result,
    format,
    batch_id,
    mapping: {
      columns: Object.fromEntries(
        Object.entries(columns).flatMap(([field, [column]]) =>
          column === undefined ? [] : [[field, column]],
        ),
      ),
      states: Object.fromEntries(states.mapping),
      people: Object.fromEntries(people.mapping),
    },
    unmapped: {
      columns: result.ignored_columns,
      states: states.unmapped,
      people: people.unmapped,
    },
  };
}
