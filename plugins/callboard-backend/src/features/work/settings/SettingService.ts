import { ConflictError, NotFoundError } from '@backstage/errors';
import { Knex } from 'knex';
import { isNil, omitBy, upperFirst } from 'lodash';
import { Actor } from '../../../kernel/actor';
import { Change, Changes } from '../../../changes/Changes';
import { ResourceChange } from '../../../changes/ResourceChange';
import { createId } from '../../../database/ids';
import { createTupleGuard, readPage } from '../../../database/paging';
import { throwIfInvalid } from '../../../http/errors';
import { Precondition } from '../../../http/Precondition';
import { ProjectRow } from '../../../access/Caller';
import { lockWork } from '../lockWork';
import {
  SettingFields,
  SettingRow,
  toSettingResponse,
  SettingKind,
} from './settingKinds';
import { DeleteSettingInput, SettingRules } from './SettingRules';
import {
  getSettingOrder,
  SettingPosition,
  SettingQuery,
  SettingStore,
} from './SettingStore';
import { toNextVersion } from '../../../database/Table';

/** Reads, creates, changes and deletes project settings of one kind. */
export class SettingService<Row extends SettingRow> {
  readonly store: SettingStore<Row>;

  constructor(
    readonly kind: SettingKind<Row>,
    private readonly rules: SettingRules<Row>,
    private readonly deps: { knex: Knex; changes: Changes },
  ) {
    this.store = new SettingStore(kind);
  }

  async list(
    { id: project_id }: ProjectRow,
    {
      cursor,
      limit,
      order_by = this.kind.defaultOrder,
      ...filters
    }: SettingQuery,
  ) {
    const { knex } = this.deps;
    const filter = { project_id, ...filters };
    const { type, getKey } = getSettingOrder(order_by);
    const isPosition = createTupleGuard<SettingPosition>(
      value => value === order_by,
      type,
      'id',
    );
    const page = await readPage({ cursor, limit }, isPosition, {
      list: (after, size) =>
        this.store.list(knex, filter, { order_by, after, limit: size }),
      getPosition: (row): SettingPosition => [order_by, getKey(row), row.id],
    });
    return {
      items: page.items.map(toSettingResponse),
      next_cursor: page.next_cursor,
      total: await this.store.count(knex, filter),
    };
  }

  /** @throws NotFoundError when the setting does not exist */
  async get({ id: project_id }: ProjectRow, id: string) {
    return toSettingResponse(
      await this.require(this.deps.knex, project_id, id),
    );
  }

  /**
   * Creates a setting.
   *
   * @throws ConflictError when its name is taken
   * @throws InvalidRequestError when its dates are reversed
   */
  async create(actor: Actor, project: ProjectRow, input: SettingFields<Row>) {
    return this.deps.changes.run(actor, async change => {
      await lockWork(change.tx, project.id);
      const newRow = this.buildRow(change, project, input);
      const row =
        (await this.rules.fillDefaults?.(change, newRow, input)) ?? newRow;
      await this.validate(change.tx, row);
      await this.add(change, [row]);
      return toSettingResponse(row);
    });
  }

  /**
   * Updates a setting.
   *
   * @throws NotFoundError when the setting does not exist
   * @throws PreconditionFailedError when the setting has changed since the caller read it
   * @throws ConflictError when its name is taken, or the rules of its kind forbid the change
   * @throws InvalidRequestError when its dates are reversed
   */
  async update(
    actor: Actor,
    project: ProjectRow,
    id: string,
    patch: SettingFields<Row>,
    precondition: Precondition,
  ) {
    return this.deps.changes.run(actor, async change => {
      await lockWork(change.tx, project.id);
      const before = await this.require(change.tx, project.id, id);
      precondition.check(before.version);
      const after = toNextVersion(before, patch, change.now);
      await this.validate(change.tx, after);
      await this.rules.requireAllowed?.(change, before, after);
      return toSettingResponse(await this.replace(change, before, after));
    });
  }

