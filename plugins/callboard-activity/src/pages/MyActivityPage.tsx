import {
  configApiRef,
  storageApiRef,
  useApi,
  useTranslationRef,
} from '@backstage/frontend-plugin-api';
import {
  type AccessLogEntry,
  captureOptOut,
  endpoints,
  isCaptureEnabled,
} from '@callboard/plugin-callboard-common';
import {
  ChoiceToggle,
  type DataTableColumn,
  EmptyState,
  ExactPath,
  ListTable,
  PageBody,
  PersonChip,
  RelativeTime,
  toCountParams,
  useEndpointPages,
  useUrlState,
} from '@callboard/plugin-callboard-react';
import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import FormControlLabel from '@mui/material/FormControlLabel';
import Paper from '@mui/material/Paper';
import Stack from '@mui/material/Stack';
import Switch from '@mui/material/Switch';
import Typography from '@mui/material/Typography';
import { useCallback, useEffect, useId, useMemo, useState } from 'react';
import type { ViewDefaults } from '../data/ActivityFilters';
import { createActivityScope, useOwnWorkspaces } from '../data/activityQueries';
import { callboardActivityTranslationRef } from '../translation';
import { ActivityView } from '../view/ActivityView';
import { MyData } from './MyData';

/**
 * Returns whether the person opted out of the recording of page views, and a function that saves
 * the choice in the portal's settings. The choice is undefined until it is loaded.
 */
function useCaptureOptOut(): [
  boolean | undefined,
  (isOptedOut: boolean) => Promise<void>,
] {
  const storage = useApi(storageApiRef);
  const [isOptedOut, setOptedOut] = useState<boolean>();
  useEffect(() => {
    const bucket = storage.forBucket(captureOptOut.bucket);
    const applySnapshot = (snapshot: { presence: string; value?: unknown }) => {
      if (snapshot.presence !== 'unknown') {
        setOptedOut(snapshot.value === true);
      }
    };
    const subscription = bucket
      .observe$<boolean>(captureOptOut.key)
      .subscribe(applySnapshot);
    applySnapshot(bucket.snapshot<boolean>(captureOptOut.key));
    return () => subscription.unsubscribe();
  }, [storage]);
  const saveOptOut = useCallback(
    async (choice: boolean) => {
      await storage
        .forBucket(captureOptOut.bucket)
        .set(captureOptOut.key, choice);
      setOptedOut(choice);
    },
    [storage],
  );
  return [isOptedOut, saveOptOut];
}

function CaptureChoice() {
  const { t } = useTranslationRef(callboardActivityTranslationRef);
  const isEnabled = isCaptureEnabled(useApi(configApiRef));
  const [isOptedOut, saveOptOut] = useCaptureOptOut();
  const [hasFailed, setFailed] = useState(false);
  const id = useId();
  const save = async (isRecorded: boolean) => {
    setFailed(false);
    try {
      await saveOptOut(!isRecorded);
    } catch {
      setFailed(true);
    }
  };
  const isLoaded = !isEnabled || isOptedOut !== undefined;
  // While the choice loads, the most common text reserves the space, but is invisible.
  let explanation: string = t('capture.on');
  if (!isEnabled) {
    explanation = t('capture.offForAll');
  } else if (isOptedOut) {
    explanation = t('capture.off');
  }
  return (
    <Paper
      variant="outlined"
      sx={{
        px: 2,
        py: 1.5,
        display: 'flex',
        flexWrap: { xs: 'wrap', md: 'nowrap' },
        alignItems: 'center',
        columnGap: 3,
        rowGap: 1,
      }}
    >
      <FormControlLabel
        label={t('capture.label')}
        sx={{ flexShrink: 0 }}
        slotProps={{ typography: { variant: 'body2', fontWeight: 600 } }}
        disabled={!isEnabled || !isLoaded}
        control={
          <Switch
            checked={isEnabled && isOptedOut === false}
            onChange={(_, isRecorded) => save(isRecorded)}
            inputProps={{ 'aria-describedby': id }}
          />
        }
      />
      <Typography
        id={id}
        sx={{
          color: 'text.secondary',
          maxWidth: '80ch',
          visibility: isLoaded ? 'visible' : 'hidden',
          typography: { xs: 'caption', sm: 'body2' },
        }}
      >
        {explanation} {t('capture.always')}
      </Typography>
      {hasFailed && (
        <Alert severity="error" sx={{ mt: 1 }}>
          {t('capture.failed')}
        </Alert>
      )}
    </Paper>
  );
}

