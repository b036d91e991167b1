import {
  ImportedItemField,
  importedItemFields,
  WorkItemFileFormat,
  WorkItemImportMapping,
} from '@callboard/plugin-callboard-common';
import { Knex } from 'knex';
import { groupBy, isEqual, uniq } from 'lodash';
import { createHash } from 'crypto';
import { ProjectRow } from '../../../access/Caller';
import { Change } from '../../../changes/Changes';
import { ProjectAudience } from '../../../core/projects/ProjectAudience';
import { inListSql } from '../../../database/bulk';
import { toNextVersion } from '../../../database/Table';
import {
  iterateInChunks,
  iterateInSteps,
  lookUpMany,
} from '../../../kernel/yielding';
import { IngestStore } from '../ingest/IngestStore';
import { NO_NUMBER } from '../ingest/IngestedItems';
import { KnownRows } from '../ingest/IngestedRows';
import { digestSnapshot } from '../ingest/readSnapshots';
import {
  computeProgress,
  createWorkItemRow,
  findDateProblems,
} from '../items/buildWorkItem';
import { isVisiblyChanged } from '../items/WorkItemChanges';
import { WorkItemPair, WorkItemRow } from '../items/WorkItemRow';
import {
  CycleRow,
  LabelRow,
  ModuleRow,
  SettingRow,
} from '../settings/settingKinds';
import { SettingService } from '../settings/SettingService';
import { chooseInitialState, readStates } from '../settings/Workflows';
import {
  ImportedPeople,
  ImportedSettings,
  ImportedState,
  ImportedStates,
} from './ImportedNames';
import { ItemDraft, ItemFile } from './readItemFile';

/** The external ids per query: each is a binding. */
const IDS_PER_QUERY = 250;

/** The time and the actor of an import, and the connection to read with. */
export type ImportContext = Pick<Change, 'now' | 'actor'> & { knex: Knex };

/** What an import changes. */
export interface ItemImportPlan {
  /** In the order of the file. */
  pairs: readonly WorkItemPair[];
  states: ImportedStates;
  people: ImportedPeople;
  settings: readonly [
    ImportedSettings<LabelRow>,
    ImportedSettings<CycleRow>,
    ImportedSettings<ModuleRow>,
  ];
  /** The names of states and settings, by id. */
  names: ReadonlyMap<string, string>;
}

/** A row of the file with the item that it creates or updates. */
interface PlannedItem {
  draft: ItemDraft;
  before: WorkItemRow | null;
  after: WorkItemRow;
}

/** The values that items refer to by name, with their counterparts in the project. */
interface ProjectNames extends Omit<ItemImportPlan, 'pairs' | 'names'> {
  initialState: Pick<WorkItemRow, 'state_id' | 'state_group'>;
}

/** Plans which items to create or update from the rows of a file. Stores nothing. */
export class WorkItemImportPlanner {
  constructor(
    private readonly deps: {
      audience: ProjectAudience;
      ingestStore: IngestStore;
      labels: SettingService<LabelRow>;
      cycles: SettingService<CycleRow>;
      modules: SettingService<ModuleRow>;
    },
  ) {}

  /**
   * Plans the import, and records the outcome of each row in the file's report.
   *
   * @param mappings - the preferred one first
   */
  async plan(
    context: ImportContext,
    project: ProjectRow,
    file: ItemFile,
    mappings: readonly WorkItemImportMapping[],
  ): Promise<ItemImportPlan> {
    const names = await this.readNames(context, project, file, mappings);
    const ids = new ExternalIds(project, file);
    const known = await this.readKnown(context.knex, project, file, ids);
    const planned: PlannedItem[] = [];
    for await (const draft of iterateInSteps(ids.listUnique())) {
      const item = planItem(context, {
        project,
        file,
        names,
        ids,
        known,
        draft,
      });
      if (item) planned.push(item);
    }
    const items = await this.connectParents(
      context.knex,
      project,
      { file, ids, known },
      planned,
    );
    const { states, people, settings } = names;
    const previous = await this.readPreviousSettings(
      context.knex,
      project,
      items.flatMap(({ before }) => before ?? []),
    );
    const named = [
      ...states.states,
      ...previous,
      ...settings.flatMap(({ rows }) => [...rows]),
    ];
    const namesById = new Map(named.map(({ id, name }) => [id, name]));
    for await (const { draft, before, after } of iterateInSteps(items)) {
      if (!before) {
        file.report.markCreated(draft.row);
      } else if (isVisiblyChanged(before, after)) {
        file.report.markUpdated(
          draft.row,
          describeChanges(before, after, file.columns, namesById),
        );
      }
    }
    return {
      pairs: items.map(({ before, after }) => ({ before, after })),
      states,
      people,
      settings,
      names: namesById,
    };
  }

