import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  endpoints,
  type TimeSettings,
} from '@callboard/plugin-callboard-common';
import {
  LoadingState,
  QueryState,
  useCallboardQuery,
  useShortcut,
  useZoneToday,
  useWeekStart,
} from '@callboard/plugin-callboard-react';
import AddIcon from '@mui/icons-material/Add';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Stack from '@mui/material/Stack';
import { keepPreviousData } from '@tanstack/react-query';
import { useState } from 'react';
import { EntryDialog } from '../entries/EntryDialog';
import { callboardTimeEntityTranslationRef } from './entityTimeTranslation';
import { ProjectEntries } from './ProjectEntries';
import { TimeExport } from './TimeExport';
import { TimeFilterFields } from './TimeFilterFields';
import type { TimeProject } from './TimeProject';
import { TimeSummary } from './TimeSummary';
import { useTimeFilters } from './useTimeFilters';
import { toWorklogQuery } from './toWorklogQuery';

/** The time of a project: totals and worklogs. */
export function EntriesView(props: {
  project: TimeProject;
  settings: TimeSettings;
}) {
  const { t } = useTranslationRef(callboardTimeEntityTranslationRef);
  const { settings } = props;
  const { workspace, project } = props.project;
  const params = { slug: workspace.slug, pid: project.id };
  const today = useZoneToday(workspace.timezone);
  const { filters, isFiltered, set, clear } = useTimeFilters();
  const [isAdding, setAdding] = useState(false);
  const weekStart = useWeekStart(workspace.slug);
  const query = toWorklogQuery(filters, today, weekStart);
  const { date_from, date_to } = query;
  const pagingOptions = { placeholderData: keepPreviousData };
  const summary = useCallboardQuery(
    endpoints.getProjectTimeSummary,
    { params, query: { ...query, include: 'day' } },
    pagingOptions,
  );
  const everybody = useCallboardQuery(
    endpoints.getProjectTimeSummary,
    { params, query: { date_from, date_to } },
    pagingOptions,
  );
  const isOpen = project.is_time_tracking_enabled && !project.archived_at;
  const add = () => isOpen && setAdding(true);
  useShortcut('n', add);
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
            people={everybody.data?.by_member ?? []}
            activityTypes={settings.activity_types}
            onChange={set}
            onClear={clear}
          />
        </Box>
        <TimeExport
          project={props.project}
          query={query}
          isEmpty={summary.data?.total_duration_minutes === 0}
        />
        {isOpen && (
          <Button
            variant="contained"
            startIcon={<AddIcon />}
            aria-keyshortcuts="n"
            onClick={add}
          >
            {t('log')}
          </Button>
        )}
      </Box>
      <QueryState
        query={summary}
        loading={<LoadingState rows={4} rowHeight={44} />}
        givers={{ workspace: workspace.slug, project: project.id }}
      >
        {found =>
          found.total_duration_minutes > 0 && (
            <TimeSummary
              summary={found}
              person={filters.person}
              onPerson={person => set({ person })}
            />
          )
        }
      </QueryState>
      <ProjectEntries
        project={props.project}
        query={query}
        settings={settings}
        isFiltered={isFiltered}
      />
      {isAdding && (
        <EntryDialog
          slug={workspace.slug}
          settings={settings}
          start={{ date: today }}
          onClose={() => setAdding(false)}
        />
      )}
    </Stack>
  );
}
