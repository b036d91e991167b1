import { uniq } from 'lodash';
import { createHash } from 'crypto';
import { ProjectRow } from '../../../access/Caller';
import { ItemDraft, ItemFile } from './readItemFile';

/** The ids by which later imports, and a connection to the tool, recognise the items of a file. */
export class ExternalIds {
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
