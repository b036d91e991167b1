import {
  ImportedItemField,
  importedItemFields,
  WorkItemImportMapping,
} from '@callboard/plugin-callboard-common';
import { Knex } from 'knex';
import { isEqual, uniq } from 'lodash';
import { ProjectRow } from '../../../access/Caller';
import { ProjectAudience } from '../../../core/projects/ProjectAudience';
import { findCyclicIds } from '../../../kernel/findCyclicIds';
import {
  iterateInChunks,
  iterateInSteps,
  lookUpMany,
  yieldToEventLoop,
} from '../../../kernel/yielding';
import { findIngestedItems } from '../ingest/IngestedItems';
import { KnownRows } from '../ingest/IngestedRows';
import { readParents } from '../items/WorkItemReferences';
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
import { ExternalIds } from './ExternalIds';
import { createNameLookup } from './importMappings';
import {
  ImportedPeople,
  ImportedSettings,
  ImportedStates,
} from './ImportedNames';
import {
  ItemImport,
  ItemImportContext,
  PlannedItem,
  planItem,
  ProjectNames,
} from './planItem';
import { ItemDraft, ItemFile } from './readItemFile';

/** The maximum number of external ids per query. Databases limit the bindings of a query. */
const IDS_PER_QUERY = 250;

/** Lists the names of one kind in a row. */
type GetNames = (draft: ItemDraft) => string | readonly string[] | undefined;

/** The changes of an import. */
export interface ItemImportPlan extends Omit<ProjectNames, 'initialState'> {
  /** In the order of the file. */
  pairs: readonly WorkItemPair[];
  /** The names of states and settings, by id. */
  names: ReadonlyMap<string, string>;
}

/** Plans which items to create or update from the rows of a file. Stores nothing. */
export class WorkItemImportPlanner {
  constructor(
    private readonly deps: {
      audience: ProjectAudience;
      labels: SettingService<LabelRow>;
      cycles: SettingService<CycleRow>;
      modules: SettingService<ModuleRow>;
    },
  ) {}

  /**
   * Plans the import, and records the outcome of each row in the file's report.
   *
   * @param mapping - has precedence over the remembered mapping of the project
   */
  async plan(
    context: ItemImportContext,
    project: ProjectRow,
    file: ItemFile,
    mapping: WorkItemImportMapping,
  ): Promise<ItemImportPlan> {
    const names = await this.readNames(context, project, file, mapping);
    // Each pass over thousands of rows runs in its own turn of the event loop.
    await yieldToEventLoop();
    const ids = await ExternalIds.load(context.knex, project, file);
    await yieldToEventLoop();
    const known = await this.readKnown(context.knex, project, file, ids);
    await yieldToEventLoop();
    const itemImport = { project, file, names, ids, known };
    const planned: PlannedItem[] = [];
    const drafts = ids.listUnique();
    await yieldToEventLoop();
    for await (const draft of iterateInSteps(drafts)) {
      const item = planItem(context, itemImport, draft);
      if (item) planned.push(item);
    }
    await yieldToEventLoop();
    const items = await this.connectParents(context.knex, itemImport, planned);
    await yieldToEventLoop();
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
    await yieldToEventLoop();
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
    context: ItemImportContext,
    project: ProjectRow,
    { drafts }: ItemFile,
    mapping: WorkItemImportMapping,
  ): Promise<ProjectNames> {
    const { knex } = context;
    const { audience, labels, cycles, modules } = this.deps;
    const states = await readStates(knex, project.id);
    const collect = async (getNames: GetNames) => {
      await yieldToEventLoop();
      return uniq(drafts.flatMap(draft => getNames(draft) ?? []));
    };
    const createLookup = (
      kind: 'states' | 'people',
      names: readonly string[],
    ) => createNameLookup(knex, project.id, kind, names, mapping[kind]);
    const loadSettings = async <Row extends SettingRow>(
      service: SettingService<Row>,
      getNames: GetNames,
    ) =>
      ImportedSettings.load(
        knex,
        context,
        project,
        service,
        await collect(getNames),
      );
    const stateNames = await collect(({ state }) => state);
    const personNames = await collect(({ assignees = [], created_by }) =>
      created_by === undefined ? assignees : [...assignees, created_by],
    );
    return {
      initialState: chooseInitialState(states),
      states: new ImportedStates(
        states,
        await createLookup('states', stateNames),
      ),
      people: await ImportedPeople.load(
        knex,
        audience,
        project,
        personNames,
        await createLookup('people', personNames),
      ),
      settings: [
        await loadSettings(labels, draft => draft.labels),
        await loadSettings(cycles, draft => draft.cycle),
        await loadSettings(modules, draft => draft.module),
      ],
    };
  }