/** Describes one data access, with the reason that was given for it, if any. */
function AccessLogText(props: { entry: AccessLogEntry }) {
  const { t } = useTranslationRef(callboardActivityTranslationRef);
  const { kind, rows, reason } = props.entry;
  const count = rows ?? 0;
  return (
    <Box sx={{ minWidth: 0, overflowWrap: 'anywhere' }}>
      {kind === 'export'
        ? t('accessLog.export', toCountParams(count))
        : t(`accessLog.${kind}`)}
      {reason && (
        <Box sx={{ typography: 'body2', color: 'text.secondary' }}>
          {t('accessLog.reason', { reason })}
        </Box>
      )}
    </Box>
  );
}

function useAccessLogColumns(): DataTableColumn<AccessLogEntry>[] {
  const { t } = useTranslationRef(callboardActivityTranslationRef);
  const workspaces = useOwnWorkspaces();
  return useMemo(() => {
    const findWorkspace = ({ workspace_id }: AccessLogEntry) =>
      workspaces?.find(({ id }) => id === workspace_id);
    return [
      {
        id: 'when',
        header: t('accessLog.when'),
        cell: ({ row }) => <RelativeTime instant={row.original.viewed_at} />,
        width: '160px',
        narrow: 'inline',
      },
      {
        id: 'who',
        header: t('accessLog.who'),
        cell: ({ row }) => (
          <PersonChip
            userRef={row.original.viewed_by}
            name={row.original.viewed_by_name}
            size={20}
            workspace={findWorkspace(row.original)?.slug}
          />
        ),
        width: 'minmax(140px, 1fr)',
        narrow: 'first',
      },
      {
        id: 'what',
        header: t('accessLog.what'),
        cell: ({ row }) => <AccessLogText entry={row.original} />,
        width: 'minmax(200px, 2fr)',
        narrow: 'line',
      },
      {
        id: 'where',
        header: t('accessLog.where'),
        cell: ({ row: { original } }) =>
          original.workspace_id === null
            ? t('accessLog.everywhere')
            : findWorkspace(original)?.name ?? t('accessLog.elsewhere'),
        width: 'minmax(120px, 1fr)',
        narrow: 'inline',
      },
    ];
  }, [t, workspaces]);
}

function MyAccessLog() {
  const { t } = useTranslationRef(callboardActivityTranslationRef);
  const pages = useEndpointPages(endpoints.listMyAccessLog, { query: {} });
  const columns = useAccessLogColumns();
  return (
    <ListTable
      label={t('accessLog.label')}
      columns={columns}
      list={pages}
      empty={
        <EmptyState title={t('accessLog.none')}>
          {t('accessLog.noneHint')}
        </EmptyState>
      }
      isMain
    />
  );
}

const defaults: ViewDefaults = { range: 'all_time' };

const scope = createActivityScope('me');

const sections = ['actions', 'accessLog', 'data'] as const;
type SectionName = (typeof sections)[number];

const urlParameters = ['show'] as const;

/**
 * Everything that Callboard stores about the reader, their access log, and the setting for
 * recording the pages they view.
 */
export function MyActivityPage() {
  const { t } = useTranslationRef(callboardActivityTranslationRef);
  const [{ show }, setState] = useUrlState(urlParameters);
  const section = sections.find(name => name === show) ?? 'actions';
  const choices = sections.map(value => ({ value, label: t(`mine.${value}`) }));
  return (
    <PageBody>
      <ExactPath>
        <Stack spacing={2}>
          <Box>
            <ChoiceToggle<SectionName>
              label={t('mine.parts')}
              value={section}
              choices={choices}
              onChange={value =>
                setState({ show: value === 'actions' ? undefined : value })
              }
            />
          </Box>
          <Typography
            variant="body2"
            color="text.secondary"
            sx={{ maxWidth: '72ch' }}
          >
            {t(section === 'actions' ? 'mine.intro' : `${section}.intro`)}
          </Typography>
          {section === 'actions' && (
            <>
              <CaptureChoice />
              <ActivityView scope={scope} defaults={defaults} />
            </>
          )}
          {section === 'accessLog' && <MyAccessLog />}
          {section === 'data' && <MyData />}
        </Stack>
      </ExactPath>
    </PageBody>
  );
}
