import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  endpoints,
  scheduleFormat,
  type DashboardSchedule,
  scheduleFrequency,
  type ScheduleFormat,
  type ScheduleFrequency,
} from '@callboard/plugin-callboard-common';
import {
  formatFailure,
  FormDialog,
  getProblems,
  getErrorStatus,
  toIfMatchHeader,
  useEndpointMutation,
  useMe,
  type OwnWorkspace,
  TimeZonePicker,
  useWeekStart,
  getWeekdayName,
} from '@callboard/plugin-callboard-react';
import Stack from '@mui/material/Stack';
import { useState } from 'react';
import Box from '@mui/material/Box';
import { ChoiceField } from '../edit/ChoiceField';
import { RecipientsField } from './RecipientsField';
import { callboardDashboardsSchedulesTranslationRef } from './schedulesTranslation';

interface ScheduleDraft {
  recipient_refs: string[];
  frequency: ScheduleFrequency;
  /** Retained while another frequency is selected. */
  weekday: number;
  /** Retained while another frequency is selected. */
  day_of_month: number;
  hour: number;
  timezone: string;
  format: ScheduleFormat;
}

const DEFAULT_HOUR = 8;

function toScheduleDraft(
  schedule: DashboardSchedule | undefined,
  defaults: { user_ref: string; timezone: string },
): ScheduleDraft {
  return {
    recipient_refs: schedule?.recipient_refs ?? [defaults.user_ref],
    frequency: schedule?.frequency ?? 'weekly',
    weekday: schedule?.weekday ?? 1,
    day_of_month: schedule?.day_of_month ?? 1,
    hour: schedule?.hour ?? DEFAULT_HOUR,
    timezone: schedule?.timezone ?? defaults.timezone,
    format: schedule?.format ?? 'pdf',
  };
}

function toScheduleInput(draft: ScheduleDraft) {
  const { frequency, weekday, day_of_month } = draft;
  return {
    ...draft,
    weekday: frequency === 'weekly' ? weekday : null,
    day_of_month: frequency === 'monthly' ? day_of_month : null,
  };
}

type ScheduleInput = ReturnType<typeof toScheduleInput>;

const LONGEST_MONTH_DAYS = 31;
const SHORTEST_MONTH_DAYS = 28;
const DAYS_PER_WEEK = 7;
const HOURS_PER_DAY = 24;

const HOUR_MS = 3_600_000;

/** Formats an hour of the day in the reader's locale: "08:00", "8:00 AM". */
export function formatHour(hour: number): string {
  return new Intl.DateTimeFormat(undefined, {
    timeStyle: 'short',
    timeZone: 'UTC',
  }).format(hour * HOUR_MS);
}

const listNumbers = (count: number) =>
  Array.from({ length: count }, (_, index) => index);

const dayChoices = listNumbers(LONGEST_MONTH_DAYS).map(index => ({
  value: String(index + 1),
  label: String(index + 1),
}));

const hourChoices = listNumbers(HOURS_PER_DAY).map(hour => ({
  value: String(hour),
  label: formatHour(hour),
}));

