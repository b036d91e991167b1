import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { endpoints, type Holiday } from '@callboard/plugin-callboard-common';
import {
  DataTable,
  DurationText,
  EmptyState,
  formatCalendarDate,
  LoadingState,
  visuallyHidden,
  QueryState,
  Section,
  useEndpointPages,
  type DataTableColumn,
} from '@callboard/plugin-callboard-react';
import DeleteOutlineIcon from '@mui/icons-material/DeleteOutline';
import IconButton from '@mui/material/IconButton';
import MenuItem from '@mui/material/MenuItem';
import Stack from '@mui/material/Stack';
import TextField from '@mui/material/TextField';
import { useId, useMemo, useState } from 'react';
import { BringInForm, NewHolidayForm } from './HolidayForms';
import { callboardTimeAdminTranslationRef } from './timeAdminTranslation';
import { useHolidayActions } from './useHolidayActions';

const getRowId = ({ id }: Holiday) => id;

/** The years around the current one that people plan for. */
const AROUND = [-2, -1, 0, 1, 2];

function useHolidayColumns(
  onDelete: (holiday: Holiday) => void,
): DataTableColumn<Holiday>[] {
  const { t } = useTranslationRef(callboardTimeAdminTranslationRef);
  return useMemo(
    () => [
      {
        id: 'date',
        header: t('holidays.date'),
        width: '140px',
        cell: ({ row }) => formatCalendarDate(row.original.date),
      },
      {
        id: 'name',
        header: t('holidays.name'),
        width: 'minmax(160px, 1fr)',
        narrow: 'first',
        cell: ({ row }) => row.original.name,
      },
      {
        id: 'minutes',
        header: t('holidays.minutes'),
        width: '100px',
        align: 'end',
        cell: ({ row }) =>
          row.original.minutes > 0 ? (
            <DurationText minutes={row.original.minutes} />
          ) : (
            t('holidays.free')
          ),
      },
      {
        id: 'actions',
        header: () => (
          <span style={visuallyHidden}>{t('holidays.actions')}</span>
        ),
        width: '56px',
        cell: ({ row: { original } }) => (
          <IconButton
            size="small"
            aria-label={t('holidays.delete', { name: original.name })}
            onClick={() => onDelete(original)}
          >
            <DeleteOutlineIcon fontSize="small" />
          </IconButton>
        ),
      },
    ],
    [t, onDelete],
  );
}

/** The holidays of a workspace, one year at a time. */
export function Holidays(props: { slug: string; today: string }) {
  const { t } = useTranslationRef(callboardTimeAdminTranslationRef);
  const { slug } = props;
  const id = useId();
  const thisYear = Number(props.today.slice(0, 4));
  const [year, setYear] = useState(thisYear);
  const actions = useHolidayActions(slug);
  const columns = useHolidayColumns(actions.remove);
  const list = useEndpointPages(endpoints.listHolidays, {
    params: { slug },
    query: { date_from: `${year}-01-01`, date_to: `${year}-12-31` },
  });
  return (
    <Stack spacing={3}>
      <TextField
        select
        size="small"
        id={id}
        label={t('holidays.year')}
        value={year}
        onChange={event => setYear(Number(event.target.value))}
        sx={{ alignSelf: 'flex-start', minWidth: 120 }}
      >
        {AROUND.map(offset => (
          <MenuItem key={offset} value={thisYear + offset}>
            {thisYear + offset}
          </MenuItem>
        ))}
      </TextField>
      <QueryState
        query={list}
        loading={<LoadingState rows={6} rowHeight={40} />}
      >
        {({ items, total }) =>
          items.length > 0 ? (
            <DataTable
              label={t('holidays.label')}
              columns={columns}
              rows={items}
              rowId={getRowId}
              total={total}
              pages={list}
            />
          ) : (
            <EmptyState title={t('holidays.none')}>
              {t('holidays.noneHint')}
            </EmptyState>
          )
        }
      </QueryState>
      <Section level={2} title={t('holidays.import')}>
        <BringInForm year={year} onBringIn={actions.importHolidays} />
      </Section>
      <Section level={2} title={t('holidays.add')}>
        <NewHolidayForm onAdd={actions.add} />
      </Section>
    </Stack>
  );
}
