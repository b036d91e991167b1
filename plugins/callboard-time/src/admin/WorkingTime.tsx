import {
  endpoints,
  MAX_MINUTES_PER_DAY,
  parseDuration,
  permissions,
  formatDuration,
  type WorkSchedule,
} from '@callboard/plugin-callboard-common';
import {
  DateField,
  formatCalendarDate,
  formatFailure,
  pickChangedSince,
  LoadingState,
  QueryState,
  getErrorStatus,
  useAllowed,
  useCallboardQuery,
  toIfMatchHeader,
  getQueryKey,
  Section,
  useEndpointMutation,
  getWeekdayName,
  useMinutesPerDay,
} from '@callboard/plugin-callboard-react';
import Stack from '@mui/material/Stack';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import TextField from '@mui/material/TextField';
import { useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { callboardTimeAdminTranslationRef } from './timeAdminTranslation';
import { useRefreshTime } from '../data/refreshTime';
import { TimeOffList } from './TimeOffList';

const formatDurations = ({
  minutes_per_weekday: personMinutes,
  workspace_minutes_per_weekday: workspaceMinutes,
}: WorkSchedule) => (personMinutes ?? workspaceMinutes).map(formatDuration);

/** Unsaved input, by the index of the weekday. */
type DayTexts = { [weekday: number]: string | undefined };

function parseDayLength(
  text: string,
  minutesPerDay: number,
): number | undefined {
  const minutes = parseDuration(text, minutesPerDay);
  return minutes !== undefined && minutes <= MAX_MINUTES_PER_DAY
    ? minutes
    : undefined;
}

function Schedule(props: {
  slug: string;
  member: string;
  schedule: WorkSchedule;
  /** The current date in the workspace's time zone. */
  today: string;
}) {
  const { t } = useTranslationRef(callboardTimeAdminTranslationRef);
  const { slug, member, schedule, today } = props;
  const isAllowed = useAllowed(permissions.workSchedule.update, slug);
  const isEditable = schedule.is_editable && isAllowed;
  // Edits stay based on the schedule they started from, even after a refetch.
  const [draft, setDraft] = useState<{ base: WorkSchedule; edits: DayTexts }>();
  const { base, edits } = draft ?? { base: schedule, edits: {} };
  const savedTexts = formatDurations(base);
  const texts = savedTexts.map((text, index) => edits[index] ?? text);
  const [firstDay, setFirstDay] = useState(today);
  const queries = useQueryClient();
  const minutesPerDay = useMinutesPerDay(slug);
  const minutes = texts.map(text => parseDayLength(text, minutesPerDay));
  const isChanged = texts.some(
    (text, index) => text.trim() !== savedTexts[index],
  );
  const isValid = !minutes.includes(undefined);
  const save = useEndpointMutation(endpoints.setWorkSchedule, {
    toRequest: ({
      minutes_per_weekday,
    }: {
      minutes_per_weekday: number[] | null;
      sent: DayTexts;
    }) => ({
      params: { slug },
      query: { member_id: member },
      body: { minutes_per_weekday, effective_from: firstDay || null },
      headers: toIfMatchHeader(base),
    }),
    toSuccessTitle: () => t('people.saved'),
    onSuccess: (saved, { sent }) => {
      queries.setQueryData(
        getQueryKey(endpoints.getWorkSchedule, {
          params: { slug },
          query: { member_id: member },
        }),
        saved,
      );
      setDraft(current => {
        const typed = current && pickChangedSince(sent, current.edits);
        return typed && Object.keys(typed).length > 0
          ? { base: saved, edits: typed }
          : undefined;
      });
    },
    onSettled: useRefreshTime(endpoints.getWorkSchedule),
  });
  const discard = () => {
    save.reset();
    setDraft(undefined);
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (isValid && isChanged && !save.isPending) {
      save.mutate({ minutes_per_weekday: minutes as number[], sent: edits });
    }
  };
  return (
    <Section
      level={2}
      title={t('people.schedule')}
      hint={[
        schedule.minutes_per_weekday === null && t('people.usual'),
        schedule.effective_from &&
          t('people.since', {
            date: formatCalendarDate(schedule.effective_from),
          }),
      ]
        .filter(Boolean)
        .join(' ')}
    >
      <Stack component="form" noValidate spacing={2} onSubmit={submit}>
        {save.error && (
          <Alert severity="error">
            {formatFailure(
              save.error,
              t('people.failed'),
              t('people.conflict'),
            )}
          </Alert>
        )}
        <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1, rowGap: 1.5 }}>
          {texts.map((text, index) => (
            <TextField
              key={index}
              size="small"
              label={getWeekdayName(index + 1)}
              value={text}
              disabled={!isEditable}
              error={minutes[index] === undefined}
              helperText={minutes[index] === undefined && t('people.dayLength')}
              onChange={event =>
                setDraft({
                  base,
                  edits: { ...edits, [index]: event.target.value },
                })
              }
              inputProps={{ maxLength: 12 }}
              sx={{ width: 112 }}
            />
          ))}
        </Box>
        {isEditable && (
          <Box sx={{ maxWidth: 360 }}>
            <DateField
              label={t('people.effectiveFrom')}
              value={firstDay}
              max={today}
              onChange={setFirstDay}
              helperText={t('people.effectiveFromHint')}
            />
          </Box>
        )}
        {isEditable && (
          <Box sx={{ display: 'flex', gap: 1 }}>
            <Button
              type="submit"
              variant="contained"
              disabled={!isValid || !isChanged}
            >
              {t('people.save')}
            </Button>
            <Button disabled={!draft} onClick={discard}>
              {t('people.discard')}
            </Button>
            <Button
              disabled={schedule.minutes_per_weekday === null}
              onClick={() =>
                !save.isPending &&
                save.mutate({ minutes_per_weekday: null, sent: edits })
              }
            >
              {t('people.reset')}
            </Button>
          </Box>
        )}
      </Stack>
    </Section>
  );
}

export function WorkingTime(props: {
  slug: string;
  member: string;
  today: string;
}) {
  const { slug, member } = props;
  const schedule = useCallboardQuery(endpoints.getWorkSchedule, {
    params: { slug },
    query: { member_id: member },
  });
  return (
    <Stack spacing={3}>
      <QueryState
        query={schedule}
        loading={<LoadingState rows={2} rowHeight={40} />}
        accessGranters={{ workspace: slug }}
      >
        {loaded => (
          <Schedule key={loaded.member_id} {...props} schedule={loaded} />
        )}
      </QueryState>
      {/* The schedule and the time off need the same permission, so show one error. */}
      {getErrorStatus(schedule.error) !== 403 && <TimeOffList {...props} />}
    </Stack>
  );
}
