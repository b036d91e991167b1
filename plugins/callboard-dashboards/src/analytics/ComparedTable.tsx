import {
  DataTable,
  ResourcesProvider,
  Section,
  useUrlState,
  type DataTableColumn,
  type DataTableOrder,
  type ResourceReferences,
} from '@callboard/plugin-callboard-react';
import Box from '@mui/material/Box';
import { useMemo } from 'react';
import type { ComparedNumber } from '@callboard/plugin-callboard-common';

type NumbersRow<Column extends string> = { name: string } & Record<
  Column,
  ComparedNumber
>;

const getOrderColumn = (order: string) => order.replace(/^-/, '');

function orderRows<Column extends string, Row extends NumbersRow<Column>>(
  rows: readonly Row[],
  order: string,
  numberColumns: readonly Column[],
): Row[] {
  const sign = order.startsWith('-') ? -1 : 1;
  const column = numberColumns.find(name => name === getOrderColumn(order));
  const compareRowNames = (a: Row, b: Row) => a.name.localeCompare(b.name);
  return [...rows].sort((a, b) =>
    column
      ? sign * (a[column].count - b[column].count) || compareRowNames(a, b)
      : sign * compareRowNames(a, b),
  );
}

const parameters = ['order'] as const;

/** Sorts rows, with the order in the URL; the first click on a number sorts descending. */
function useOrderedRows<Column extends string, Row extends NumbersRow<Column>>(
  rows: readonly Row[],
  defaultOrder: `-${Column}`,
  numberColumns: readonly Column[],
  nameColumn: string,
): { rows: Row[]; order: DataTableOrder } {
  const [{ order }, set] = useUrlState(parameters);
  const isColumn =
    order !== undefined &&
    [...numberColumns, nameColumn].includes(getOrderColumn(order));
  const value = isColumn ? order : defaultOrder;
  const sortedRows = useMemo(
    () => orderRows(rows, value, numberColumns),
    [rows, value, numberColumns],
  );
  return {
    rows: sortedRows,
    order: {
      value,
      onChange: next => {
        const isNewColumn = getOrderColumn(next) !== getOrderColumn(value);
        const nextOrder =
          isNewColumn && next !== nameColumn ? `-${next}` : next;
        set({ order: nextOrder === defaultOrder ? undefined : nextOrder });
      },
    },
  };
}

export function ComparedTable<
  Column extends string,
  Row extends NumbersRow<Column>,
>(props: {
  title: string;
  hint: string;
  rows: readonly Row[];
  getRowId: (row: Row) => string;
  columns: DataTableColumn<Row>[];
  numberColumns: readonly Column[];
  nameColumn: string;
  defaultOrder: `-${Column}`;
  references: readonly ResourceReferences[];
  note: string | false;
}) {
  const { title, note } = props;
  const { rows, order } = useOrderedRows(
    props.rows,
    props.defaultOrder,
    props.numberColumns,
    props.nameColumn,
  );
  return (
    <Section title={title} level={2} hint={props.hint}>
      <ResourcesProvider rows={props.references}>
        <DataTable
          label={title}
          columns={props.columns}
          rows={rows}
          rowId={props.getRowId}
          order={order}
          isMain
        />
      </ResourcesProvider>
      {note && (
        <Box sx={{ mt: 1, typography: 'body2', color: 'text.secondary' }}>
          {note}
        </Box>
      )}
    </Section>
  );
}