  private async readNames(
    context: ImportContext,
    project: ProjectRow,
    { drafts }: ItemFile,
    mappings: readonly WorkItemImportMapping[],
  ): Promise<ProjectNames> {
    const { knex } = context;
    const { audience, labels, cycles, modules } = this.deps;
    const states = await readStates(knex, project.id);
    const { id: state_id, group: state_group } = chooseInitialState(states);
    const collect = (
      getNames: (draft: ItemDraft) => string | string[] | undefined,
    ) => uniq(drafts.flatMap(draft => getNames(draft) ?? []));
    return {
      initialState: { state_id, state_group },
      states: new ImportedStates(
        states,
        mappings.map(mapping => mapping.states),
      ),
      people: await ImportedPeople.load(
        knex,
        audience,
        project,
        drafts,
        mappings.map(mapping => mapping.people),
      ),
      settings: [
        await ImportedSettings.load(
          knex,
          context,
          project,
          labels,
          collect(draft => draft.labels),
        ),
        await ImportedSettings.load(
          knex,
          context,
          project,
          cycles,
          collect(draft => draft.cycle),
        ),
        await ImportedSettings.load(
          knex,
          context,
          project,
          modules,
          collect(draft => draft.module),
        ),
      ],
    };
  }

  /** Reads the labels, cycles and modules to which items refer before the import. */
  private async readPreviousSettings(
    knex: Knex,
    project: ProjectRow,
    items: readonly WorkItemRow[],
  ): Promise<SettingRow[]> {
    const { labels, cycles, modules } = this.deps;
    const find = <Row extends SettingRow>(
      service: SettingService<Row>,
      ids: readonly string[],
    ): Promise<SettingRow[]> =>
      lookUpMany(uniq(ids), idChunk =>
        service.store.findMany(knex, project.id, idChunk),
      );
    return [
      ...(await find(
        labels,
        items.flatMap(item => item.labels),
      )),
      ...(await find(
        cycles,
        items.flatMap(({ cycle_id }) => cycle_id ?? []),
      )),
      ...(await find(
        modules,
        items.flatMap(({ module_id }) => module_id ?? []),
      )),
    ];
  }

  /** Reads the items of earlier imports and of the source, and the parents that the file lacks. */
  private async readKnown(
    knex: Knex,
    project: ProjectRow,
    { format, drafts }: ItemFile,
    ids: ExternalIds,
  ): Promise<KnownRows<WorkItemRow>> {
    const live = new Map<string, WorkItemRow>();
    const deleted = new Set<string>();
    for await (const external_ids of iterateInChunks(
      ids.listAll(),
      IDS_PER_QUERY,
    )) {
      const found = await this.deps.ingestStore.find(
        knex,
        project.workspace_id,
        format,
        external_ids,
      );
      found.live.forEach((item, id) => live.set(id, item));
      found.deleted.forEach(id => deleted.add(id));
    }
    if (format === 'github') {
      // Exports have addresses instead of the ids by which GitHub's webhooks identify issues.
      const urls = drafts.flatMap(({ external_url }) => external_url ?? []);
      const rows = await lookUpMany(urls, urlChunk =>
        knex('work_items')
          .select('external_id', 'external_url')
          .where({ project_id: project.id, source: format })
          .whereNotNull('external_id')
          .whereNull('deleted_at')
          .whereRaw(...inListSql(knex, 'external_url', urlChunk, 'text')),
      );
      const idsByUrl = new Map(
        rows.map(row => [row.external_url, row.external_id]),
      );
      const { live: adopted } = await this.deps.ingestStore.find(
        knex,
        project.workspace_id,
        format,
        [...idsByUrl.values()],
      );
      for (const draft of drafts) {
        const id = idsByUrl.get(draft.external_url);
        const item = id && adopted.get(id);
        if (item) live.set(ids.get(draft), item);
      }
    }
    return { live, deleted };
  }

