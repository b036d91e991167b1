import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  endpoints,
  type BodyOf,
  type Holiday,
  parseDuration,
  permissions,
  type NewHoliday,
} from '@callboard/plugin-callboard-common';
import {
  SelectField,
  ListTable,
  DurationText,
  EmptyState,
  formatCalendarDate,
  LoadingState,
  visuallyHidden,
  Section,
  useAllowed,
  useEndpointPages,
  type DataTableColumn,
  DateField,
  useEndpointMutation,
  useToast,
  useMinutesPerDay,
} from '@callboard/plugin-callboard-react';
import DeleteOutlineIcon from '@mui/icons-material/DeleteOutline';
import IconButton from '@mui/material/IconButton';
import Stack from '@mui/material/Stack';
import TextField from '@mui/material/TextField';
import { useMemo, useState } from 'react';
import Box from '@mui/material/Box';
import { clearIfUnchanged } from '../data/clearIfUnchanged';
import { useRefreshTime } from '../data/refreshTime';
import { callboardTimeAdminTranslationRef } from './timeAdminTranslation';
import { RowForm } from '../shared/RowForm';

function useHolidayActions(slug: string) {
  const { t } = useTranslationRef(callboardTimeAdminTranslationRef);
  const notify = useToast();
  const onSettled = useRefreshTime(endpoints.listHolidays);
  const params = { slug };
  const add = useEndpointMutation(endpoints.createHoliday, {
    toRequest: (body: NewHoliday) => ({ params, body }),
    toSuccessTitle: (_, { name }) => t('holidays.added', { name }),
    toFailureTitle: () => t('holidays.addFailed'),
    onSettled,
  });
  const remove = useEndpointMutation(endpoints.deleteHoliday, {
    toRequest: ({ id }: Holiday) => ({ params: { slug, id } }),
    toFailureTitle: () => t('holidays.deleteFailed'),
    isDoneIfMissing: true,
    onSuccess: (_, { date, name, minutes }) =>
      notify({
        status: 'success',
        title: t('holidays.deleted', { name }),
        onUndo: () => add.mutate({ date, name, minutes }),
      }),
    onSettled,
  });
  const importHolidays = useEndpointMutation(endpoints.importHolidays, {
    toRequest: (body: BodyOf<typeof endpoints.importHolidays>) => ({
      params,
      body,
    }),
    toSuccessTitle: ({ created, skipped }) =>
      t('holidays.imported', { count: created, skipped: String(skipped) }),
    toFailureTitle: () => t('holidays.importFailed'),
    onSettled,
  });
  return {
    add: add.mutate,
    isAdding: add.isPending,
    remove: remove.mutate,
    importHolidays: importHolidays.mutate,
    isImporting: importHolidays.isPending,
  };
}

type HolidayActions = ReturnType<typeof useHolidayActions>;

function NewHolidayForm(props: {
  slug: string;
  onAdd: HolidayActions['add'];
  isBusy: boolean;
}) {
  const { t } = useTranslationRef(callboardTimeAdminTranslationRef);
  const [date, setDate] = useState('');
  const [name, setName] = useState('');
  const [expected, setExpected] = useState('');
  const minutesPerDay = useMinutesPerDay(props.slug);
  const minutes = expected.trim() ? parseDuration(expected, minutesPerDay) : 0;
  const isComplete = date !== '' && name.trim() !== '' && minutes !== undefined;
  const add = () => {
    if (isComplete) {
      props.onAdd(
        { date, name: name.trim(), minutes },
        {
          onSuccess: () => {
            setDate(clearIfUnchanged(date));
            setName(clearIfUnchanged(name));
            setExpected(clearIfUnchanged(expected));
          },
        },
      );
    }
  };
  return (
    <RowForm
      label={t('holidays.add')}
      submitLabel={t('holidays.addButton')}
      isComplete={isComplete}
      isBusy={props.isBusy}
      onSubmit={add}
    >
      <Box sx={{ width: 180 }}>
        <DateField label={t('holidays.date')} value={date} onChange={setDate} />
      </Box>
      <TextField
        size="small"
        label={t('holidays.name')}
        value={name}
        onChange={event => setName(event.target.value)}
        inputProps={{ maxLength: 255 }}
      />
      <TextField
        size="small"
        label={t('holidays.stillExpected')}
        helperText={t('holidays.stillExpectedHint')}
        value={expected}
        error={minutes === undefined}
        onChange={event => setExpected(event.target.value)}
        inputProps={{ maxLength: 12 }}
        sx={{ width: 180 }}
      />
    </RowForm>
  );
}

