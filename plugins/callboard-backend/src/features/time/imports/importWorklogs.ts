import {
  endpoints,
  WorklogImportMapping,
  WorklogImportOptions,
  WorklogImportResult,
} from '@callboard/plugin-callboard-common';
import { NotificationDeclarations } from '@callboard/plugin-callboard-node';
import { groupBy } from 'lodash';
import { RequestContext } from '../../../access/Caller';
import { Change } from '../../../changes/Changes';
import { createImportFinishedRule } from '../../../imports/ImportReport';
import { iterateInChunks } from '../../../kernel/yielding';
import { UploadedFile } from '../../../http/readUpload';
import { ITEMS_PER_STEP } from '../../work/imports/WorkItemImporter';
import { WorkItemRow } from '../../work/items/WorkItemRow';
import { WorkItemService } from '../../work/items/WorkItemService';
import { lockPeople } from '../people/lockPeople';
import { workspaceSettings } from '../../../core/workspaces/WorkspaceService';
import { readTimeZones } from '../../../core/people/readTimeZones';
import { applyAsBulkAction } from '../worklogs/applyWorklogChanges';
import { TimeCore, TimeSubfeature } from '../TimeCore';
import { WorklogPair } from '../worklogs/WorklogRow';
import { MappableNames } from './MappableNames';
import {
  NewItem,
  readColumns,
  requireProjects,
  resolveMapping,
  saveMapping,
} from './WorklogMapping';
import { readWorklogFile } from './readWorklogFile';
import { suggestItems } from './suggestItems';
import { MappedFile, planWorklogs, resolveOwners } from './planWorklogs';

type ImportCore = TimeCore & { workItems: WorkItemService };

/**
 * Creates worklogs from the valid rows of a file, and the items that the mapping requests for these
 * worklogs, in one transaction. Reports the errors of the other rows. A dry run creates nothing.
 * Skips rows whose worklogs already exist. Reads times without a UTC offset in the time zone of the
 * caller, because most callers import files that they exported themselves. Splits a row that
 * crosses midnight in the time zone of its person into one worklog per day.
 *
 * @throws InputError when the file cannot be read, or the mapping is invalid
 * @throws NotAllowedError when the caller may not create the requested items
 */
export async function importWorklogs(
  core: ImportCore,
  context: RequestContext,
  upload: UploadedFile,
  { mapping: requested = {}, ...options }: WorklogImportOptions,
): Promise<WorklogImportResult> {
  const file = await readFile(core, context, upload, requested);
  const createdItems = options.dry_run
    ? await dryRun(core, context, file)
    : await applyFile(core, context, file, requested);
  const result = await file.report.buildLargeResult(options);
  const tasks = file.names.listUnmappedTasks();
  const suggestions = await suggestItems(core, context, tasks);
  return {
    format: file.format,
    ...result,
    unmapped: {
      columns: result.ignored_columns,
      items: tasks.map((task, index) => ({
        ...task,
        suggestion: suggestions[index] ?? null,
      })),
      people: file.names.listUnmappedPeople(),
    },
    mapped: {
      columns: Object.fromEntries(file.mappedColumns),
      ...file.names.listMapped(
        new Map(createdItems.map(({ id, identifier }) => [id, identifier])),
      ),
    },
  };
}

async function readFile(
  core: ImportCore,
  context: RequestContext,
  upload: UploadedFile,
  requested: WorklogImportMapping,
): Promise<MappedFile> {
  const { caller, workspace } = context;
  const projects = await requireProjects(core, context, requested);
  const getTimeZone = await readTimeZones(core.knex, [caller.user_ref]);
  const file = await readWorklogFile(upload, {
    zone: getTimeZone(caller.user_ref, workspace),
    minutesPerDay: workspaceSettings.parseValues(workspace.settings)
      .minutes_per_day,
    columns: requested.columns,
    dateOrder: requested.date_order,
    previousColumns: await readColumns(core, context),
  });
  const mapping = await resolveMapping(
    core,
    context,
    file.drafts,
    requested,
    projects,
  );
  return { ...file, mapping, names: new MappableNames(mapping) };
}

