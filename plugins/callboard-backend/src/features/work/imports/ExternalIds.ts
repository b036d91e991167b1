import { uniq } from 'lodash';
import { createHash } from 'crypto';
import { ProjectRow } from '../../../access/Caller';
import { ItemDraft, ItemFile } from './readItemFile';

/** The maximum length of an external id. */
const MAX_LENGTH = 255;

/** The ids of the items that a connected tool has in the project of an import. */
export interface ConnectedIds {
  ids: ReadonlySet<string>;
  /** The ids by the address of the item, for exports without ids. */
  byUrl: ReadonlyMap<string, string>;
}

/** Whether an item of a project has its id from an import, and not from a connected tool. */
export function isImportedId(
  project: Pick<ProjectRow, 'id'>,
  external_id: string,
): boolean {
  return external_id.startsWith(`${project.id}/`);
}

/**
 * The ids by which later imports recognise the items of a file. They contain the id of the project,
 * so that an import never meets the items of other projects. Only items that a connected tool has
 * in the project have the ids of the tool.
 */
export class ExternalIds {
  readonly #ids = new Map<ItemDraft, string>();
  /** The ids of rows by all their names, for parents; undefined for ambiguous names. */
  readonly #byName = new Map<string, string | undefined>();
  readonly #rows = new Map<string, number>();

  constructor(
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

  get(draft: ItemDraft): string {
    return this.#ids.get(draft)!;
  }

  /** Finds the row of the file that has the id. */
  findRow(external_id: string): number | undefined {
    return this.#rows.get(external_id);
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
    if (parent === undefined) {
      return undefined;
    }
    return this.#byName.has(parent)
      ? this.#byName.get(parent)
      : this.qualify(parent);
  }

  /** The ids of all rows and of their parents. */
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

/** Identifies a row without a key by its title and creation time. */
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
