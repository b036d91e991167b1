import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  endpoints,
  permissions,
  type TimeSettings,
  type ExportFormat,
  type Worklog,
  type WorklogSummary,
  type Project,
} from '@callboard/plugin-callboard-common';
import {
  LoadingState,
  QueryState,
  useAllowed,
  useCallboardQuery,
  useShortcut,
  useZoneToday,
  useWeekStart,
  ExportButton,
  useCallboardClient,
  DateRangePicker,
  FilterRow,
  PersonPicker,
  ValuePicker,
  ListTable,
  EmptyState,
  ResourcesProvider,
  useEndpointPages,
  useMe,
  visuallyHidden,
  type DataTableColumn,
  type OwnWorkspace,
} from '@callboard/plugin-callboard-react';
import AddIcon from '@mui/icons-material/Add';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Stack from '@mui/material/Stack';
import { keepPreviousData } from '@tanstack/react-query';
import { useMemo } from 'react';
import { EntryActions } from '../entries/EntryActions';
import { useEntryDialog } from '../entries/EntryDialog';
import { useHasWorkItemPages } from '../entries/WorkItemLinks';
import {
  type TimeFilters,
  type WorklogQuery,
  toWorklogQuery,
  useTimeFilters,
} from './useTimeFilters';
import { callboardTimeEntityTranslationRef } from './entityTimeTranslation';
import { TimeSummary } from './TimeSummary';
import { useEntryColumns } from './useEntryColumns';

export interface ProjectScope {
  workspace: OwnWorkspace;
  project: Project;
}

function ProjectEntries(props: {
  scope: ProjectScope;
  query: WorklogQuery;
  settings: TimeSettings;
  isFiltered: boolean;
}) {
  const { t } = useTranslationRef(callboardTimeEntityTranslationRef);
  const { query, settings } = props;
  const { workspace, project } = props.scope;
  const { slug } = workspace;
  const me = useMe().data?.user_ref;
  const { open, dialog } = useEntryDialog(slug, settings);
  const list = useEndpointPages(endpoints.listWorklogs, {
    params: { slug },
    query: { ...query, project_id: project.id },
  });
  const isAdmin = project.role === 'admin';
  const { date, item, person, description, time } = useEntryColumns(slug);
  const columns = useMemo<DataTableColumn<Worklog>[]>(
    () => [
      date,
      item,
      person,
      description,
      time,
      {
        id: 'actions',
        header: () => (
          <span style={visuallyHidden}>{t('entries.actions')}</span>
        ),
        width: '80px',
        cell: ({ row: { original: worklog } }) =>
          (isAdmin || worklog.logged_by === me) && (
            <EntryActions
              slug={slug}
              worklog={worklog}
              onEdit={() => open(worklog)}
            />
          ),
      },
    ],
    [t, date, item, person, description, time, isAdmin, me, slug, open],
  );
  const items = list.data?.items;
  const hasItemPages = useHasWorkItemPages();
  const references = useMemo(
    () =>
      (items ?? []).map(({ work_item_id, logged_by }) => ({
        entity_type: 'work_item',
        entity_id: hasItemPages ? work_item_id : null,
        user_id: logged_by,
      })),
    [items, hasItemPages],
  );
  return (
    <ResourcesProvider rows={references}>
      <ListTable
        label={t('entries.label')}
        columns={columns}
        list={list}
        loading={<LoadingState rows={8} rowHeight={40} />}
        accessGranters={{ workspace: slug, project: project.id }}
        empty={
          <EmptyState
            title={t(props.isFiltered ? 'entries.nothing' : 'entries.none')}
          >
            {!props.isFiltered && t('entries.noneHint')}
          </EmptyState>
        }
        isMain
      />
      {dialog}
    </ResourcesProvider>
  );
}

const returnUnchanged = (value: string) => value;

function TimeFilterFields(props: {
  filters: TimeFilters;
  isFiltered: boolean;
  weekStart: number;
  today: string;
  /** The people with logged time in the date range. */
  people: WorklogSummary['by_member'];
  activityTypes: readonly string[];
  onChange: (patch: Partial<TimeFilters>) => void;
  onClear: () => void;
}) {
  const { t } = useTranslationRef(callboardTimeEntityTranslationRef);
  const { filters, onChange } = props;
  const { person, billable, type } = filters;
  const filterCount = [person, billable, type].filter(Boolean).length;
  return (
    <FilterRow
      label={t('filters.label')}
      count={filterCount}
      onClear={props.isFiltered ? props.onClear : undefined}
      first={
        <DateRangePicker
          value={filters.range}
          weekStart={props.weekStart}
          today={props.today}
          onChange={range => onChange({ range })}
        />
      }
    >
      <PersonPicker
        label={t('filters.person')}
        value={person}
        onChange={next => onChange({ person: next })}
        options={props.people.map(({ member_id, display_name }) => ({
          user_ref: member_id,
          name: display_name,
        }))}
        fullWidth
      />
      <ValuePicker
        label={t('filters.billable')}
        value={billable}
        onChange={value =>
          onChange({ billable: value as TimeFilters['billable'] })
        }
        options={[
          { value: 'true', label: t('filters.yes') },
          { value: 'false', label: t('filters.no') },
        ]}
        getLabel={returnUnchanged}
        fullWidth
      />
      <ValuePicker
        label={t('filters.type')}
        value={type}
        onChange={next => onChange({ type: next })}
        options={props.activityTypes.map(value => ({ value, label: value }))}
        getLabel={returnUnchanged}
        fullWidth
      />
    </FilterRow>
  );
}