  /** Reads the labels, cycles and modules to which items refer before the import. */
  private async readPreviousSettings(
    knex: Knex,
    project: ProjectRow,
    items: readonly WorkItemRow[],
  ): Promise<SettingRow[]> {
    const ids = {
      labels: items.flatMap(item => item.labels),
      cycles: items.flatMap(({ cycle_id }) => cycle_id ?? []),
      modules: items.flatMap(({ module_id }) => module_id ?? []),
    };
    const settings: SettingRow[] = [];
    for (const kind of ['labels', 'cycles', 'modules'] as const) {
      const { store } = this.deps[kind];
      const uniqueIds = uniq(ids[kind]);
      await yieldToEventLoop();
      const found = await lookUpMany<string, SettingRow>(uniqueIds, idChunk =>
        store.findMany(knex, project.id, idChunk),
      );
      settings.push(...found);
    }
    return settings;
  }

  /** Reads the stored items of the rows, and parents that are not in the file. */
  private async readKnown(
    knex: Knex,
    project: ProjectRow,
    { format }: ItemFile,
    ids: ExternalIds,
  ): Promise<KnownRows<WorkItemRow>> {
    const live = new Map<string, WorkItemRow>();
    const deleted = new Set<string>();
    const key = { workspace_id: project.workspace_id, source: format };
    const all = ids.listAll();
    await yieldToEventLoop();
    for await (const external_ids of iterateInChunks(all, IDS_PER_QUERY)) {
      const found = await findIngestedItems(knex, key, external_ids);
      found.live.forEach((item, id) => live.set(id, item));
      found.deleted.forEach(id => deleted.add(id));
    }
    return { live, deleted };
  }

  /**
   * Sets the parents of items. A row fails if its item would become its own descendant; a parent
   * that is neither in the file nor in the project is ignored.
   */
  private async connectParents(
    knex: Knex,
    { project, file, ids, known }: ItemImport,
    planned: readonly PlannedItem[],
  ): Promise<readonly PlannedItem[]> {
    const withParent = planned.filter(({ draft }) => draft.parent);
    if (withParent.length === 0) {
      return planned;
    }
    const itemIds = new Map(
      planned.map(({ draft, after }) => [ids.get(draft), after.id]),
    );
    await yieldToEventLoop();
    for await (const { draft, after } of iterateInSteps(withParent)) {
      const external_id = ids.findParent(draft)!;
      const knownParent = known.live.get(external_id);
      const parent_id =
        itemIds.get(external_id) ??
        (knownParent?.project_id === project.id ? knownParent.id : undefined);
      if (parent_id !== undefined) {
        after.parent_id = parent_id;
      }
    }
    const parents = new Map([
      ...(await readParents(
        knex,
        planned.flatMap(({ after }) => after.parent_id ?? []),
      )),
      ...planned.map(({ after }) => [after.id, after.parent_id] as const),
    ]);
    await yieldToEventLoop();
    const cyclic = new Set(findCyclicIds(parents));
    for (const { draft, after } of withParent) {
      if (cyclic.has(after.id)) {
        file.report.fail(
          draft.row,
          file.columns.parent[0],
          'must not be the item itself or one of its sub-items',
        );
      }
    }
    for await (const { draft, after } of iterateInSteps(withParent)) {
      const external_id = ids.findParent(draft)!;
      const parentRowNumber = ids.findRowNumber(external_id);
      const hasLostParent =
        parentRowNumber !== undefined &&
        file.report.hasFailed(parentRowNumber) &&
        !known.live.has(external_id);
      if (hasLostParent) {
        // Clears the digest, so that the next import of the same row connects the parent.
        after.external_digest = null;
        if (cyclic.has(after.parent_id ?? '')) {
          after.parent_id = null;
        }
      }
    }
    return planned.filter(({ draft }) => !file.report.hasFailed(draft.row));
  }
}

/** The item properties whose names differ from the file's fields; null for ignored fields. */
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
