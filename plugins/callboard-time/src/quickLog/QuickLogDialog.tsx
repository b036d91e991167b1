import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  buildEndpointQuery,
  ErrorState,
  formatFailure,
  FormDialog,
  type OwnWorkspace,
  formatMinutes,
  useZoneToday,
  useWorkspaceChoice,
  formatCalendarDate,
  toIfMatchHeader,
  useEndpointMutation,
  useToast,
  useCallboardClient,
  useDebounced,
  useMinutesPerDay,
} from '@callboard/plugin-callboard-react';
import Stack from '@mui/material/Stack';
import TextField from '@mui/material/TextField';
import { useEffect, useState, Fragment } from 'react';
import Box from '@mui/material/Box';
import { endpoints, type Worklog } from '@callboard/plugin-callboard-common';
import { useQueries } from '@tanstack/react-query';
import { formatLongDay } from '../data/dates';
import { useRefreshTime } from '../data/refreshTime';
import { useTimeSettings } from '../data/timeQueries';
import { toWorklogParams } from '../entries/entryMutations';
import { callboardTimeQuickLogTranslationRef } from './quickLogTranslation';
import { parseQuickLog } from './parseQuickLog';
import { toLoggableItem, type LoggableItem } from '../entries/WorkItemPicker';

/** The server returns the exact match first. */
const MAX_RESULTS = 1;

const RESULTS_STALE_MS = 60_000;

interface FoundItem {
  item: LoggableItem;
  workspace: OwnWorkspace;
}

/**
 * Finds an item by its identifier. Two workspaces can have items with the same identifier; then the
 * item of `preferred` is found.
 */
function useFindItem(
  identifier: string | undefined,
  workspaces: readonly OwnWorkspace[],
  preferred: OwnWorkspace,
) {
  const client = useCallboardClient();
  const debouncedIdentifier = useDebounced(identifier ?? '');
  const results = useQueries({
    queries: workspaces.map(({ slug }) => ({
      ...buildEndpointQuery(client, endpoints.listWorkItemsOfWorkspace, {
        params: { slug },
        query: {
          search: debouncedIdentifier,
          order_by: 'relevance',
          limit: MAX_RESULTS,
        },
      }),
      enabled: debouncedIdentifier !== '',
      staleTime: RESULTS_STALE_MS,
    })),
  });
  const isCurrent = identifier === debouncedIdentifier;
  const matches = results.flatMap(({ data }, index) =>
    (data?.items ?? [])
      .filter(item => item.identifier === identifier)
      .map(item => ({ item, workspace: workspaces[index] })),
  );
  const found =
    matches.find(({ workspace }) => workspace.slug === preferred.slug) ??
    matches[0];
  return {
    found: found && { ...found, item: toLoggableItem(found.item) },
    isSearching:
      identifier !== undefined &&
      (!isCurrent || results.some(({ isFetching }) => isFetching)),
    error: results.find(({ error }) => error)?.error ?? null,
  };
}

interface CompleteLine extends FoundItem {
  minutes: number;
  date: string;
  description: string;
  isToday: boolean;
}

function useLogTime() {
  const { t } = useTranslationRef(callboardTimeQuickLogTranslationRef);
  const notify = useToast();
  const refresh = useRefreshTime();
  const undo = useEndpointMutation(endpoints.deleteWorklog, {
    toRequest: ({ worklog, slug }: { worklog: Worklog; slug: string }) => ({
      params: toWorklogParams(slug, worklog),
      headers: toIfMatchHeader(worklog),
    }),
    toFailureTitle: () => t('undoFailed'),
    onSuccess: () => notify({ status: 'info', title: t('undone') }),
    onSettled: refresh,
  });
  return useEndpointMutation(endpoints.createWorklog, {
    toRequest: ({
      item,
      workspace,
      minutes,
      date,
      description,
    }: CompleteLine) => ({
      params: { slug: workspace.slug, pid: item.project_id, iid: item.id },
      body: {
        duration_minutes: minutes,
        logged_at: date,
        description: description || null,
      },
    }),
    onSuccess: (worklog, { item, workspace, minutes, date, isToday }) => {
      notify({
        status: 'success',
        title: t(isToday ? 'logged' : 'loggedOn', {
          duration: formatMinutes(minutes),
          item: item.identifier,
          date: formatCalendarDate(date),
        }),
        onUndo: () => undo.mutate({ worklog, slug: workspace.slug }),
      });
      refresh();
    },
  });
}

/**
 * Parses a quick log line and finds its work item. Relative days refer to the time zone of the
 * item's workspace. `workspaces` must not be empty.
 */
function useLineDraft(text: string, workspaces: readonly OwnWorkspace[]) {
  const [defaultWorkspace] = useWorkspaceChoice(workspaces);
  // The first parse finds the identifier, and thereby the workspace. The second parse needs the
  // settings and the time zone of that workspace.
  const { identifier } = parseQuickLog(text, {
    today: useZoneToday(defaultWorkspace.timezone),
    minutesPerDay: useMinutesPerDay(defaultWorkspace.slug),
  });
  const { found, isSearching, error } = useFindItem(
    identifier,
    workspaces,
    defaultWorkspace,
  );
  const { slug, timezone } = found?.workspace ?? defaultWorkspace;
  const settingsQuery = useTimeSettings(slug);
  const settings = settingsQuery.data;
  const today = useZoneToday(timezone);
  const parsed = parseQuickLog(text, {
    today,
    minutesPerDay: useMinutesPerDay(slug),
  });
  const { minutes, date, description, problems } = parsed;
  const isToday = date === today;
  const isDescriptionMissing =
    settings?.require_description === true && description === '';
  return {
    parsed,
    foundItem: found,
    isInOtherWorkspace: slug !== defaultWorkspace.slug,
    isSearching,
    searchError: error,
    isDescriptionMissing,
    isToday,
    isLoading: isSearching || settingsQuery.isLoading,
    settingsQuery,
    /** The worklog to create; undefined while a part is missing or invalid. */
    line:
      found &&
      minutes &&
      settings &&
      !isDescriptionMissing &&
      problems.length === 0
        ? { ...found, minutes, date, description, isToday }
        : undefined,
  };
}