  /**
   * Deletes a setting and removes it from its items.
   *
   * @throws NotFoundError when the setting does not exist
   * @throws PreconditionFailedError when the setting has changed since the caller read it
   * @throws ConflictError when the rules of its kind forbid the deletion
   * @throws InvalidRequestError when the replacement is not another state of the project
   */
  async delete(
    actor: Actor,
    project: ProjectRow,
    id: string,
    deletion: DeleteSettingInput,
    precondition: Precondition,
  ): Promise<void> {
    await this.deps.changes.run(actor, async change => {
      await lockWork(change.tx, project.id);
      const row = await this.require(change.tx, project.id, id);
      precondition.check(row.version);
      await this.deleteRow(change, row, deletion);
    });
  }

  /** @throws NotFoundError when the setting does not exist */
  async require(knex: Knex, project_id: string, id: string): Promise<Row> {
    const [found] = await this.store.findMany(knex, project_id, [id]);
    if (!found) {
      throw new NotFoundError(
        `${upperFirst(this.kind.singular)} ${id} not found`,
      );
    }
    return found;
  }

  /** Builds a new setting without storing it. */
  buildRow(
    change: Pick<Change, 'now'>,
    project: ProjectRow,
    input: SettingFields<Row>,
  ): Row {
    const now = new Date(change.now).toISOString();
    return {
      id: createId(change.now),
      workspace_id: project.workspace_id,
      project_id: project.id,
      ...this.kind.defaults,
      // Null means the default, like an absent field.
      ...omitBy(input, isNil),
      version: 1,
      created_at: now,
      updated_at: now,
    } as unknown as Row;
  }

  /**
   * Builds a new setting of a source or file, which cannot correct its fields: only the name if the
   * other fields are invalid.
   */
  buildValidRow(
    change: Pick<Change, 'now'>,
    project: ProjectRow,
    input: SettingFields<Row>,
  ): Row {
    const row = this.buildRow(change, project, input);
    return this.kind.findProblems(row).length === 0
      ? row
      : this.buildRow(change, project, {
          name: input.name,
        } as SettingFields<Row>);
  }

  /** Stores new settings and records their activity entries. */
  async add(
    change: Change,
    rows: readonly Row[],
    options: { detail?: boolean } = {},
  ): Promise<void> {
    await this.store.insert(change.tx, rows);
    rows.forEach(row =>
      change.record({ ...this.toActivity(null, row), ...options }),
    );
  }

  /**
   * Stores a changed setting and records the change.
   *
   * @returns the stored setting, which is `before` if no field differs
   */
  async replace(
    change: Change,
    before: Row,
    after: Row,
    options: { detail?: boolean } = {},
  ): Promise<Row> {
    if (!change.record({ ...this.toActivity(before, after), ...options })) {
      return before;
    }
    await this.store.update(change.tx, after);
    return after;
  }

  /** Removes a setting from its items, deletes it and records the deletion. */
  async deleteRow(
    change: Change,
    row: Row,
    deletion: DeleteSettingInput,
    options: { detail?: boolean } = {},
  ): Promise<void> {
    change.record({ ...this.toActivity(row, null), ...options });
    await this.rules.removeFromItems(change, row, deletion);
    await this.store.softDelete(change.tx, [row.id], change.now);
  }

  private async validate(tx: Knex, row: Row): Promise<void> {
    throwIfInvalid(this.kind.findProblems(row));
    const [rowWithName] = await this.store.findByNames(tx, row.project_id, [
      row.name,
    ]);
    if (rowWithName && rowWithName.id !== row.id) {
      throw new ConflictError(`body.name: ${row.name} is taken`);
    }
  }

  private toActivity(before: Row | null, after: Row | null): ResourceChange {
    const { id, workspace_id, project_id, name } = (after ?? before)!;
    return {
      workspace_id,
      project_id,
      visibility: 'project',
      entity_type: this.kind.entity_type,
      entity_id: id,
      entity_label: name,
      before: before && (toSettingResponse(before) as ResourceChange['before']),
      after: after && (toSettingResponse(after) as ResourceChange['after']),
    };
  }
}
