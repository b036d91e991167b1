import { sortBy, uniq } from 'lodash';
import { Change } from '../../../changes/Changes';
import { toNameKey, cutText } from '../../../database/text';
import { ProjectRow } from '../../../access/Caller';
import { SettingFields, SettingRow } from '../settings/settingKinds';
import { DeleteSettingInput } from '../settings/SettingRules';
import { SettingService } from '../settings/SettingService';
import { compareSnapshot, digestSnapshot } from './readSnapshots';
import {
  listSettingSources,
  saveSettingSources,
  SettingSource,
  SettingSourceKey,
} from './settingSources';
import { toNextVersion } from '../../../database/Table';

/** A snapshot of a label, cycle or module at its source. */
export interface SettingSnapshot<Row> {
  external_id: string;
  updated_at: string;
  name: string;
  /** The other fields; undefined leaves a field unchanged. */
  fields: SettingFields<Row>;
  is_deleted?: boolean | null;
}

interface SettingDeps<Row extends SettingRow> {
  change: Change;
  project: ProjectRow;
  service: SettingService<Row>;
}

/** Settings to which a source refers: by a snapshot with an external id, or only by name. */
interface ReferencedSettings<Row> {
  source: string;
  snapshots: ReadonlyArray<SettingSnapshot<Row>>;
  names: readonly string[];
}

/**
 * The settings of one kind in a project while a source updates them. The external id identifies a
 * setting, so a renamed setting keeps its identity. Settings without an external id are matched by
 * name.
 */
export class IngestedSettings<Row extends SettingRow> {
  readonly #rows = new Map<string, Row>();
  readonly #byName = new Map<string, Row>();
  readonly #sources = new Map<string, SettingSource>();
  readonly #changedExternalIds = new Set<string>();
  readonly #createdIds = new Set<string>();

  private constructor(
    private readonly deps: SettingDeps<Row>,
    private readonly options: { detail: boolean },
  ) {}

