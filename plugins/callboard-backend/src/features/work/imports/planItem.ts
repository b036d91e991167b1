import { ImportedItemField } from '@callboard/plugin-callboard-common';
import { Knex } from 'knex';
import { uniq } from 'lodash';
import { ProjectRow } from '../../../access/Caller';
import { Change } from '../../../changes/Changes';
import { toNextVersion } from '../../../database/Table';
import { NO_NUMBER } from '../ingest/IngestedItems';
import { KnownRows } from '../ingest/IngestedRows';
import { digestSnapshot } from '../ingest/readSnapshots';
import {
  computeProgress,
  createWorkItemRow,
  findDateProblems,
} from '../items/buildWorkItem';
import { WorkItemRow } from '../items/WorkItemRow';
import {
  CycleRow,
  LabelRow,
  ModuleRow,
  StateRow,
} from '../settings/settingKinds';
import { ExternalIds } from './ExternalIds';
import {
  ImportedPeople,
  ImportedSettings,
  ImportedState,
  ImportedStates,
} from './ImportedNames';
import { ItemDraft, ItemFile } from './readItemFile';

/** The time and the actor of an import, and the connection to read with. */
export type ItemImportContext = Pick<Change, 'now' | 'actor'> & { knex: Knex };

/** A row of the file with the item that it creates or updates. */
export interface PlannedItem {
  draft: ItemDraft;
  before: WorkItemRow | null;
  after: WorkItemRow;
}

/** The names that items refer to, with their counterparts in the project. */
export interface ProjectNames {
  initialState: StateRow;
  states: ImportedStates;
  people: ImportedPeople;
  settings: readonly [
    ImportedSettings<LabelRow>,
    ImportedSettings<CycleRow>,
    ImportedSettings<ModuleRow>,
  ];
}

/** A file, and the stored data that its rows refer to. */
export interface ItemImport {
  project: ProjectRow;
  file: ItemFile;
  names: ProjectNames;
  ids: ExternalIds;
  /** The stored items of the rows, and parents that are not in the file. */
  known: KnownRows<WorkItemRow>;
}

/** Plans the item of one row; undefined if the row changes nothing or fails. */
export function planItem(
  context: ItemImportContext,
  { project, file, names, ids, known }: ItemImport,
  draft: ItemDraft,
): PlannedItem | undefined {
  const external_id = ids.get(draft);
  const before = known.live.get(external_id) ?? null;
  const fail = (field: ImportedItemField, reason: string) =>
    file.report.fail(draft.row, file.columns[field][0] ?? null, reason);
  const isElsewhere = before !== null && before.project_id !== project.id;
  if (known.deleted.has(external_id) || isElsewhere) {
    return undefined;
  }
  const title = draft.title ?? before?.title;
  if (title === undefined) {
    fail('title', 'must not be empty');
    return undefined;
  }
  const fields = resolveFields(draft, names);
  const state = names.states.find(draft);
  const digest = digestSnapshot({
    ...fields,
    state: state && (state.isGuess ? draft.state : state.state.id),
    parent: findParentId(draft, ids, known),
    updated_at: draft.updated_at,
  });
  const isOlder =
    draft.updated_at !== undefined &&
    draft.updated_at < (before?.external_updated_at ?? '');
  if (isOlder || before?.external_digest === digest) {
    return undefined;
  }
  const base: WorkItemRow = before ?? {
    ...createWorkItemRow(context, project, {
      number: NO_NUMBER,
      state: names.initialState,
      input: { title },
    }),
    source: file.format,
    external_id,
    version: 0,
  };
  const next: WorkItemRow = {
    ...toNextVersion(base, fields, context.now),
    ...chooseState(before, base, state),
    external_updated_at: draft.updated_at ?? base.external_updated_at,
    external_digest: digest,
  };
  const at = draft.updated_at ?? next.updated_at;
  const after = {
    ...next,
    ...computeProgress(before, next, at, draft.completed_at),
  };
  const [problem] = findDateProblems(after, 'target_date');
  if (problem) {
    fail('target_date', problem.reason);
    return undefined;
  }
  return { draft, before, after };
}

/** Resolves the values of a row to the fields of an item; undefined where the row is blank. */
function resolveFields(
  draft: ItemDraft,
  { people, settings: [labels, cycles, modules] }: ProjectNames,
): Partial<WorkItemRow> {
  const { cycle, module, assignees, cycle_start, cycle_end } = draft;
  const dates = { start_date: cycle_start, end_date: cycle_end };
  return {
    title: draft.title,
    description: draft.description,
    priority: draft.priority,
    assignees: assignees && people.findAssignees(assignees),
    labels:
      draft.labels && uniq(draft.labels.map(name => labels.getId(name))).sort(),
    cycle_id: cycle && cycles.getId(cycle, dates),
    module_id: module && modules.getId(module),
    estimate_points: draft.estimate_points,
    estimate_time: draft.estimate_time,
    start_date: draft.start_date,
    target_date: draft.target_date,
    created_by: people.findAuthor(draft.created_by),
    created_at: draft.created_at,
    external_url: draft.external_url,
  };
}

function chooseState(
  before: WorkItemRow | null,
  base: WorkItemRow,
  imported: ImportedState | undefined,
): Pick<WorkItemRow, 'state_id' | 'state_group'> {
  const { state_id, state_group } = base;
  const staysInState =
    !imported ||
    (before !== null &&
      imported.isGuess &&
      (imported.isInitial || imported.state.group === state_group));
  return staysInState
    ? { state_id, state_group }
    : { state_id: imported.state.id, state_group: imported.state.group };
}

function findParentId(
  draft: ItemDraft,
  ids: ExternalIds,
  { live }: KnownRows<WorkItemRow>,
): string | null {
  const parent = ids.findParent(draft);
  const isKnown =
    parent !== undefined &&
    (ids.findRowNumber(parent) !== undefined || live.has(parent));
  return isKnown ? parent : null;
}
