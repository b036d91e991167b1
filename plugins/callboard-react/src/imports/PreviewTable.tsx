import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { DataTable } from '../table/DataTable';
import { formatCount } from '../text/formatCount';
import type { DataTableColumn } from '../table/DataTableColumn';
import Box from '@mui/material/Box';
import { useMemo } from 'react';
import { callboardImportTranslationRef } from './importTranslation';
import { OutcomeCell } from './OutcomeCell';
import { PreviewCell } from './PreviewCell';
import type { PreviewRow } from './PreviewRow';

const getRowId = ({ row }: PreviewRow) => String(row);

const ROW_WIDTH = 64;
const OUTCOME_WIDTH = 280;
const COLUMN_WIDTH = 152;
const GAP = 16;

/** The parsed rows of a file, in their own scroll container. */
export function PreviewTable(props: {
  rows: PreviewRow[];
  columns: readonly string[];
}) {
  const { t } = useTranslationRef(callboardImportTranslationRef);
  const { rows, columns: names } = props;
  const columns = useMemo(() => {
    const cells = names.map(
      (name): DataTableColumn<PreviewRow> => ({
        id: name,
        header: name,
        width: `minmax(${COLUMN_WIDTH}px, 1fr)`,
        cell: ({ row: { original } }) => (
          <PreviewCell
            value={original.values.get(name)}
            error={original.cellErrors.get(name)}
            before={original.before.get(name)}
          />
        ),
      }),
    );
    const row: DataTableColumn<PreviewRow> = {
      id: '#row',
      header: t('preview.row'),
      width: `${ROW_WIDTH}px`,
      align: 'end',
      cell: ({ row: { original } }) => (
        <Box
          component="span"
          sx={{ fontVariantNumeric: 'tabular-nums', color: 'text.secondary' }}
        >
          {formatCount(original.row)}
        </Box>
      ),
    };
    const outcome: DataTableColumn<PreviewRow> = {
      id: '#outcome',
      header: t('preview.outcome'),
      width: `${OUTCOME_WIDTH}px`,
      cell: ({ row: { original } }) => <OutcomeCell row={original} />,
    };
    return [row, outcome, ...cells];
  }, [t, names]);
  const width =
    ROW_WIDTH +
    OUTCOME_WIDTH +
    2 * GAP +
    names.length * (COLUMN_WIDTH + GAP) +
    GAP;
  return (
    <Box
      tabIndex={0}
      role="region"
      aria-label={t('preview.table')}
      sx={theme => ({
        overflow: 'auto',
        maxHeight: '60vh',
        // The frame stays in place while the table scrolls.
        border: 1,
        borderColor: 'divider',
        borderRadius: 1,
        bgcolor: 'background.paper',
        '& > div > *': { border: 0 },
        '& [role=grid] > [role=rowgroup]:first-of-type': {
          position: 'sticky',
          top: 0,
          zIndex: 1,
          bgcolor: 'background.paper',
        },
        '&:focus-visible': {
          outline: `2px solid ${theme.palette.primary.main}`,
        },
      })}
    >
      <Box sx={{ minWidth: width }}>
        <DataTable
          label={t('preview.table')}
          columns={columns}
          rows={rows}
          rowId={getRowId}
        />
      </Box>
    </Box>
  );
}
