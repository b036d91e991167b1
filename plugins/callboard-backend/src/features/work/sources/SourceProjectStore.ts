import { SyncedProject } from '@callboard/plugin-callboard-node';
import { SourceProject } from '@callboard/plugin-callboard-common';
import { Knex } from 'knex';
import { differenceBy, groupBy, sortBy } from 'lodash';
import {
  readJson,
  readOptionalInstant,
  writeJson,
} from '../../../database/dialect';
import { iterateInChunks } from '../../../kernel/yielding';
import { SourceKey } from '../ingest/readSnapshots';

/** The columns of `work_source_projects` that identify a row. */
const keyColumns = ['workspace_id', 'entity_ref', 'source', 'name'];

/** Does not name the other entities, because readers may not have access to them. */
const CONFLICT = 'Not imported, because several entities claim it';

/** The maximum number of rows per statement: databases limit the bindings of a statement. */
const ROWS_PER_STATEMENT = 500;

/** A project of a source, and the progress of reading it. */
export type SourceProjectRow = Omit<
  SourceProject,
  'lag_seconds' | 'is_running'
> & {
  source: string;
  entity_ref: string;
  /** When the current run last made progress; null outside of runs. */
  active_at: string | null;
};

/** The changed columns of a row. */
type SourceProjectPatch = Partial<
  Record<
    'started_at' | 'active_at' | 'finished_at' | 'last_event_at',
    Date | null
  >
> &
  Partial<Pick<SourceProjectRow, 'done' | 'total' | 'error' | 'problems'>>;

/** Stores the projects of sources, and the progress of reading them. */
export class SourceProjectStore {
  constructor(private readonly knex: Knex) {}

  /** Lists the projects of sources that belong to an entity, by source and name. */
  async listByEntity(
    workspace_id: string,
    entity_ref: string,
  ): Promise<SourceProjectRow[]> {
    return readRows(
      await this.knex('work_source_projects')
        .where({ workspace_id, entity_ref })
        .orderBy(['source', 'name']),
    );
  }

  /**
   * Stores the projects of a source, and marks projects that several entities claim. Deletes
   * projects that are no longer listed. Retains their cursors, because the projects can come back.
   *
   * @returns the projects that exactly one entity claims, sorted by name
   */
  async replace(
    key: SourceKey,
    projects: readonly SyncedProject[],
  ): Promise<SyncedProject[]> {
    const stored = readRows(await this.knex('work_source_projects').where(key));
    const removed = differenceBy(stored, projects, toRowKey);
    for await (const rows of iterateInChunks(removed, ROWS_PER_STATEMENT)) {
      await this.knex('work_source_projects')
        .where(key)
        .whereIn(
          ['entity_ref', 'name'],
          rows.map(({ entity_ref, name }) => [entity_ref, name]),
        )
        .delete();
    }
    const claims = Object.values(groupBy(projects, ({ name }) => name));
    const rows = claims.flatMap(claimed =>
      claimed.map(({ entity_ref, name, url }) => ({
        ...key,
        entity_ref,
        name,
        url: url ?? null,
        error: claimed.length > 1 ? CONFLICT : null,
      })),
    );
    const isConflict = ({ error }: { error: string | null }) => error !== null;
    await this.upsert(rows.filter(isConflict), ['url', 'error']);
    await this.upsert(
      rows.filter(row => !isConflict(row)),
      ['url'],
    );
    return sortBy(
      claims.flatMap(claimed => (claimed.length === 1 ? claimed : [])),
      'name',
    );
  }

  async update(
    key: SourceKey,
    { entity_ref, name }: SyncedProject,
    { problems, ...patch }: SourceProjectPatch,
    knex: Knex = this.knex,
  ): Promise<void> {
    await knex('work_source_projects')
      .where({ ...key, entity_ref, name })
      .update({ ...patch, ...(problems && { problems: writeJson(problems) }) });
  }

  /** Stores when the newest event about an entity arrived; adds a row if the entity has none. */
  async recordEvent(
    key: SourceKey,
    { entity_ref, name }: SyncedProject,
    now: number,
  ): Promise<void> {
    const last_event_at = new Date(now);
    const changed = await this.knex('work_source_projects')
      .where({ ...key, entity_ref })
      .update({ last_event_at });
    if (changed === 0) {
      await this.upsert(
        [{ ...key, entity_ref, name, last_event_at }],
        ['last_event_at'],
      );
    }
  }

  private async upsert(
    rows: ReadonlyArray<Record<string, unknown>>,
    updatedColumns: string[],
  ): Promise<void> {
    for await (const batch of iterateInChunks(rows, ROWS_PER_STATEMENT)) {
      await this.knex('work_source_projects')
        .insert(batch)
        .onConflict(keyColumns)
        .merge(updatedColumns);
    }
  }
}

function toRowKey({
  entity_ref,
  name,
}: Pick<SyncedProject, 'entity_ref' | 'name'>): string {
  return JSON.stringify([entity_ref, name]);
}

function readRows(rows: readonly any[]): SourceProjectRow[] {
  return rows.map(row => ({
    source: row.source,
    entity_ref: row.entity_ref,
    name: row.name,
    url: row.url,
    started_at: readOptionalInstant(row.started_at),
    active_at: readOptionalInstant(row.active_at),
    finished_at: readOptionalInstant(row.finished_at),
    done: row.done,
    total: row.total,
    error: row.error,
    problems: row.problems === null ? [] : readJson(row.problems),
    last_event_at: readOptionalInstant(row.last_event_at),
  }));
}
