import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { callboardReactTranslationRef } from '../translation';
import type { DataTableSelection } from './DataTableSelection';
import { SelectCell } from './SelectCell';

/** Selects all loaded rows, or none. */
export function SelectAll<Row>(props: {
  rows: Row[];
  rowId: (row: Row) => string;
  selection: DataTableSelection<Row>;
}) {
  const { t } = useTranslationRef(callboardReactTranslationRef);
  const { rows, rowId, selection } = props;
  const { selected, onChange } = selection;
  const isAll =
    rows.length > 0 &&
    selected.size >= rows.length &&
    rows.every(row => selected.has(rowId(row)));
  return (
    <SelectCell
      role="columnheader"
      label={t('table.selectAll')}
      checked={isAll}
      indeterminate={selected.size > 0 && !isAll}
      onToggle={() => onChange(new Set(isAll ? [] : rows.map(rowId)))}
    />
  );
}
