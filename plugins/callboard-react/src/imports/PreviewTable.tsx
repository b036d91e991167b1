import { useTranslationRef } from '@backstage/frontend-plugin-api';
import ErrorOutlineIcon from '@mui/icons-material/ErrorOutline';
import { alpha } from '@mui/material/styles';
import type {
  ImportResult,
  RowOutcome,
} from '@callboard/plugin-callboard-common';
import Chip from '@mui/material/Chip';
import Stack from '@mui/material/Stack';
import AddCircleOutlineIcon from '@mui/icons-material/AddCircleOutline';
import EditOutlinedIcon from '@mui/icons-material/EditOutlined';
import RemoveCircleOutlineIcon from '@mui/icons-material/RemoveCircleOutline';
import type SvgIcon from '@mui/material/SvgIcon';
import { IconText } from '../resources/IconText';
import { DataTable } from '../table/DataTable';
import { formatCount } from '../text/formatNumbers';
import type { DataTableColumn } from '../table/dataTableTypes';
import { visuallyHidden } from '../table/visuallyHidden';
import Box from '@mui/material/Box';
import { useMemo } from 'react';
import { callboardImportTranslationRef } from './importTranslation';
import { formatColumnError, type PreviewRow } from './previewRows';
import { oneLine } from '../text/oneLine';

/** The style of an outcome. The icons differ, because some people cannot distinguish the colours. */
const outcomeStyles: Readonly<
  Record<
    RowOutcome,
    {
      icon: typeof SvgIcon;
      colour: 'success' | 'info' | 'inherit' | 'error';
    }
  >
> = {
  created: { icon: AddCircleOutlineIcon, colour: 'success' },
  updated: { icon: EditOutlinedIcon, colour: 'info' },
  skipped: { icon: RemoveCircleOutlineIcon, colour: 'inherit' },
  failed: { icon: ErrorOutlineIcon, colour: 'error' },
};

const outcomes = Object.keys(outcomeStyles) as RowOutcome[];

export function OutcomeChips(props: {
  result: ImportResult;
  chosen?: RowOutcome;
  onChoose?: (outcome: RowOutcome | undefined) => void;
}) {
  const { t } = useTranslationRef(callboardImportTranslationRef);
  const { result, chosen, onChoose } = props;
  return (
    <Stack
      direction="row"
      useFlexGap
      flexWrap="wrap"
      gap={1}
      role="group"
      aria-label={t('preview.outcomes')}
    >
      {outcomes.map(outcome => {
        const { icon: Icon, colour } = outcomeStyles[outcome];
        const count = result[outcome];
        const isChosen = chosen === outcome;
        return (
          <Chip
            key={outcome}
            sx={{ m: 0, fontVariantNumeric: 'tabular-nums' }}
            variant={isChosen ? 'filled' : 'outlined'}
            icon={<Icon color={count > 0 ? colour : 'disabled'} />}
            label={t(`chip.${outcome}`, { formatted: formatCount(count) })}
            {...(onChoose && {
              component: 'button' as const,
              clickable: true,
              'aria-pressed': isChosen,
              onClick: () => onChoose(isChosen ? undefined : outcome),
            })}
          />
        );
      })}
    </Stack>
  );
}

/** Hidden texts mark errors and old values: screen readers announce no bold text or frame. */
function PreviewCell(props: {
  value: string | undefined;
  error: string | undefined;
  before: string | undefined;
}) {
  const { t } = useTranslationRef(callboardImportTranslationRef);
  const { value, error, before } = props;
  if (!error) {
    return (
      <Box
        title={before === undefined ? value : `${before || '–'} → ${value}`}
        sx={oneLine}
      >
        {before !== undefined && (
          <>
            <Box component="span" sx={{ color: 'text.secondary' }}>
              <span style={visuallyHidden}>{t('preview.before')} </span>
              {before || '–'}
            </Box>
            {' → '}
          </>
        )}
        <Box
          component="span"
          sx={{ fontWeight: before === undefined ? 400 : 700 }}
        >
          {value}
        </Box>
      </Box>
    );
  }
  return (
    <Box
      title={error}
      sx={theme => ({
        display: 'flex',
        alignItems: 'center',
        gap: 0.5,
        mx: '-5px',
        px: 0.5,
        border: 1,
        borderRadius: 0.5,
        borderColor: 'error.main',
        bgcolor: alpha(theme.palette.error.main, 0.08),
      })}
    >
      <ErrorOutlineIcon aria-hidden color="error" sx={{ fontSize: 16 }} />
      <Box sx={{ ...oneLine, minHeight: '1lh' }}>
        {value}
        <span style={visuallyHidden}> ({t('preview.wrong')})</span>
      </Box>
    </Box>
  );
}

function OutcomeCell(props: { row: PreviewRow }) {
  const { t } = useTranslationRef(callboardImportTranslationRef);
  const { outcome, rowErrors, cellErrors } = props.row;
  const { icon: Icon, colour } = outcomeStyles[outcome];
  const reasons = [
    ...[...cellErrors].map(([name, reason]) => formatColumnError(name, reason)),
    ...rowErrors,
  ];
  return (
    <Box sx={{ py: reasons.length > 0 ? 1 : 0 }}>
      <IconText
        icon={<Icon aria-hidden color={colour} fontSize="small" />}
        text={t(`outcome.${outcome}`)}
      />
      {reasons.map((reason, index) => (
        <Box
          key={index}
          sx={{
            typography: 'caption',
            overflowWrap: 'anywhere',
          }}
        >
          {reason}
        </Box>
      ))}
    </Box>
  );
}

const getRowId = ({ row }: PreviewRow) => String(row);

const ROW_WIDTH = 64;
/** Also fits in narrow windows. */
const OUTCOME_WIDTH = 240;
const COLUMN_WIDTH = 152;
const GAP = 16;

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
