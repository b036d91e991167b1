import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { Link as ExternalLink } from '@backstage/core-components';
import {
  endpoints,
  getLinkKind,
  type SourceProject,
  type WorkSource,
} from '@callboard/plugin-callboard-common';
import {
  formatCount,
  QueryState,
  RelativeTime,
  useCallboardQuery,
  useEndpointMutation,
} from '@callboard/plugin-callboard-react';
import SyncIcon from '@mui/icons-material/Sync';
import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import LinearProgress from '@mui/material/LinearProgress';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { useState } from 'react';
import { getSourceName } from '../badges/SourceBadge';
import { toProjectParams, useWorkProject } from '../data/WorkProject';
import { callboardWorkSettingsTranslationRef } from '../settingsTranslation';
import { SourcePeople, SourceStates } from './SourceMapping';

const POLL_MS = 5_000;

/** How long to poll for the start of a requested run. */
const START_TIMEOUT_MS = 30_000;

const isRunning = ({ projects }: WorkSource) =>
  projects.some(project => project.is_running);

/**
 * Loads the sources of the project. Refetches them every 5 seconds while a sync run is requested or
 * running.
 */
function useWorkSources() {
  const params = toProjectParams(useWorkProject());
  const [requestedAt, setRequestedAt] = useState(0);
  const query = useCallboardQuery(
    endpoints.listWorkSources,
    { params },
    {
      refetchInterval: ({ state }) =>
        Date.now() - requestedAt < START_TIMEOUT_MS ||
        state.data?.items.some(isRunning)
          ? POLL_MS
          : false,
    },
  );
  return { query, onRequested: () => setRequestedAt(Date.now()) };
}

/** Links a text to a page of the source. If the URL is not safe, shows only the text. */
function SourceLink(props: { url: string | null; text: string }) {
  const { url, text } = props;
  return url && getLinkKind(url) === 'external' ? (
    <ExternalLink to={url}>{text}</ExternalLink>
  ) : (
    <>{text}</>
  );
}

function Problems(props: { project: SourceProject }) {
  const { t } = useTranslationRef(callboardWorkSettingsTranslationRef);
  const { problems } = props.project;
  if (problems.length === 0) {
    return null;
  }
  return (
    <Box component="details" sx={{ mt: 1 }}>
      <summary>
        {t('synced.problems', { number: formatCount(problems.length) })}
      </summary>
      <Box
        component="ul"
        sx={{ m: 0, mt: 1, pl: 3, maxHeight: 240, overflowY: 'auto' }}
      >
        {problems.map(({ external_id, url, reason }, index) => (
          // An item can have several problems, so its id is not unique here.
          // eslint-disable-next-line react/no-array-index-key
          <Box component="li" key={index} sx={{ overflowWrap: 'anywhere' }}>
            <SourceLink url={url} text={external_id} />: {reason}
          </Box>
        ))}
      </Box>
    </Box>
  );
}

function Progress(props: { project: SourceProject }) {
  const { t } = useTranslationRef(callboardWorkSettingsTranslationRef);
  const { done, total, name } = props.project;
  const numbers = {
    done: formatCount(done ?? 0),
    total: formatCount(total ?? 0),
  };
  return (
    <Box sx={{ mt: 1, maxWidth: 400 }}>
      <LinearProgress
        aria-label={t('synced.progressLabel', { name })}
        {...(total
          ? {
              variant: 'determinate' as const,
              value: Math.min(100, (100 * (done ?? 0)) / total),
            }
          : {})}
      />
      <span role="status">
        {total ? t('synced.doneOf', numbers) : t('synced.done', numbers)}
      </span>
    </Box>
  );
}

/** A project of the source: when Callboard last read it, and what went wrong. */
function SyncedProject(props: { project: SourceProject; canSync: boolean }) {
  const { t } = useTranslationRef(callboardWorkSettingsTranslationRef);
  const { project, canSync } = props;
  const { finished_at, last_event_at } = project;
  return (
    <Box component="li" sx={{ typography: 'body2', overflowWrap: 'anywhere' }}>
      <SourceLink url={project.url} text={project.name} />
      <Box sx={{ color: 'text.secondary' }}>
        {finished_at
          ? t('synced.read', {
              time: <RelativeTime key="time" instant={finished_at} />,
            })
          : canSync && t('synced.unread')}{' '}
        {last_event_at &&
          t('synced.event', {
            time: <RelativeTime key="time" instant={last_event_at} />,
          })}
      </Box>
      {project.is_running && <Progress project={project} />}
      {project.error && (
        <Alert severity="error" sx={{ mt: 1 }}>
          {t('synced.failed')}
          <Box sx={{ typography: 'caption' }}>{project.error}</Box>
        </Alert>
      )}
      <Problems project={project} />
    </Box>
  );
}

function SyncButton(props: { source: WorkSource; onRequested: () => void }) {
  const { t } = useTranslationRef(callboardWorkSettingsTranslationRef);
  const scope = useWorkProject();
  const { source } = props.source;
  const syncing = useEndpointMutation(endpoints.syncWorkSource, {
    toRequest: () => ({ params: { ...toProjectParams(scope), source } }),
    invalidates: [endpoints.listWorkSources],
    toSuccessTitle: () =>
      t('synced.requested', { source: getSourceName(source) }),
    toFailureTitle: () => t('synced.notRequested'),
    onSuccess: props.onRequested,
  });
  const isBusy = syncing.isPending || isRunning(props.source);
  return (
    <Button
      size="small"
      startIcon={<SyncIcon />}
      // Not `disabled`: that would take the focus away from the button.
      aria-disabled={isBusy}
      sx={isBusy ? { opacity: 0.5 } : undefined}
      onClick={() => !isBusy && syncing.mutate(undefined)}
    >
      {t('synced.sync')}
    </Button>
  );
}

function SyncedSource(props: { source: WorkSource; onRequested: () => void }) {
  const { t } = useTranslationRef(callboardWorkSettingsTranslationRef);
  const { canUpdateProject } = useWorkProject();
  const { source, paused_until, projects, can_sync } = props.source;
  const name = getSourceName(source);
  const canSync = can_sync && canUpdateProject && paused_until === null;
  return (
    <Box component="section" aria-label={name}>
      <Stack direction="row" spacing={2} alignItems="center">
        <Typography component="h4" variant="body2" fontWeight={600}>
          {name}
        </Typography>
        {canSync && <SyncButton {...props} />}
      </Stack>
      {paused_until && (
        <Alert severity="info" sx={{ my: 1 }}>
          {t('synced.paused', {
            source: name,
            time: <RelativeTime key="time" instant={paused_until} />,
          })}
        </Alert>
      )}
      <Stack
        component="ul"
        spacing={1.5}
        sx={{ listStyle: 'none', m: 0, p: 0 }}
      >
        {projects.map(project => (
          <SyncedProject
            key={project.name}
            project={project}
            canSync={can_sync}
          />
        ))}
      </Stack>
      {props.source.states.length > 0 && <SourceStates source={props.source} />}
      {props.source.people.length > 0 && <SourcePeople source={props.source} />}
    </Box>
  );
}

export function SyncedSources() {
  const { query, onRequested } = useWorkSources();
  return (
    <QueryState query={query} loading={null}>
      {({ items }) => (
        <>
          {items.map(source => (
            <SyncedSource
              key={source.source}
              source={source}
              onRequested={onRequested}
            />
          ))}
        </>
      )}
    </QueryState>
  );
}
