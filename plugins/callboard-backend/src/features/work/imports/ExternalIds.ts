import { createHash } from 'crypto';
import { Knex } from 'knex';
import { sortBy, uniq } from 'lodash';
import { ProjectRow } from '../../../access/Caller';
import { inListSql } from '../../../database/bulk';
import { lookUpMany, yieldToEventLoop } from '../../../kernel/yielding';
import { ItemDraft, ItemFile } from './readItemFile';

/** The maximum length of an external id. */
const MAX_LENGTH = 255;

/** The external ids of the items that a connected tool has ingested into the project. */
interface ConnectedIds {
  /** Includes the ids of deleted items. */
  ids: ReadonlySet<string>;
  /** The ids of live items by their URL, for exports without ids. */
  byUrl: ReadonlyMap<string, string>;
}

/** Whether an external id comes from a file, not from a connected tool. */
export function isImportedId(
  project: Pick<ProjectRow, 'id'>,
  external_id: string,
): boolean {
  return external_id.startsWith(`${project.id}/`);
}

/**
 * The external ids of the rows of a file, by which later imports find the items again. They begin
 * with the id of the project, so that an import cannot change items of other projects. Items that a
 * connected tool has ingested into the project keep the ids of the tool.
 */
export class ExternalIds {
  readonly #ids = new Map<ItemDraft, string>();
  /** The ids of rows by key and by alias, to find parents; undefined for ambiguous names. */
  readonly #byName = new Map<string, string | undefined>();
  readonly #rowNumbers = new Map<string, number>();

  private constructor(
    private readonly project: ProjectRow,
    private readonly file: ItemFile,
    private readonly connected: ConnectedIds,
  ) {
    const counts = new Map<string, number>();
    for (const draft of file.drafts) {
      const key = draft.external_id ?? digestIdentity(draft, counts);
      const id =
        connected.byUrl.get(draft.external_url ?? '') ?? this.qualify(key);
      this.#ids.set(draft, id);
      for (const name of [key, ...draft.aliases]) {
        const isAmbiguous =
          this.#byName.has(name) && this.#byName.get(name) !== id;
        this.#byName.set(name, isAmbiguous ? undefined : id);
      }
    }
  }

  static async load(
    knex: Knex,
    project: ProjectRow,
    file: ItemFile,
  ): Promise<ExternalIds> {
    const connected = await readConnectedIds(knex, project, file);
    return new ExternalIds(project, file, connected);
  }

  get(draft: ItemDraft): string {
    return this.#ids.get(draft)!;
  }

  /** Finds the number of a row that `listUnique` has listed. */
  findRowNumber(external_id: string): number | undefined {
    return this.#rowNumbers.get(external_id);
  }

  /** Lists the rows in order. A row fails, and is omitted, if an earlier row has the same id. */
  listUnique(): ItemDraft[] {
    return this.file.drafts.filter(draft => {
      const id = this.get(draft);
      const earlier = this.#rowNumbers.get(id);
      if (earlier !== undefined && earlier !== draft.row) {
        this.file.report.fail(
          draft.row,
          this.file.columns.external_id[0],
          `is also in row ${earlier}`,
        );
        return false;
      }
      this.#rowNumbers.set(id, draft.row);
      return true;
    });
  }

  /**
   * Returns the external id of a row's parent, which need not exist; undefined if the row names no
   * parent, or if several rows have the name.
   */
  findParent({ parent }: ItemDraft): string | undefined {
    if (parent === undefined) {
      return undefined;
    }
    return this.#byName.has(parent)
      ? this.#byName.get(parent)
      : this.qualify(parent);
  }

  /** Lists the ids of all rows and of their parents. */
  listAll(): string[] {
    return uniq([
      ...this.#ids.values(),
      ...this.file.drafts.flatMap(draft => this.findParent(draft) ?? []),
    ]);
  }

  private qualify(key: string): string {
    if (this.connected.ids.has(key)) {
      return key;
    }
    const id = `${this.project.id}/${key}`;
    return id.length > MAX_LENGTH ? `${this.project.id}/${digest(key)}` : id;
  }
}

/** Finds the items of a file that a connected tool has already ingested. */
async function readConnectedIds(
  knex: Knex,
  project: ProjectRow,
  { format, drafts }: ItemFile,
): Promise<ConnectedIds> {
  const select = () =>
    knex('work_items')
      .where({ project_id: project.id, source: format })
      .whereNotNull('external_id');
  const keys = uniq(
    drafts
      .flatMap(({ external_id, parent }) => [external_id, parent])
      .filter(key => key !== undefined),
  );
  await yieldToEventLoop();
  const ids = await lookUpMany(keys, chunk =>
    select()
      .whereRaw(...inListSql(knex, 'external_id', chunk, 'text'))
      .pluck('external_id'),
  );
  // Exports of GitHub contain URLs, but not the ids by which GitHub's webhooks identify issues.
  const urls = uniq(drafts.flatMap(({ external_url }) => external_url ?? []));
  const rows =
    format === 'github'
      ? await lookUpMany(urls, chunk =>
          select()
            .select('external_id', 'external_url')
            .whereNull('deleted_at')
            .whereRaw(...inListSql(knex, 'external_url', chunk, 'text')),
        )
      : [];
  // If two items have the same URL, the item of the connected tool wins.
  const connectedLast = sortBy(
    rows,
    ({ external_id }) => !isImportedId(project, external_id),
  );
  return {
    ids: new Set(ids),
    byUrl: new Map(
      connectedLast.map(row => [row.external_url, row.external_id]),
    ),
  };
}

/** Computes a key for a row without an external id, from its title and creation time. */
function digestIdentity(
  { title, created_at }: ItemDraft,
  counts: Map<string, number>,
): string {
  const identity = JSON.stringify([title, created_at ?? null]);
  const ordinal = counts.get(identity) ?? 0;
  counts.set(identity, ordinal + 1);
  return digest(JSON.stringify([identity, ordinal]));
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
