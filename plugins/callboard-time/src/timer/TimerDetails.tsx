import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  permissions,
  type Timer,
  MAX_WORKLOG_DESCRIPTION,
} from '@callboard/plugin-callboard-common';
import {
  FailureAlert,
  getProblems,
  getErrorStatus,
  useAllowed,
  DateTimeField,
  getBrowserZone,
} from '@callboard/plugin-callboard-react';
import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Stack from '@mui/material/Stack';
import { useCallback, useState, type FormEvent, type ReactNode } from 'react';
import FormControlLabel from '@mui/material/FormControlLabel';
import Switch from '@mui/material/Switch';
import TextField from '@mui/material/TextField';
import { DateTime } from 'luxon';
import { type LoggableItem, WorkItemPicker } from '../entries/WorkItemPicker';
import { DiscardDialog } from './DiscardDialog';
import { TimerPopover } from './TimerParts';
import { callboardTimeTimerTranslationRef } from './timerTranslation';
import {
  useStopTimer,
  type TimerActions,
  type TimerChange,
} from './useTimerActions';

export interface RunningTimerProps {
  timer: Timer;
  /** How far the server's clock is ahead of the browser's, in milliseconds. */
  clockOffset: number;
  actions: TimerActions;
}

interface TimerDraft {
  item: LoggableItem | null;
  description: string;
  /** Local date and time, to the minute, as for a `datetime-local` field. */
  start: string;
  isBillable: boolean;
}

const toFieldText = (instant: string) =>
  DateTime.fromISO(instant, { zone: getBrowserZone() }).toFormat(
    "yyyy-MM-dd'T'HH:mm",
  );

const parseFieldText = (text: string) =>
  DateTime.fromISO(text, { zone: getBrowserZone() });

function toDraft({ work_item, project, ...timer }: Timer): TimerDraft {
  return {
    item: { ...work_item, project_id: project.id },
    description: timer.description ?? '',
    start: toFieldText(timer.started_at),
    isBillable: timer.is_billable,
  };
}

function toTimerChange(timer: Timer, draft: TimerDraft): TimerChange {
  const before = toDraft(timer);
  const { item, description, start, isBillable } = draft;
  return {
    ...(item && item.id !== timer.work_item.id && { work_item_id: item.id }),
    ...(description.trim() !== before.description && {
      description: description.trim() || null,
    }),
    // An unchanged start keeps its seconds.
    ...(start !== before.start && {
      started_at: parseFieldText(start).toUTC().toISO()!,
    }),
    ...(isBillable !== timer.is_billable && { is_billable: isBillable }),
  };
}

/** The draft of a running timer. Unedited fields follow the timer, which other tabs can change. */
function useTimerDraft(timer: Timer, clockOffset: number) {
  const [edits, setEdits] = useState<Partial<TimerDraft>>({});
  const draft = { ...toDraft(timer), ...edits };
  const start = parseFieldText(draft.start);
  const isPast = start.toMillis() <= Date.now() + clockOffset;
  const problem = start.isValid ? ('future' as const) : ('noStart' as const);
  const startProblem = isPast ? undefined : problem;
  return {
    draft,
    set: (patch: Partial<TimerDraft>) =>
      setEdits(current => ({ ...current, ...patch })),
    startProblem,
    change:
      startProblem === undefined && draft.item
        ? toTimerChange(timer, draft)
        : undefined,
  };
}

function TimerFields(props: {
  slug: string;
  draft: TimerDraft;
  startProblem?: 'future' | 'noStart';
  problems: Record<string, string>;
  onChange: (patch: Partial<TimerDraft>) => void;
}) {
  const { t } = useTranslationRef(callboardTimeTimerTranslationRef);
  const { draft, startProblem, problems, onChange } = props;
  const startError = startProblem
    ? t(`details.${startProblem}`)
    : problems.started_at;
  return (
    <>
      <WorkItemPicker
        slug={props.slug}
        label={t('details.item')}
        value={draft.item}
        onChange={item => onChange({ item })}
        problem={problems.work_item_id}
      />
      <TextField
        size="small"
        multiline
        maxRows={6}
        label={t('details.description')}
        value={draft.description}
        onChange={event => onChange({ description: event.target.value })}
        inputProps={{ maxLength: MAX_WORKLOG_DESCRIPTION }}
        error={problems.description !== undefined}
        helperText={problems.description}
      />
      <DateTimeField
        label={t('details.startedAt')}
        value={draft.start}
        onChange={start => onChange({ start })}
        error={startError !== undefined}
        helperText={startError}
      />
      <FormControlLabel
        label={t('details.billable')}
        control={
          <Switch
            checked={draft.isBillable}
            onChange={(_, isBillable) => onChange({ isBillable })}
          />
        }
      />
    </>
  );
}