function ImportHolidaysForm(props: {
  year: number;
  onImport: HolidayActions['importHolidays'];
  isBusy: boolean;
}) {
  const { t } = useTranslationRef(callboardTimeAdminTranslationRef);
  const [country, setCountry] = useState('');
  const [region, setRegion] = useState('');
  const isCountryCode = /^[a-z]{2}$/i.test(country.trim());
  const importHolidays = () => {
    if (isCountryCode) {
      props.onImport({
        country: country.trim().toUpperCase(),
        region: region.trim() || null,
        year: props.year,
      });
    }
  };
  return (
    <RowForm
      label={t('holidays.import')}
      submitLabel={t('holidays.importButton')}
      isComplete={isCountryCode}
      isBusy={props.isBusy}
      onSubmit={importHolidays}
    >
      <TextField
        size="small"
        label={t('holidays.country')}
        value={country}
        onChange={event => setCountry(event.target.value)}
        inputProps={{ maxLength: 2 }}
      />
      <TextField
        size="small"
        label={t('holidays.region')}
        helperText={t('holidays.regionHint')}
        value={region}
        onChange={event => setRegion(event.target.value)}
        inputProps={{ maxLength: 16 }}
      />
    </RowForm>
  );
}

const YEAR_OFFSETS = [-2, -1, 0, 1, 2];

function useHolidayColumns(
  canDelete: boolean,
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
        width: '130px',
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
        cell: ({ row: { original } }) =>
          canDelete && (
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
    [t, canDelete, onDelete],
  );
}

export function Holidays(props: { slug: string; today: string }) {
  const { t } = useTranslationRef(callboardTimeAdminTranslationRef);
  const { slug } = props;
  const thisYear = Number(props.today.slice(0, 4));
  const [year, setYear] = useState(thisYear);
  const actions = useHolidayActions(slug);
  const { holiday } = permissions;
  const canAdd = useAllowed(holiday.create, slug);
  const canImport = useAllowed(holiday.import, slug);
  const columns = useHolidayColumns(
    useAllowed(holiday.delete, slug),
    actions.remove,
  );
  const list = useEndpointPages(endpoints.listHolidays, {
    params: { slug },
    query: { date_from: `${year}-01-01`, date_to: `${year}-12-31` },
  });
  return (
    <Stack spacing={3}>
      <SelectField
        label={t('holidays.year')}
        value={year}
        options={YEAR_OFFSETS.map(offset => ({ value: thisYear + offset }))}
        onChange={setYear}
        sx={{ alignSelf: 'flex-start', minWidth: 120 }}
      />
      <ListTable
        label={t('holidays.label')}
        columns={columns}
        list={list}
        loading={<LoadingState rows={6} rowHeight={40} />}
        empty={
          <EmptyState title={t('holidays.none')}>
            {t('holidays.noneHint')}
          </EmptyState>
        }
      />
      {canImport && (
        <Section level={2} title={t('holidays.import')}>
          <ImportHolidaysForm
            year={year}
            onImport={actions.importHolidays}
            isBusy={actions.isImporting}
          />
        </Section>
      )}
      {canAdd && (
        <Section level={2} title={t('holidays.add')}>
          <NewHolidayForm
            slug={slug}
            onAdd={actions.add}
            isBusy={actions.isAdding}
          />
        </Section>
      )}
    </Stack>
  );
}