async function dryRun(
  { knex, clock, audience }: ImportCore,
  context: RequestContext,
  file: MappedFile,
): Promise<WorkItemRow[]> {
  const owners = await resolveOwners(knex, audience, context, file);
  const readContext = { tx: knex, now: clock.now() };
  await planWorklogs(audience, readContext, context, file, owners);
  return [];
}

async function applyFile(
  core: ImportCore,
  context: RequestContext,
  file: MappedFile,
  requested: WorklogImportMapping,
): Promise<WorkItemRow[]> {
  const { audience, workItems } = core;
  const { caller, workspace } = context;
  const newItems = await numberItems(workItems, file.mapping.newItems);
  return core.changes.run(caller, async change => {
    const owners = await resolveOwners(change.tx, audience, context, file);
    const refs = owners.draftsWithOwners.map(({ logged_by }) => logged_by);
    await lockPeople(change, workspace.id, refs);
    const planned = await planWorklogs(audience, change, context, file, owners);
    const createdItems = await createItems(
      workItems,
      change,
      newItems,
      planned,
    );
    if (planned.length > 0) {
      await applyAsBulkAction(
        change,
        workspace,
        withIdentifiers(planned, createdItems),
        'bulk_import',
        file.report.countOutcomes(),
      );
    }
    const ids = new Set(createdItems.map(({ id }) => id));
    await saveMapping(
      change.tx,
      context,
      requested,
      new Map(
        newItems.flatMap(({ key, id }) => (ids.has(id) ? [[key, id]] : [])),
      ),
    );
    return createdItems;
  });
}

/**
 * Allocates the numbers of items before the transaction. Inside the transaction, the allocation
 * would block the creation of other items in the projects until the transaction ends.
 */
async function numberItems(
  workItems: WorkItemService,
  newItems: readonly NewItem[],
): Promise<NumberedItem[]> {
  const numbered: NumberedItem[] = [];
  const byProject = groupBy(newItems, ({ project }) => project.id);
  for (const [project_id, items] of Object.entries(byProject)) {
    const first = await workItems.allocateNumbers(project_id, items.length);
    numbered.push(
      ...items.map((item, index) => ({ ...item, number: first + index })),
    );
  }
  return numbered;
}

/** Creates the items that have worklogs. Yields to other requests between steps. */
async function createItems(
  workItems: WorkItemService,
  change: Change,
  newItems: readonly NumberedItem[],
  planned: readonly WorklogPair[],
): Promise<WorkItemRow[]> {
  const used = new Set(planned.map(({ after }) => after?.work_item_id));
  const byProject = groupBy(
    newItems.filter(({ id }) => used.has(id)),
    ({ project }) => project.id,
  );
  const created: WorkItemRow[] = [];
  for (const items of Object.values(byProject)) {
    for await (const step of iterateInChunks(items, ITEMS_PER_STEP)) {
      created.push(
        ...(await workItems.createAsDetails(change, items[0].project, step)),
      );
      await change.writeEntries();
    }
  }
  return created;
}

type NumberedItem = NewItem & { number: number };

function withIdentifiers(
  planned: readonly WorklogPair[],
  createdItems: readonly WorkItemRow[],
): WorklogPair[] {
  const identifiers = new Map(
    createdItems.map(({ id, identifier }) => [id, identifier]),
  );
  return planned.map(({ before, after }) => ({
    before,
    after: after && {
      ...after,
      identifier: identifiers.get(after.work_item_id) ?? after.identifier,
    },
  }));
}

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

export function addWorklogImport(
  core: TimeCore,
  workItems: WorkItemService,
): TimeSubfeature {
  const importCore = { ...core, workItems };
  core.router.upload(endpoints.importWorklogs, context =>
    importWorklogs(importCore, context, context.file, context.body),
  );
  return { notifications: importNotifications };
}
