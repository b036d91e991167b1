import type {
  ImportResult,
  RowOutcome,
} from '@callboard/plugin-callboard-common';
import type { PreviewRow } from './PreviewRow';

interface RowBeingRead extends PreviewRow {
  readonly cellErrors: Map<string, string>;
}

function createEmptyRow(row: number, outcome: RowOutcome): RowBeingRead {
  return {
    row,
    outcome,
    values: new Map(),
    before: new Map(),
    cellErrors: new Map(),
    rowErrors: [],
  };
}

/** Converts the response of an import to rows, failed ones first. */
export function toPreviewRows(result: ImportResult): PreviewRow[] {
  const rows = new Map<number, RowBeingRead>();
  const columns = new Set<string>();
  for (const { row, outcome, values, before = {} } of result.preview ?? []) {
    rows.set(row, {
      ...createEmptyRow(row, outcome),
      values: new Map(Object.entries(values)),
      before: new Map(Object.entries(before)),
    });
    Object.keys(values).forEach(name => columns.add(name));
  }
  for (const { row, field, reason } of result.errors) {
    const found = rows.get(row) ?? createEmptyRow(row, 'failed');
    rows.set(row, found);
    if (field && columns.has(field)) {
      const before = found.cellErrors.get(field);
      found.cellErrors.set(field, before ? `${before}; ${reason}` : reason);
    } else {
      found.rowErrors.push(field ? `${field}: ${reason}` : reason);
    }
  }
  const rank = (outcome: RowOutcome) => (outcome === 'failed' ? 0 : 1);
  return [...rows.values()].sort(
    (a, b) => rank(a.outcome) - rank(b.outcome) || a.row - b.row,
  );
}