function ScheduleTimeFields(props: {
  slug: string;
  draft: ScheduleDraft;
  onChange: (patch: Partial<ScheduleDraft>) => void;
}) {
  const { t } = useTranslationRef(callboardDashboardsSchedulesTranslationRef);
  const { slug, draft, onChange } = props;
  const { frequency, weekday, day_of_month, hour, timezone } = draft;
  const weekStart = useWeekStart(slug);
  const weekdays = listNumbers(DAYS_PER_WEEK)
    .map(index => ((weekStart - 1 + index) % DAYS_PER_WEEK) + 1)
    .map(day => ({ value: String(day), label: getWeekdayName(day) }));
  return (
    <Box
      sx={{
        display: 'grid',
        gap: 2,
        alignItems: 'start',
        gridTemplateColumns: { xs: '1fr', sm: '1fr 1fr' },
      }}
    >
      <ChoiceField
        label={t('form.frequency')}
        value={frequency}
        choices={scheduleFrequency.options.map(value => ({
          value,
          label: t(`form.${value}`),
        }))}
        onChange={value => onChange({ frequency: value })}
      />
      {frequency === 'weekly' && (
        <ChoiceField
          label={t('form.weekday')}
          value={String(weekday)}
          choices={weekdays}
          onChange={value => onChange({ weekday: Number(value) })}
        />
      )}
      {frequency === 'monthly' && (
        <ChoiceField
          label={t('form.day')}
          value={String(day_of_month)}
          choices={dayChoices}
          hint={
            day_of_month > SHORTEST_MONTH_DAYS ? t('form.dayHint') : undefined
          }
          onChange={value => onChange({ day_of_month: Number(value) })}
        />
      )}
      <ChoiceField
        label={t('form.hour')}
        value={String(hour)}
        choices={hourChoices}
        onChange={value => onChange({ hour: Number(value) })}
      />
      <TimeZonePicker
        value={timezone}
        onChange={zone => onChange({ timezone: zone })}
        noOptionsText={t('form.noZone')}
        field={{ size: 'small', label: t('form.zone') }}
      />
    </Box>
  );
}

export function ScheduleFormDialog(props: {
  workspace: OwnWorkspace;
  dashboard: string;
  schedule?: DashboardSchedule;
  /** The known names of people, by reference. */
  names: ReadonlyMap<string, string>;
  onClose: () => void;
}) {
  const { t } = useTranslationRef(callboardDashboardsSchedulesTranslationRef);
  const { workspace, schedule, names, onClose } = props;
  const user_ref = useMe().data?.user_ref ?? '';
  const [draft, setDraft] = useState(() =>
    toScheduleDraft(schedule, { user_ref, timezone: workspace.timezone }),
  );
  const [isTouched, setTouched] = useState(false);
  const change = (patch: Partial<ScheduleDraft>) =>
    setDraft({ ...draft, ...patch });
  const params = { slug: workspace.slug, id: props.dashboard };
  const options = {
    invalidates: [endpoints.listDashboardSchedules],
    refetchesAfterFailure: true,
    onSuccess: onClose,
  };
  const creation = useEndpointMutation(endpoints.createDashboardSchedule, {
    ...options,
    toRequest: (body: ScheduleInput) => ({ params, body }),
  });
  const update = useEndpointMutation(endpoints.updateDashboardSchedule, {
    ...options,
    toRequest: (body: ScheduleInput) => ({
      params: { ...params, sid: schedule!.id },
      body,
      headers: toIfMatchHeader(schedule!),
    }),
  });
  const saving = schedule ? update : creation;
  const { error } = saving;
  const isStale = getErrorStatus(error) === 412;
  const isEmpty = draft.recipient_refs.length === 0;
  const recipientProblem = error && getProblems(error).fields.recipient_refs;
  const requiredMessage =
    isEmpty && isTouched ? t('form.peopleRequired') : undefined;
  return (
    <FormDialog
      title={t(schedule ? 'form.edit' : 'form.add')}
      failure={
        !recipientProblem &&
        formatFailure(
          error,
          t('form.failed'),
          `${t('form.failed')} ${t('form.stale')}`,
        )
      }
      submitLabel={t('form.submit')}
      maxWidth="sm"
      isBlocked={isEmpty || isStale}
      isBusy={saving.isPending}
      onSubmit={() => saving.mutate(toScheduleInput(draft))}
      onClose={onClose}
    >
      <Stack spacing={2}>
        <RecipientsField
          workspace={workspace}
          refs={draft.recipient_refs}
          names={names}
          problem={requiredMessage ?? (recipientProblem || undefined)}
          onBlur={() => setTouched(true)}
          onChange={recipient_refs => {
            saving.reset();
            change({ recipient_refs });
          }}
        />
        <ScheduleTimeFields
          slug={workspace.slug}
          draft={draft}
          onChange={change}
        />
        <ChoiceField
          label={t('form.format')}
          value={draft.format}
          choices={scheduleFormat.options.map(value => ({
            value,
            label: t(`form.${value}`),
          }))}
          onChange={format => change({ format })}
        />
      </Stack>
    </FormDialog>
  );
}
