import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  uuid,
  type Period,
  endpoints,
  permissions,
} from '@callboard/plugin-callboard-common';
import {
  EmptyState,
  formatFailure,
  formatMinutes,
  LoadingState,
  PersonChip,
  QueryState,
  Section,
  getErrorStatus,
  useAllowed,
  useWeekStart,
  DataTable,
  useEndpointPages,
  ReasonDialog,
  useToast,
} from '@callboard/plugin-callboard-react';
import CloseIcon from '@mui/icons-material/Close';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import IconButton from '@mui/material/IconButton';
import Stack from '@mui/material/Stack';
import { useEffect, useRef, type ReactNode, useMemo, useState } from 'react';
import Alert from '@mui/material/Alert';
import { PeriodHistory, ChangesSince } from './PeriodHistory';
import { formatPeriod, listDates, getWeekStart } from '../../data/dates';
import { usePeriod } from '../../data/timeQueries';
import { useEntryColumns } from '../../entity/useEntryColumns';
import { WorkItemLinks } from '../../entries/WorkItemLinks';
import { PeriodChip } from '../../period/PeriodToolbar';
import { HiddenTime, ReadOnlyTimesheet } from '../ReadOnlyTimesheet';
import { callboardTimeTeamTranslationRef } from '../teamTranslation';
import { type Decision, isFirstClick, useDecision } from './useDecision';

const doneMessages = {
  approve: 'period.approved',
  reject: 'period.rejected',
  reopen: 'period.reopened',
} as const;

function PeriodActions(props: {
  slug: string;
  period: Period;
  onDecided: () => void;
}) {
  const { t } = useTranslationRef(callboardTimeTeamTranslationRef);
  const { slug, period } = props;
  const { status, can_decide, display_name: person } = period;
  const canApprove = useAllowed(permissions.timesheet.approve, slug);
  const canReject = useAllowed(permissions.timesheet.reject, slug);
  const canReopen = useAllowed(permissions.timesheet.reopen, slug);
  const [actionToConfirm, setActionToConfirm] = useState<'reject' | 'reopen'>();
  const notify = useToast();
  const decision = useDecision(slug, period);
  const isLocked = status === 'submitted' || status === 'approved';
  const isOutdated = getErrorStatus(decision.error) === 412;
  const decide = (requestedDecision: Decision) =>
    !decision.isPending &&
    decision.mutate(requestedDecision, {
      onSuccess: () => {
        setActionToConfirm(undefined);
        notify({
          status: 'success',
          title: t(doneMessages[requestedDecision.action], { person }),
        });
        props.onDecided();
      },
      onError: error => {
        // The period has changed since it was loaded, so the viewer must review it again.
        if (getErrorStatus(error) === 412) {
          setActionToConfirm(undefined);
        }
      },
    });
  const openDialog = (action: 'reject' | 'reopen') => {
    decision.reset();
    setActionToConfirm(action);
  };
  return (
    <>
      {decision.error && !actionToConfirm && (
        <Alert severity={isOutdated ? 'warning' : 'error'}>
          {formatFailure(
            decision.error,
            t('period.failed'),
            t('period.changed'),
          )}
        </Alert>
      )}
      {isLocked && !can_decide && (
        <Alert severity="info">{t('period.notYours')}</Alert>
      )}
      {can_decide && (
        <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1 }}>
          {status === 'submitted' && canApprove && (
            <Button
              variant="contained"
              aria-disabled={decision.isPending}
              onClick={event =>
                isFirstClick(event) && decide({ action: 'approve' })
              }
            >
              {t('period.approve')}
            </Button>
          )}
          {status === 'submitted' && canReject && (
            <Button
              variant="outlined"
              color="error"
              onClick={() => openDialog('reject')}
            >
              {t('period.reject')}
            </Button>
          )}
          {status === 'approved' && canReopen && (
            <Button variant="outlined" onClick={() => openDialog('reopen')}>
              {t('period.reopen')}
            </Button>
          )}
        </Box>
      )}
      {actionToConfirm && (
        <ReasonDialog
          title={t(`period.${actionToConfirm}Title`, { person })}
          hint={t(`period.${actionToConfirm}Hint`)}
          // The same label as the button that opened the dialog, without its ellipsis.
          submitLabel={t(`period.${actionToConfirm}`).replace('…', '')}
          submitColor={actionToConfirm === 'reject' ? 'error' : undefined}
          failure={t('period.failed')}
          error={decision.error}
          isBusy={decision.isPending}
          onSubmit={reason => decide({ action: actionToConfirm, reason })}
          onClose={() => setActionToConfirm(undefined)}
        />
      )}
    </>
  );
}

/** The first days of the weeks that overlap a week or month. `weekStart` is 1 for Monday. */
export function getWeekStarts(
  { week_start, week_end }: Pick<Period, 'week_start' | 'week_end'>,
  weekStart: number,
): string[] {
  const days = listDates(week_start, week_end);
  return [...new Set(days.map(day => getWeekStart(day, weekStart)))];
}