type LineDraft = ReturnType<typeof useLineDraft>;

interface PartText {
  text: string;
  isProblem?: boolean;
}

function usePartTexts(
  draft: LineDraft,
): Record<'item' | 'time' | 'day' | 'description', PartText> {
  const { t } = useTranslationRef(callboardTimeQuickLogTranslationRef);
  const {
    parsed,
    foundItem,
    isSearching,
    searchError,
    isDescriptionMissing,
    isToday,
  } = draft;
  const { identifier = '', minutes, date, description, problems } = parsed;
  const toProblemText = (text: string) => ({ text, isProblem: true });

  const getItemText = (): PartText => {
    if (!identifier) {
      return toProblemText(t('problem.item'));
    }
    if (foundItem) {
      const { item, workspace } = foundItem;
      const name = `${item.identifier} ${item.title}`;
      return {
        text: draft.isInOtherWorkspace ? `${name} · ${workspace.name}` : name,
      };
    }
    if (isSearching) {
      return { text: t('searching', { item: identifier }) };
    }
    return toProblemText(
      t(searchError ? 'problem.search' : 'problem.unknown', {
        item: identifier,
      }),
    );
  };
  const getTimeText = (): PartText => {
    const problem = problems.find(
      ({ kind }) => kind !== 'item' && kind !== 'day',
    );
    if (!problem || minutes !== undefined) {
      return { text: formatMinutes(minutes ?? 0) };
    }
    const text = 'text' in problem ? problem.text : '';
    return toProblemText(t(`problem.${problem.kind}`, { text }));
  };
  const getDayText = (): PartText => {
    const problem = problems.find(({ kind }) => kind === 'day');
    if (problem && 'text' in problem) {
      return toProblemText(t('problem.day', { text: problem.text }));
    }
    const day = formatLongDay(date);
    return { text: isToday ? t('today', { date: day }) : day };
  };
  return {
    item: getItemText(),
    time: getTimeText(),
    day: getDayText(),
    description: isDescriptionMissing
      ? toProblemText(t('problem.words'))
      : { text: description || t('nothing') },
  };
}

const parts = ['item', 'time', 'day', 'description'] as const;

function LinePreview(props: { draft: LineDraft }) {
  const { t } = useTranslationRef(callboardTimeQuickLogTranslationRef);
  const texts = usePartTexts(props.draft);
  return (
    <Box role="status">
      <Box
        component="dl"
        aria-label={t('understood')}
        sx={{
          display: 'grid',
          gridTemplateColumns: 'auto minmax(0, 1fr)',
          columnGap: 2,
          rowGap: 0.5,
          m: 0,
          typography: 'body2',
          '& dt': { color: 'text.secondary' },
          '& dd': { m: 0, overflowWrap: 'anywhere' },
        }}
      >
        {parts.map(part => (
          <Fragment key={part}>
            <dt>{t(part)}</dt>
            <Box
              component="dd"
              sx={{ color: texts[part].isProblem ? 'error.main' : undefined }}
            >
              {texts[part].text}
            </Box>
          </Fragment>
        ))}
      </Box>
    </Box>
  );
}

/** Leaves room for the longest description, and the item, duration and date before it. */
const MAX_LINE_LENGTH = 1_200;

/** Logs time from one line. Enter waits until the item and its workspace's settings are loaded. */
export function QuickLogDialog(props: {
  workspaces: readonly OwnWorkspace[];
  onClose: () => void;
}) {
  const { t } = useTranslationRef(callboardTimeQuickLogTranslationRef);
  const { onClose } = props;
  const [text, setText] = useState('');
  const [isSubmitPending, setSubmitPending] = useState(false);
  const draft = useLineDraft(text, props.workspaces);
  const log = useLogTime();
  const { line, isLoading, settingsQuery } = draft;
  const { mutate } = log;
  useEffect(() => {
    if (isSubmitPending && !isLoading) {
      setSubmitPending(false);
      if (line) {
        mutate(line, { onSuccess: onClose });
      }
    }
  }, [isSubmitPending, isLoading, line, mutate, onClose]);
  const changeText = (next: string) => {
    setSubmitPending(false);
    setText(next);
  };
  return (
    <FormDialog
      title={t('title')}
      hint={t('hint')}
      failure={formatFailure(log.error, t('failed'))}
      submitLabel={t('log')}
      maxWidth="sm"
      isBlocked={!line && !isLoading}
      isBusy={log.isPending || isSubmitPending}
      onSubmit={() => setSubmitPending(true)}
      onClose={onClose}
    >
      <Stack spacing={2}>
        <TextField
          fullWidth
          autoComplete="off"
          label={t('label')}
          placeholder={t('placeholder')}
          value={text}
          onChange={event => changeText(event.target.value)}
          InputLabelProps={{ shrink: true }}
          inputProps={{ maxLength: MAX_LINE_LENGTH, spellCheck: false }}
        />
        {text.trim() && <LinePreview draft={draft} />}
        {settingsQuery.error && !settingsQuery.data && (
          <ErrorState
            error={settingsQuery.error}
            onRetry={() => settingsQuery.refetch()}
          />
        )}
      </Stack>
    </FormDialog>
  );
}
