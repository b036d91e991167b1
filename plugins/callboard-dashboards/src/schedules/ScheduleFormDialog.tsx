import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  scheduleFormat,
  type DashboardSchedule,
  scheduleFrequency,
  MAX_SCHEDULE_RECIPIENTS,
  type ScheduleFormat,
  type ScheduleFrequency,
} from '@callboard/plugin-callboard-common';
import {
  FormDialog,
  getProblems,
  getErrorStatus,
  useMe,
  type OwnWorkspace,
  TimeZonePicker,
  useWeekStart,
  getWeekdayName,
  filterFound,
  parseRef,
  PersonAvatar,
  PersonOptionItem,
  type PersonOption,
} from '@callboard/plugin-callboard-react';
import Stack from '@mui/material/Stack';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import Box from '@mui/material/Box';
import Autocomplete from '@mui/material/Autocomplete';
import Chip from '@mui/material/Chip';
import TextField from '@mui/material/TextField';
import { ChoiceField } from '../edit/ChoiceField';
import { usePeopleOptions } from '../edit/filters/useResourceOptions';
import { formatHour, type Schedules } from './useSchedules';
import { callboardDashboardsSchedulesTranslationRef } from './schedulesTranslation';

/** A field to select several people of a workspace. */
function PeopleField(props: {
  workspace: OwnWorkspace;
  refs: readonly string[];
  /** The known names of people, by reference. */
  names: ReadonlyMap<string, string>;
  problem?: string;
  onBlur: () => void;
  onChange: (refs: string[]) => void;
}) {
  const { t } = useTranslationRef(callboardDashboardsSchedulesTranslationRef);
  const { workspace, refs, names } = props;
  const search = usePeopleOptions(workspace.slug);
  // Selected people keep their names while the user searches for another person.
  const [selectedNames, setSelectedNames] = useState(new Map<string, string>());
  const options: PersonOption[] = search.options.map(({ value, label }) => ({
    user_ref: String(value),
    name: label,
  }));
  const selected: PersonOption[] = refs.map(user_ref => ({
    user_ref,
    name:
      options.find(option => option.user_ref === user_ref)?.name ??
      selectedNames.get(user_ref) ??
      names.get(user_ref) ??
      parseRef(user_ref)?.name ??
      user_ref,
  }));
  const isFull = refs.length >= MAX_SCHEDULE_RECIPIENTS;
  return (
    <Autocomplete
      multiple
      size="small"
      filterSelectedOptions
      disableCloseOnSelect
      value={selected}
      options={options}
      loading={search.loading}
      filterOptions={filterFound(
        search.loading,
        ({ user_ref, name }) => `${name} ${user_ref}`,
      )}
      isOptionEqualToValue={(a, b) => a.user_ref === b.user_ref}
      getOptionLabel={({ name }) => name}
      getOptionDisabled={() => isFull}
      onInputChange={(_, text) => search.onSearch?.(text)}
      onChange={(_, next) => {
        setSelectedNames(
          new Map(next.map(({ user_ref, name }) => [user_ref, name])),
        );
        props.onChange(next.map(({ user_ref }) => user_ref));
      }}
      // Enter selects an option and must not submit the form.
      onKeyDown={event => {
        if (event.key === 'Enter') {
          event.preventDefault();
        }
      }}
      onBlur={props.onBlur}
      loadingText={t('form.searching')}
      noOptionsText={t('form.nobodyFound')}
      renderOption={({ key: _name, ...item }, option) => (
        <PersonOptionItem key={option.user_ref} {...option} item={item} />
      )}
      renderTags={(people, tagProps) =>
        people.map(({ user_ref, name }, index) => {
          const { key: _name, ...chip } = tagProps({ index });
          return (
            <Chip
              key={user_ref}
              {...chip}
              size="small"
              title={user_ref}
              avatar={<PersonAvatar userRef={user_ref} name={name} size={20} />}
              label={name}
            />
          );
        })
      }
      renderInput={params => (
        <TextField
          {...params}
          required
          label={t('form.people')}
          error={Boolean(props.problem)}
          helperText={
            props.problem ??
            t('form.peopleHint', {
              workspace: workspace.name,
              number: String(MAX_SCHEDULE_RECIPIENTS),
            })
          }
        />
      )}
    />
  );
}

/** A schedule in the form. */
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

/** Returns the draft of an existing schedule, or the default draft. */
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

/** Converts a draft to the input of the API. */
function toScheduleInput(draft: ScheduleDraft) {
  const { frequency, weekday, day_of_month } = draft;
  return {
    ...draft,
    weekday: frequency === 'weekly' ? weekday : null,
    day_of_month: frequency === 'monthly' ? day_of_month : null,
  };
}

const LONGEST_MONTH_DAYS = 31;
const SHORTEST_MONTH_DAYS = 28;
const DAYS_PER_WEEK = 7;
const HOURS_PER_DAY = 24;

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

/** The fields for the times at which a dashboard is emailed. */
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

/** A dialog for the recipients and the times of a dashboard's emails. */
export function ScheduleFormDialog(props: {
  workspace: OwnWorkspace;
  /** The schedule to change; undefined for a new schedule. */
  schedule?: DashboardSchedule;
  schedules: Schedules;
  names: ReadonlyMap<string, string>;
  onClose: () => void;
}) {
  const { t } = useTranslationRef(callboardDashboardsSchedulesTranslationRef);
  const { workspace, schedule, schedules, names, onClose } = props;
  const user_ref = useMe().data?.user_ref ?? '';
  const [draft, setDraft] = useState(() =>
    toScheduleDraft(schedule, { user_ref, timezone: workspace.timezone }),
  );
  const [isTouched, setTouched] = useState(false);
  const change = (patch: Partial<ScheduleDraft>) =>
    setDraft({ ...draft, ...patch });
  const saving = useMutation({
    mutationFn: () =>
      schedule
        ? schedules.update(schedule, toScheduleInput(draft))
        : schedules.create(toScheduleInput(draft)),
    onSuccess: onClose,
    onSettled: schedules.refresh,
  });
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
        error &&
        !recipientProblem &&
        `${t('form.failed')} ${
          isStale ? t('form.stale') : getProblems(error).message
        }`
      }
      submitLabel={t('form.submit')}
      maxWidth="sm"
      isBlocked={isEmpty || isStale}
      isBusy={saving.isPending}
      onSubmit={() => saving.mutate()}
      onClose={onClose}
    >
      <Stack spacing={2}>
        <PeopleField
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
