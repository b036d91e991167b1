import type { ReactNode } from 'react';
import type { AccessGranters } from '../access/AccessGrantersList';
import type { Pages } from '../query/usePages';
import { QueryState } from '../states/ErrorState';
import { DataTable } from './DataTable';
import type { DataTableProps } from './dataTableTypes';

/** A paginated list as a `DataTable`, or its loading, error or empty state. @internal */
export function ListTable<Row extends { id: string }>({
  list,
  loading,
  accessGranters,
  empty,
  ...table
}: Omit<DataTableProps<Row>, 'rows' | 'rowId' | 'total' | 'pages'> & {
  list: Pages<Row>;
  loading?: ReactNode;
  /** The scope whose admins can grant access, if the person lacks it. */
  accessGranters?: AccessGranters;
  empty: ReactNode;
}) {
  return (
    <QueryState query={list} loading={loading} accessGranters={accessGranters}>
      {({ items, total }) =>
        items.length > 0 ? (
          <DataTable {...table} rows={items} total={total} pages={list} />
        ) : (
          empty
        )
      }
    </QueryState>
  );
}