const formats: readonly ExportFormat[] = ['xlsx', 'csv'];

function TimeExport(props: {
  scope: ProjectScope;
  query: WorklogQuery;
  isEmpty: boolean;
}) {
  const client = useCallboardClient();
  const { workspace, project } = props.scope;
  const { slug } = workspace;
  return (
    <ExportButton
      downloadKey={`time/${slug}/${project.id}`}
      fallbackName={['Time', project.identifier, props.query.date_from]
        .filter(Boolean)
        .join('_')}
      formats={formats}
      disabled={props.isEmpty}
      open={(format, signal) =>
        client.fetch(
          format === 'csv'
            ? endpoints.exportWorklogsCsv
            : endpoints.exportWorklogsXlsx,
          {
            params: { slug },
            query: { ...props.query, project_id: project.id },
            signal,
          },
        )
      }
    />
  );
}

export function EntriesView(props: {
  scope: ProjectScope;
  settings: TimeSettings;
}) {
  const { t } = useTranslationRef(callboardTimeEntityTranslationRef);
  const { settings } = props;
  const { workspace, project } = props.scope;
  const params = { slug: workspace.slug, pid: project.id };
  const today = useZoneToday(workspace.timezone);
  const { filters, isFiltered, setFilters, clearFilters } = useTimeFilters();
  const weekStart = useWeekStart(workspace.slug);
  const query = toWorklogQuery(filters, today, weekStart);
  const { date_from, date_to } = query;
  const queryOptions = { placeholderData: keepPreviousData };
  const summary = useCallboardQuery(
    endpoints.getProjectTimeSummary,
    { params, query: { ...query, include: 'day' } },
    queryOptions,
  );
  const unfilteredSummary = useCallboardQuery(
    endpoints.getProjectTimeSummary,
    { params, query: { date_from, date_to } },
    queryOptions,
  );
  const isCreateAllowed = useAllowed(permissions.worklog.create, project.id);
  const canLog =
    project.is_time_tracking_enabled && !project.archived_at && isCreateAllowed;
  const { open, dialog } = useEntryDialog(workspace.slug, settings);
  const openNewEntry = () => canLog && open({ date: today });
  useShortcut('n', openNewEntry);
  return (
    <Stack spacing={3}>
      <Box
        sx={{
          display: 'flex',
          flexWrap: 'wrap',
          alignItems: 'flex-start',
          gap: 2,
        }}
      >
        <Box sx={{ flex: '1 1 360px', minWidth: 0 }}>
          <TimeFilterFields
            filters={filters}
            isFiltered={isFiltered}
            weekStart={weekStart}
            today={today}
            people={unfilteredSummary.data?.by_member ?? []}
            activityTypes={settings.activity_types}
            onChange={setFilters}
            onClear={clearFilters}
          />
        </Box>
        <TimeExport
          scope={props.scope}
          query={query}
          isEmpty={
            summary.isLoadingError || summary.data?.total_duration_minutes === 0
          }
        />
        {canLog && (
          <Button
            variant="contained"
            startIcon={<AddIcon />}
            aria-keyshortcuts="n"
            onClick={openNewEntry}
          >
            {t('log')}
          </Button>
        )}
      </Box>
      <QueryState
        query={summary}
        loading={<LoadingState rows={4} rowHeight={44} />}
        accessGranters={{ workspace: workspace.slug, project: project.id }}
      >
        {loadedSummary =>
          loadedSummary.total_duration_minutes > 0 && (
            <TimeSummary
              summary={loadedSummary}
              person={filters.person}
              onSelectPerson={person => setFilters({ person })}
            />
          )
        }
      </QueryState>
      {!summary.isLoadingError && (
        <ProjectEntries
          scope={props.scope}
          query={query}
          settings={settings}
          isFiltered={isFiltered}
        />
      )}
      {dialog}
    </Stack>
  );
}