  /**
   * Applies the snapshots of a source and creates missing settings.
   *
   * @param options - `detail`: whether to record activity entries as details of another change
   */
  static async apply<Row extends SettingRow>(
    deps: SettingDeps<Row>,
    { source, snapshots, names }: ReferencedSettings<Row>,
    options: { detail: boolean },
  ): Promise<IngestedSettings<Row>> {
    const { change, project, service } = deps;
    const settings = new IngestedSettings<Row>(deps, options);
    const key: SettingSourceKey = {
      project_id: project.id,
      source,
      entity_type: service.kind.entity_type,
    };
    await settings.load(key, snapshots, names);
    // Applies older snapshots of the same call first.
    for (const snapshot of sortBy(snapshots, 'updated_at')) {
      await settings.applySnapshot(snapshot);
    }
    // Creates settings by name last, so that no setting is merged into a row that is not stored.
    names.forEach(name => {
      if (!settings.#byName.has(toNameKey(name))) {
        settings.create({ name } as SettingFields<Row>);
      }
    });
    const created = [...settings.#createdIds];
    const createdRows = created.map(id => settings.#rows.get(id)!);
    await service.add(change, createdRows, options);
    const changed = [...settings.#changedExternalIds];
    const changedSources = changed.map(id => settings.#sources.get(id)!);
    await saveSettingSources(change.tx, key, changedSources);
    return settings;
  }

  getReferencedRows(): readonly Row[] {
    return [...this.#rows.values()];
  }

  /** Finds the id of a referenced setting; undefined if the source has deleted it. */
  findId(reference: string | { external_id: string }): string | undefined {
    const id =
      typeof reference === 'string'
        ? this.#byName.get(toNameKey(reference))?.id
        : this.#sources.get(reference.external_id)?.setting_id;
    return id && this.#rows.has(id) ? id : undefined;
  }

  private async load(
    key: SettingSourceKey,
    snapshots: ReadonlyArray<SettingSnapshot<Row>>,
    names: readonly string[],
  ): Promise<void> {
    const { change, project, service } = this.deps;
    const { tx } = change;
    const externalIds = uniq(snapshots.map(({ external_id }) => external_id));
    const known = await listSettingSources(tx, key, 'external_id', externalIds);
    const ids = known.flatMap(({ setting_id }) => setting_id ?? []);
    const allNames = uniq([...snapshots.map(({ name }) => name), ...names]);
    const rows = [
      ...(await service.store.findMany(tx, project.id, ids)),
      ...(await service.store.findByNames(tx, project.id, allNames)),
    ];
    rows.forEach(row => this.put(row));
    const otherSources = await listSettingSources(tx, key, 'setting_id', [
      ...this.#rows.keys(),
    ]);
    [...known, ...otherSources].forEach(settingSource =>
      this.#sources.set(settingSource.external_id, settingSource),
    );
  }

  private async applySnapshot(snapshot: SettingSnapshot<Row>): Promise<void> {
    const { external_id, updated_at, name, fields, is_deleted } = snapshot;
    const digest = digestSnapshot({
      name,
      ...fields,
      is_deleted: !!is_deleted,
    });
    const known = this.#sources.get(external_id);
    const order = compareSnapshot({ item: snapshot, digest }, known);
    // A deletion is permanent: it wins over a newer snapshot, and no snapshot undoes it.
    if (known?.setting_id === null || (order <= 0 && !is_deleted)) {
      return;
    }
    const row = known && this.#rows.get(known.setting_id!);
    const setting_id = is_deleted
      ? await this.remove(row, external_id)
      : await this.createOrUpdate(
          row,
          snapshot,
          known?.external_digest === digest,
        );
    this.#changedExternalIds.add(external_id);
    this.#sources.set(external_id, {
      external_id,
      setting_id,
      external_updated_at: updated_at,
      external_digest: digest,
    });
  }

  /** Deletes a setting, unless another external id refers to it. */
  private async remove(row: Row | undefined, external_id: string) {
    if (row && this.getSettingSources(row, external_id).length === 0) {
      await this.deleteRow(row);
    }
    return null;
  }

  /** @returns the id of the setting that the snapshot's external id now refers to */
  private async createOrUpdate(
    row: Row | undefined,
    { external_id, updated_at, name, fields }: SettingSnapshot<Row>,
    isUnchanged: boolean,
  ): Promise<string> {
    if (row && isUnchanged) {
      // The source repeats its values. An update would overwrite changes by users.
      return row.id;
    }
    const rowWithName = this.#byName.get(toNameKey(name));
    // If several external ids share a setting, a new name for one external id splits the setting.
    const isSplit =
      row &&
      row !== rowWithName &&
      this.getSettingSources(row, external_id).length > 0;
    const ownRow = isSplit ? undefined : row;
    const namedFields = { ...fields, name };
    if (!rowWithName) {
      return ownRow
        ? this.update(ownRow, namedFields)
        : this.create(namedFields);
    }
    if (rowWithName === ownRow) {
      return this.update(ownRow, namedFields);
    }
    const otherSources = this.getSettingSources(rowWithName);
    if (!ownRow) {
      return this.update(rowWithName, fields);
    }
    if (otherSources.length === 0) {
      return this.merge(ownRow, rowWithName, fields);
    }
    if (otherSources.some(other => other.external_updated_at > updated_at)) {
      // The other setting got the name after this snapshot.
      return this.update(ownRow, fields);
    }
    // The source has renamed or deleted the other setting, but has not sent that snapshot yet.
    // Until the snapshot arrives, the other setting has a unique name.
    await this.update(rowWithName, {
      name: `${cutText(name, 60)} (${cutText(
        otherSources[0].external_id,
        30,
      )})`,
    } as SettingFields<Row>);
    return this.update(ownRow, namedFields);
  }

  /** Merges a setting into another setting, which has its new name and no external id. */
  private async merge(
    ownRow: Row,
    rowWithName: Row,
    fields: SettingFields<Row>,
  ): Promise<string> {
    await this.deleteRow(ownRow, { reassign_to: rowWithName.id });
    return this.update(rowWithName, fields);
  }

  private async deleteRow(
    row: Row,
    deletion: DeleteSettingInput = {},
  ): Promise<void> {
    const { change, service } = this.deps;
    // Rows that this call has created are not stored before all snapshots are applied.
    const wasCreated = this.#createdIds.delete(row.id);
    if (!wasCreated) {
      await service.deleteRow(change, row, deletion, this.options);
    }
    this.drop(row);
  }

  private async update(
    before: Row,
    { name, ...fields }: SettingFields<Row>,
  ): Promise<string> {
    const { change, service } = this.deps;
    const buildPatchedRow = (patch: object) =>
      toNextVersion(before, patch, change.now);
    const next = buildPatchedRow({ ...fields, name });
    // Applies only the name if the dates contradict dates set by users.
    const after =
      service.kind.findProblems(next).length > 0
        ? buildPatchedRow({ name })
        : next;
    this.drop(before);
    this.put(
      this.#createdIds.has(before.id)
        ? { ...after, version: before.version }
        : await service.replace(change, before, after, this.options),
    );
    return before.id;
  }

  private create(fields: SettingFields<Row>): string {
    const { change, project, service } = this.deps;
    const row = service.buildValidRow(change, project, fields);
    this.#createdIds.add(row.id);
    this.put(row);
    return row.id;
  }

  /** Returns the source's settings that refer to a row, without the external id `except`. */
  private getSettingSources({ id }: Row, except?: string): SettingSource[] {
    return [...this.#sources.values()].filter(
      ({ setting_id, external_id }) =>
        setting_id === id && external_id !== except,
    );
  }

  private put(row: Row): void {
    this.#rows.set(row.id, row);
    this.#byName.set(toNameKey(row.name), row);
  }

  private drop(row: Row): void {
    this.#rows.delete(row.id);
    this.#byName.delete(toNameKey(row.name));
  }
}
