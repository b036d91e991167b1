import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  endpoints,
  parseDuration,
  formatDuration,
  type WorkSchedule,
} from '@callboard/plugin-callboard-common';
import {
  toIfMatchHeader,
  getProblems,
  getQueryKey,
  Section,
  getErrorStatus,
  useCallboardClient,
  useToast,
  getWeekdayName,
} from '@callboard/plugin-callboard-react';
import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Stack from '@mui/material/Stack';
import TextField from '@mui/material/TextField';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { refreshTime } from '../data/refreshTime';
import { callboardTimeAdminTranslationRef } from '../admin/timeAdminTranslation';

const formatDurations = ({
  minutes_per_weekday: own,
  workspace_minutes_per_weekday: workspaceMinutes,
}: WorkSchedule) => (own ?? workspaceMinutes).map(formatDuration);

/** The working time of a person on each day of the week. */
export function Schedule(props: {
  slug: string;
  member: string;
  schedule: WorkSchedule;
}) {
  const { t } = useTranslationRef(callboardTimeAdminTranslationRef);
  const { slug, member, schedule } = props;
  // Edits stay based on the schedule they started from, even after a refetch.
  const [draft, setDraft] = useState<{ base: WorkSchedule; texts: string[] }>();
  const { base, texts } = draft ?? {
    base: schedule,
    texts: formatDurations(schedule),
  };
  const client = useCallboardClient();
  const queries = useQueryClient();
  const notify = useToast();
  const minutes = texts.map(text => parseDuration(text));
  const current = formatDurations(base);
  const isChanged = texts.some((text, at) => text.trim() !== current[at]);
  const isReadable = minutes.every(each => each !== undefined && each <= 1_440);
  const save = useMutation({
    mutationFn: (minutes_per_weekday: number[] | null) =>
      client.call(endpoints.setWorkSchedule, {
        params: { slug },
        query: { member_id: member },
        body: { minutes_per_weekday },
        headers: toIfMatchHeader(base),
      }),
    onSuccess: saved => {
      queries.setQueryData(
        getQueryKey(endpoints.getWorkSchedule, {
          params: { slug },
          query: { member_id: member },
        }),
        saved,
      );
      setDraft(undefined);
      notify({ status: 'success', title: t('people.saved') });
    },
    onSettled: () => {
      queries.invalidateQueries({
        queryKey: getQueryKey(endpoints.getWorkSchedule),
      });
      refreshTime(queries);
    },
  });
  const discard = () => {
    save.reset();
    setDraft(undefined);
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (isReadable && isChanged && !save.isPending) {
      save.mutate(minutes as number[]);
    }
  };
  return (
    <Section
      level={2}
      title={t('people.schedule')}
      hint={schedule.minutes_per_weekday === null && t('people.usual')}
    >
      <Stack component="form" noValidate spacing={2} onSubmit={submit}>
        {save.error && (
          <Alert severity="error">
            {getErrorStatus(save.error) === 412
              ? t('people.conflict')
              : `${t('people.failed')} ${getProblems(save.error).message}`}
          </Alert>
        )}
        <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1, rowGap: 1.5 }}>
          {texts.map((text, at) => (
            <TextField
              key={at}
              size="small"
              label={getWeekdayName(at + 1)}
              value={text}
              disabled={!schedule.is_editable}
              error={minutes[at] === undefined}
              onChange={event =>
                setDraft({
                  base,
                  texts: texts.map((old, i) =>
                    i === at ? event.target.value : old,
                  ),
                })
              }
              inputProps={{ maxLength: 12 }}
              sx={{ width: 112 }}
            />
          ))}
        </Box>
        {schedule.is_editable && (
          <Box sx={{ display: 'flex', gap: 1 }}>
            <Button
              type="submit"
              variant="contained"
              disabled={!isReadable || !isChanged}
            >
              {t('people.save')}
            </Button>
            <Button disabled={!draft} onClick={discard}>
              {t('people.discard')}
            </Button>
            <Button
              disabled={schedule.minutes_per_weekday === null}
              onClick={() => save.mutate(null)}
            >
              {t('people.reset')}
            </Button>
          </Box>
        )}
      </Stack>
    </Section>
  );
}