/** Lists the worklogs of a period with their descriptions. Omits worklogs the viewer cannot see. */
function PeriodEntries(props: { slug: string; period: Period }) {
  const { t } = useTranslationRef(callboardTimeTeamTranslationRef);
  const { slug, period } = props;
  const { member_id, week_start: date_from, week_end: date_to } = period;
  const list = useEndpointPages(endpoints.listWorklogs, {
    params: { slug },
    query: { member_id, date_from, date_to, order_by: 'logged_at' },
  });
  const { date, item, time, description } = useEntryColumns(slug);
  const columns = useMemo(
    // Omits the person, because all rows are of the same person. The description may be long, so
    // it is last.
    () => [date, item, time, description],
    [date, item, time, description],
  );
  return (
    <QueryState
      query={list}
      loading={<LoadingState rows={5} rowHeight={40} />}
      accessGranters={{ workspace: slug }}
    >
      {({ items, total }) =>
        items.length > 0 && (
          <Section level={2} title={t('period.entries')}>
            <WorkItemLinks ids={items.map(({ work_item_id }) => work_item_id)}>
              <DataTable
                label={t('period.entries')}
                columns={columns}
                rows={items}
                total={total}
                pages={list}
              />
            </WorkItemLinks>
          </Section>
        )
      }
    </QueryState>
  );
}

function isFocusLost(): boolean {
  const { activeElement: focused, body } = document;
  return !focused || focused === body || focused.getClientRects().length === 0;
}

/** Takes the focus on mount if the focused element, such as a pressed button, has disappeared. */
function FocusedSection(props: { label: string; children: ReactNode }) {
  const section = useRef<HTMLElement>(null);
  useEffect(() => {
    if (isFocusLost()) {
      section.current?.focus();
    }
  }, []);
  return (
    <Box
      ref={section}
      component="section"
      aria-label={props.label}
      tabIndex={-1}
      sx={{ minWidth: 0, outline: 'none' }}
    >
      {props.children}
    </Box>
  );
}

interface PeriodPaneProps {
  slug: string;
  today: string;
  onDecided: () => void;
  onClose: () => void;
}

function PeriodDetailsPane(props: PeriodPaneProps & { period: Period }) {
  const { t } = useTranslationRef(callboardTimeTeamTranslationRef);
  const { slug, period } = props;
  const { member_id: member, total_minutes: minutes } = period;
  const weekStart = useWeekStart(slug);
  return (
    <Stack spacing={2}>
      <Box
        sx={{
          display: 'flex',
          alignItems: 'center',
          flexWrap: 'wrap',
          gap: 1.5,
        }}
      >
        <PersonChip
          userRef={member}
          name={period.display_name}
          workspace={slug}
        />
        <Box component="span" sx={{ fontWeight: 600 }}>
          {formatPeriod(period, props.today)}
        </Box>
        <PeriodChip status={period.status} />
        <Box component="span" sx={{ typography: 'body2' }}>
          {t('queue.of', {
            total: formatMinutes(minutes),
            expected: formatMinutes(period.expected_minutes),
          })}
        </Box>
        <Box sx={{ flex: 1 }} />
        <IconButton
          size="small"
          aria-label={t('period.close')}
          onClick={props.onClose}
        >
          <CloseIcon fontSize="small" />
        </IconButton>
      </Box>
      <PeriodActions {...props} />
      <ChangesSince slug={slug} id={period.id} />
      <HiddenTime
        slug={slug}
        member={member}
        from={period.week_start}
        to={period.week_end}
        minutes={minutes}
      />
      {getWeekStarts(period, weekStart).map(week => (
        <ReadOnlyTimesheet key={week} slug={slug} member={member} week={week} />
      ))}
      <PeriodEntries slug={slug} period={period} />
      <Section level={2} title={t('period.history')}>
        <PeriodHistory slug={slug} id={period.id} />
      </Section>
    </Stack>
  );
}

export function PeriodPane(props: PeriodPaneProps & { id: string }) {
  const { t } = useTranslationRef(callboardTimeTeamTranslationRef);
  const { slug, id, onClose } = props;
  const isId = uuid.safeParse(id).success;
  const query = usePeriod(slug, isId ? id : null);
  if (!isId || getErrorStatus(query.error) === 404) {
    return (
      <EmptyState title={t('period.missing')}>
        <Button onClick={onClose}>{t('period.close')}</Button>
      </EmptyState>
    );
  }
  return (
    <QueryState
      query={query}
      loading={<LoadingState rows={8} rowHeight={36} />}
    >
      {period => (
        <FocusedSection
          label={t('period.label', { person: period.display_name })}
        >
          <PeriodDetailsPane {...props} period={period} />
        </FocusedSection>
      )}
    </QueryState>
  );
}