function StopProblem(props: { error: Error }) {
  const { t } = useTranslationRef(callboardTimeTimerTranslationRef);
  const { error } = props;
  const status = getErrorStatus(error) ?? 500;
  const { message, fields } = getProblems(error);
  const getRemedy = () => {
    if (status >= 500) {
      return t('stopped.tryAgain');
    }
    return t(fields.description ? 'stopped.words' : 'stopped.refused');
  };
  return (
    <Alert severity="error" role="alert">
      {t('stopped.failed')} {message}
      <br />
      {getRemedy()}
    </Alert>
  );
}

function TimerDetails(
  props: RunningTimerProps & {
    canChange: boolean;
    canDiscard: boolean;
    onClose: () => void;
  },
) {
  const { t } = useTranslationRef(callboardTimeTimerTranslationRef);
  const { timer, clockOffset, actions, canChange, onClose } = props;
  const { draft, set, change, startProblem } = useTimerDraft(
    timer,
    clockOffset,
  );
  const stop = useStopTimer(actions.stop);
  const [isConfirmingDiscard, setConfirmingDiscard] = useState(false);
  const isDirty = change && Object.keys(change).length > 0;
  const isBusy = actions.change.isPending || actions.stop.isPending;

  const saveAndRun = async (action: () => Promise<boolean>) => {
    actions.stop.reset();
    try {
      if (isDirty) {
        await actions.change.mutateAsync(change);
      }
    } catch {
      // The popover shows the error.
      return;
    }
    if (await action()) {
      onClose();
    }
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (canChange && change && !isBusy) {
      void saveAndRun(async () => true);
    }
  };
  return (
    <Stack component="form" noValidate spacing={2} onSubmit={submit}>
      {actions.stop.error && <StopProblem error={actions.stop.error} />}
      <FailureAlert
        title={t('details.saveFailed')}
        error={actions.change.error}
      />
      {canChange && (
        <TimerFields
          slug={timer.workspace_slug}
          draft={draft}
          startProblem={startProblem}
          problems={getProblems(actions.change.error).fields}
          onChange={set}
        />
      )}
      <Box sx={{ display: 'flex', gap: 1, flexWrap: 'wrap' }}>
        {props.canDiscard && (
          <Button color="error" onClick={() => setConfirmingDiscard(true)}>
            {t('details.discard')}
          </Button>
        )}
        <Box sx={{ flex: 1 }} />
        {canChange && (
          <>
            <Button type="submit" disabled={!isDirty} aria-disabled={isBusy}>
              {t('details.save')}
            </Button>
            <Button
              variant="contained"
              disabled={!change}
              aria-disabled={isBusy}
              onClick={() => !isBusy && saveAndRun(stop)}
            >
              {t('details.stop')}
            </Button>
          </>
        )}
      </Box>
      {isConfirmingDiscard && (
        <DiscardDialog
          timer={timer}
          clockOffset={clockOffset}
          discard={actions.discard}
          onClose={() => setConfirmingDiscard(false)}
          onDone={onClose}
        />
      )}
    </Stack>
  );
}

/** Controls the running timer's popover. If stopping fails, the popover opens with the error. */
export function useTimerDetails(props: RunningTimerProps): {
  isOpen: boolean;
  open: () => void;
  /** Undefined if the portal's policy denies stopping. */
  stop: (() => void) | undefined;
  renderDetails: (anchor: Element | null) => ReactNode;
} {
  const { t } = useTranslationRef(callboardTimeTimerTranslationRef);
  const { timer, actions } = props;
  const canChange = useAllowed(permissions.timer.update);
  const canDiscard = useAllowed(permissions.timer.delete);
  const [isOpen, setOpen] = useState(false);
  const open = useCallback(
    () => setOpen(canChange || canDiscard),
    [canChange, canDiscard],
  );
  const stop = useStopTimer(actions.stop, open);
  const close = () => {
    actions.stop.reset();
    actions.change.reset();
    setOpen(false);
  };
  return {
    isOpen,
    open,
    stop: canChange ? () => !actions.stop.isPending && stop() : undefined,
    renderDetails: anchor =>
      isOpen && (
        <TimerPopover
          label={t('name')}
          anchor={anchor ?? undefined}
          onClose={close}
        >
          <TimerDetails
            key={timer.started_at + timer.work_item.id}
            {...props}
            canChange={canChange}
            canDiscard={canDiscard}
            onClose={close}
          />
        </TimerPopover>
      ),
  };
}