  /**
   * Sets the parents of items. A row fails if its item would become its own descendant; a parent
   * that is neither in the file nor in the project is ignored.
   */
  private async connectParents(
    knex: Knex,
    project: ProjectRow,
    {
      file,
      ids,
      known,
    }: { file: ItemFile; ids: ExternalIds; known: KnownRows<WorkItemRow> },
    planned: readonly PlannedItem[],
  ): Promise<PlannedItem[]> {
    const withParent = planned.filter(({ draft }) => draft.parent);
    if (withParent.length === 0) {
      return [...planned];
    }
    const rows: Array<Pick<WorkItemRow, 'id' | 'parent_id'>> = await knex(
      'work_items',
    )
      .select('id', 'parent_id')
      .where({ project_id: project.id })
      .whereNotNull('parent_id')
      .whereNull('deleted_at');
    const parents = new Map(rows.map(({ id, parent_id }) => [id, parent_id]));
    const itemIds = new Map(
      planned.map(({ draft, after }) => [ids.get(draft), after.id]),
    );
    for (const { draft, after } of withParent) {
      const external_id = ids.findParent(draft)!;
      const knownParent = known.live.get(external_id);
      const parent_id =
        itemIds.get(external_id) ??
        (knownParent?.project_id === project.id ? knownParent.id : undefined);
      if (parent_id !== undefined) {
        after.parent_id = parent_id;
        parents.set(after.id, parent_id);
      }
    }
    const cyclic = findCyclicIds(
      withParent.map(({ after }) => after.id),
      parents,
    );
    for (const { draft, after } of withParent) {
      if (cyclic.has(after.id)) {
        file.report.fail(
          draft.row,
          file.columns.parent[0],
          'must not be the item itself or one of its sub-items',
        );
      }
    }
    const failed = new Set(
      planned
        .filter(({ draft }) => file.report.hasFailed(draft.row))
        .map(({ before, after }) => (before ? '' : after.id)),
    );
    return planned
      .filter(({ draft }) => !file.report.hasFailed(draft.row))
      .map(item =>
        item.after.parent_id !== null && failed.has(item.after.parent_id)
          ? { ...item, after: { ...item.after, parent_id: null } }
          : item,
      );
  }
}

