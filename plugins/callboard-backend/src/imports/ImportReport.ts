import {
  ImportOptions,
  ImportResult,
  RowError,
  EntityType,
} from '@callboard/plugin-callboard-common';
import { sortBy, uniq } from 'lodash';
import {
  ChangeScope,
  NotificationRule,
} from '@callboard/plugin-callboard-node';
import { iterateInSteps } from '../kernel/yielding';
import { createFileError, ImportTable, TableRow } from './ImportTable';

/**
 * Creates the rule that notifies users of the results of their imports into a workspace or project.
 * They may have left the page before the import ends.
 *
 * @param rule - `entityType`: the type of the imported resources; `getTargetPath`: the path of the
 * page that lists them
 */
export function createImportFinishedRule(rule: {
  entityType: EntityType;
  type: string;
  title: string;
  getTargetPath: (workspace_slug: string, scope: ChangeScope) => string;
}): NotificationRule {
  return {
    name: rule.type,
    on: ['workspace.bulk_import', 'project.bulk_import'],
    toEvent({ actor, metadata }, scope) {
      if (metadata?.entity_type !== rule.entityType) {
        return undefined;
      }
      return {
        type: rule.type,
        to: { people: [actor.user_ref] },
        notifies_actor: true,
        title: rule.title,
        body: formatOutcomes(metadata),
        severity: Number(metadata.failed) > 0 ? 'high' : 'normal',
        target_url: rule.getTargetPath(scope.workspace.slug, scope),
        reason: 'You started the import.',
      };
    },
  };
}

/** The outcomes as text: "480 created, 20 failed." */
function formatOutcomes(counts: Record<string, unknown>): string {
  const outcomes = ['created', 'updated', 'skipped', 'failed'] as const;
  const reported = outcomes.flatMap(outcome =>
    Number(counts[outcome]) > 0 ? `${counts[outcome]} ${outcome}` : [],
  );
  return `${reported.join(', ')}.`;
}

type RowOutcome = Pick<
  NonNullable<ImportResult['preview']>[number],
  'outcome' | 'changed' | 'before'
>;

type ImportCounts = Pick<
  ImportResult,
  'rows' | 'created' | 'updated' | 'skipped' | 'failed'
>;

/**
 * Collects the outcome of each row of a file. A row without an outcome changes nothing, and counts
 * as skipped.
 */
export class ImportReport {
  readonly #outcomes = new Map<number, RowOutcome>();
  readonly #errors: RowError[] = [];
  readonly #presentColumns: readonly string[];

  /**
   * Marks the rows with invalid cells of known columns, or with too many cells, as failed.
   *
   * @param columns - the known and the required columns
   * @throws InputError if a required column is missing, or a known column occurs twice
   */
  constructor(
    private readonly table: ImportTable,
    private readonly columns: {
      known: readonly string[];
      required: readonly string[];
    },
  ) {
    this.#presentColumns = columns.known.filter(column =>
      table.columns.includes(column),
    );
    const missing = columns.required.filter(
      column => !table.columns.includes(column),
    );
    if (missing.length > 0) {
      throw createFileError(`has no column ${missing.join(', ')}`);
    }
    const repeated = table.columns.find(
      (column, index) =>
        columns.known.includes(column) && table.columns.indexOf(column) < index,
    );
    if (repeated) {
      throw createFileError(`has more than one column ${repeated}`);
    }
    for (const { row, problems = [], hasSurplusCells } of table.rows) {
      for (const { field, reason } of problems) {
        if (field === null || columns.known.includes(field)) {
          this.fail(row, field, reason);
        }
      }
      if (hasSurplusCells) {
        this.fail(row, null, 'has more cells than the header row');
      }
    }
  }

  /** Copies the report, so that a second attempt does not count outcomes of the first attempt. */
  clone(): ImportReport {
    const copy = new ImportReport(this.table, this.columns);
    copy.#outcomes.clear();
    copy.#errors.length = 0;
    this.#outcomes.forEach((outcome, row) => copy.#outcomes.set(row, outcome));
    this.#errors.forEach(error => copy.#errors.push(error));
    return copy;
  }

  /** The rows of the file, including failed ones. */
  get rows(): readonly TableRow[] {
    return this.table.rows;
  }

  /** Marks a row as failed, overriding any other outcome. */
  fail(row: number, field: string | null, reason: string): void {
    this.#outcomes.set(row, { outcome: 'failed', changed: [] });
    this.#errors.push({ row, field, reason });
  }

  /** Fails a row in which one of these columns is blank. */
  requireCells(
    { row, cells, problems = [] }: TableRow,
    columns: readonly string[],
  ): void {
    const isReported = (column: string) =>
      problems.some(({ field }) => field === null || field === column);
    columns
      .filter(column => !cells[column] && !isReported(column))
      .forEach(column => this.fail(row, column, 'must not be empty'));
  }

  hasFailed(row: number): boolean {
    return this.#outcomes.get(row)?.outcome === 'failed';
  }

  markCreated(row: number): void {
    this.setOutcome(row, { outcome: 'created', changed: [] });
  }

  /** @param before - the fields that change, with their current values */
  markUpdated(row: number, before: Record<string, string>): void {
    this.setOutcome(row, {
      outcome: 'updated',
      changed: Object.keys(before),
      before,
    });
  }

  /**
   * Decides whether a row updates its resource, which already exists. Fails the row if the options
   * neither update nor skip existing resources.
   *
   * @param field - the field by which the resource was found
   */
  decideUpdate(
    row: number,
    field: string,
    options: Pick<ImportOptions, 'skip_existing' | 'update_existing'>,
  ): boolean {
    if (!options.skip_existing && !options.update_existing) {
      this.fail(row, field, 'already exists');
    }
    return options.update_existing;
  }

  countOutcomes(): ImportCounts {
    const counts = {
      rows: this.table.rows.length,
      created: 0,
      updated: 0,
      skipped: 0,
      failed: 0,
    };
    this.table.rows.forEach(({ row }) => {
      counts[this.getOutcome(row).outcome] += 1;
    });
    return counts;
  }

  buildResult({ preview }: Pick<ImportOptions, 'preview'>): ImportResult {
    const { known } = this.columns;
    return {
      ...this.countOutcomes(),
      errors: sortBy(this.#errors, 'row'),
      ignored_columns: uniq(this.table.columns).filter(
        column => !known.includes(column),
      ),
      ...(preview
        ? { preview: this.table.rows.map(row => this.toPreviewRow(row)) }
        : {}),
    };
  }

  /** Like `buildResult`, without blocking the event loop for tens of thousands of rows. */
  async buildLargeResult({
    preview,
  }: Pick<ImportOptions, 'preview'>): Promise<ImportResult> {
    const result = this.buildResult({ preview: false });
    if (!preview) {
      return result;
    }
    const rows: NonNullable<ImportResult['preview']> = [];
    for await (const row of iterateInSteps(this.table.rows)) {
      rows.push(this.toPreviewRow(row));
    }
    return { ...result, preview: rows };
  }

  private toPreviewRow({
    row,
    cells,
  }: TableRow): NonNullable<ImportResult['preview']>[number] {
    return {
      row,
      values: Object.fromEntries(
        this.#presentColumns.map(column => [column, cells[column] ?? '']),
      ),
      ...this.getOutcome(row),
    };
  }

  private setOutcome(row: number, outcome: RowOutcome): void {
    if (!this.hasFailed(row)) {
      this.#outcomes.set(row, outcome);
    }
  }

  private getOutcome(row: number): RowOutcome {
    return this.#outcomes.get(row) ?? { outcome: 'skipped', changed: [] };
  }
}