/** Plans the item of one row; undefined if the row changes nothing or fails. */
function planItem(
  context: ImportContext,
  {
    project,
    file,
    names,
    ids,
    known,
    draft,
  }: {
    project: ProjectRow;
    file: ItemFile;
    names: ProjectNames;
    ids: ExternalIds;
    known: KnownRows<WorkItemRow>;
    draft: ItemDraft;
  },
): PlannedItem | undefined {
  const external_id = ids.get(draft);
  const before = known.live.get(external_id) ?? null;
  const fail = (field: ImportedItemField, reason: string) =>
    file.report.fail(draft.row, file.columns[field][0] ?? null, reason);
  if (known.deleted.has(external_id)) {
    return undefined;
  }
  if (before && before.project_id !== project.id) {
    fail('external_id', 'is already imported into another project');
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
  const base =
    before ??
    buildNewItem(context, project, {
      title: draft.title,
      state: names.initialState,
      source: file.format,
      external_id,
    });
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

/** The fields of an item by the values of its row; undefined where the row is blank. */
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
  const isKept =
    !imported ||
    (before !== null &&
      imported.isGuess &&
      (imported.isInitial || imported.state.group === state_group));
  return isKept
    ? { state_id, state_group }
    : { state_id: imported.state.id, state_group: imported.state.group };
}

function buildNewItem(
  context: ImportContext,
  project: ProjectRow,
  {
    title,
    state,
    source,
    external_id,
  }: {
    title: string;
    state: ProjectNames['initialState'];
    source: WorkItemFileFormat;
    external_id: string;
  },
): WorkItemRow {
  const item = createWorkItemRow(context, project, {
    number: NO_NUMBER,
    state: { id: state.state_id, group: state.state_group },
    input: { title },
  });
  return { ...item, source, external_id, version: 0 };
}

function findParentId(
  draft: ItemDraft,
  ids: ExternalIds,
  { live }: KnownRows<WorkItemRow>,
): string | null {
  const parent = ids.findParent(draft);
  return parent && (ids.isInFile(parent) || live.has(parent)) ? parent : null;
}

/** The ids by which later imports, and a connection to the tool, recognise the items of a file. */
class ExternalIds {
  readonly #ids = new Map<ItemDraft, string>();
  /** The ids of rows by all their names, for parents. */
  readonly #byName = new Map<string, string>();
  readonly #rows = new Map<string, number>();

  constructor(
    private readonly project: ProjectRow,
    private readonly file: ItemFile,
  ) {
    const counts = new Map<string, number>();
    for (const draft of file.drafts) {
      const id = draft.external_id ?? digestIdentity(draft, counts);
      this.#ids.set(draft, this.qualify(id));
      [id, ...draft.aliases].forEach(name =>
        this.#byName.set(name, this.qualify(id)),
      );
    }
  }

  get(draft: ItemDraft): string {
    return this.#ids.get(draft)!;
  }

  /** Whether a row of the file has the id. */
  isInFile(external_id: string): boolean {
    return this.#rows.has(external_id);
  }

  /** The rows in order. A row fails if an earlier one has the same id. */
  listUnique(): ItemDraft[] {
    return this.file.drafts.filter(draft => {
      const id = this.get(draft);
      const earlier = this.#rows.get(id);
      if (earlier !== undefined && earlier !== draft.row) {
        this.file.report.fail(
          draft.row,
          this.file.columns.external_id[0],
          `is also in row ${earlier}`,
        );
        return false;
      }
      this.#rows.set(id, draft.row);
      return true;
    });
  }

  /** The external id of the parent of a row, whether or not it exists. */
  findParent({ parent }: ItemDraft): string | undefined {
    return parent === undefined
      ? undefined
      : this.#byName.get(parent) ?? this.qualify(parent);
  }

  /** The ids of all rows and of their parents. */
  listAll(): string[] {
    return uniq([
      ...this.#ids.values(),
      ...this.file.drafts.flatMap(draft => this.findParent(draft) ?? []),
    ]);
  }

  /** Files of unknown tools with the same keys may belong to different projects. */
  private qualify(id: string): string {
    return this.file.format === 'file'
      ? `${this.project.id}/${id}`.slice(0, 255)
      : id;
  }
}

/** Identifies a row without a key by its title and creation time. */
function digestIdentity(
  { title, created_at }: ItemDraft,
  counts: Map<string, number>,
): string {
  const identity = JSON.stringify([title, created_at ?? null]);
  const ordinal = counts.get(identity) ?? 0;
  counts.set(identity, ordinal + 1);
  return createHash('sha256')
    .update(JSON.stringify([identity, ordinal]))
    .digest('hex');
}

/** Finds the items that are their own ancestors. */
function findCyclicIds(
  ids: readonly string[],
  parents: ReadonlyMap<string, string | null>,
): ReadonlySet<string> {
  const cyclic = new Set<string>();
  const visited = new Set<string>();
  for (const id of ids) {
    const path: string[] = [];
    let next: string | null | undefined = id;
    while (next && !visited.has(next)) {
      visited.add(next);
      path.push(next);
      next = parents.get(next);
    }
    const start = next ? path.indexOf(next) : -1;
    if (start >= 0) {
      path.slice(start).forEach(member => cyclic.add(member));
    }
  }
  return cyclic;
}

/** Sorts items so that new parents are stored before their sub-items. */
export function sortParentsFirst(
  pairs: readonly WorkItemPair[],
): WorkItemPair[] {
  const created = new Set(
    pairs.flatMap(({ before, after }) => (before ? [] : after!.id)),
  );
  const byParent = groupBy(pairs, ({ after }) =>
    created.has(after!.parent_id ?? '') ? after!.parent_id : '',
  );
  const sorted = [...(byParent[''] ?? [])];
  // The loop also visits the items that it appends.
  for (const { after } of sorted) {
    sorted.push(...(byParent[after!.id] ?? []));
  }
  return sorted;
}

/** The properties of items that differ in name from the fields of files; null for none. */
const properties: Partial<Record<ImportedItemField, keyof WorkItemRow | null>> =
  {
    external_id: null,
    updated_at: null,
    state: 'state_id',
    cycle: 'cycle_id',
    module: 'module_id',
    parent: 'parent_id',
  };

/** Returns the current values of the fields that change, by the column of the file. */
function describeChanges(
  before: WorkItemRow,
  after: WorkItemRow,
  columns: ItemFile['columns'],
  names: ReadonlyMap<string, string>,
): Record<string, string> {
  const changes = importedItemFields.flatMap(field => {
    const property =
      field in properties ? properties[field] : (field as keyof WorkItemRow);
    const [column] = columns[field];
    return !property ||
      column === undefined ||
      isEqual(before[property], after[property])
      ? []
      : [[column, formatValue(before[property], names)]];
  });
  return Object.fromEntries(changes);
}

function formatValue(
  value: WorkItemRow[keyof WorkItemRow] | undefined,
  names: ReadonlyMap<string, string>,
): string {
  return [value ?? []]
    .flat()
    .map(part => names.get(String(part)) ?? String(part))
    .join(', ');
}
