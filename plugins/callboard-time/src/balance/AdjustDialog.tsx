import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  endpoints,
  MAX_ADJUSTMENT_MINUTES,
  MAX_ADJUSTMENT_REASON,
  parseDuration,
  type NewTimeAdjustment,
} from '@callboard/plugin-callboard-common';
import {
  ChoiceToggle,
  DateField,
  formatFailure,
  FormDialog,
  formatMinutes,
  getProblems,
  useEndpointMutation,
  useMinutesPerDay,
} from '@callboard/plugin-callboard-react';
import Stack from '@mui/material/Stack';
import TextField from '@mui/material/TextField';
import { useState } from 'react';
import { useRefreshTime } from '../data/refreshTime';
import type { BalancePerson } from './BalanceDetails';
import { callboardTimeBalanceTranslationRef } from './balanceTranslation';

const directions = ['add', 'subtract'] as const;

export function AdjustDialog(props: {
  slug: string;
  person: BalancePerson;
  date: string;
  onClose: () => void;
}) {
  const { t } = useTranslationRef(callboardTimeBalanceTranslationRef);
  const { slug, person, onClose } = props;
  const [direction, setDirection] =
    useState<(typeof directions)[number]>('add');
  const [duration, setDuration] = useState('');
  const [wasBlurred, setBlurred] = useState(false);
  const [date, setDate] = useState(props.date);
  const [reason, setReason] = useState('');
  const minutesPerDay = useMinutesPerDay(slug);
  const adjust = useEndpointMutation(endpoints.createTimeAdjustment, {
    toRequest: (values: Omit<NewTimeAdjustment, 'member_id'>) => ({
      params: { slug },
      body: { ...values, member_id: person.member_id },
    }),
    toSuccessTitle: () => t('adjust.saved', { person: person.display_name }),
    onSuccess: onClose,
    onSettled: useRefreshTime(),
  });
  const minutes = parseDuration(duration, minutesPerDay);
  const isValid =
    minutes !== undefined && minutes > 0 && minutes <= MAX_ADJUSTMENT_MINUTES;
  const hasProblem = wasBlurred && duration.trim() !== '' && !isValid;
  const { fields } = getProblems(adjust.error);
  const isShownAtField = fields.date ?? fields.reason ?? fields.minutes;
  const getDurationHint = () => {
    if (hasProblem) {
      const max = formatMinutes(MAX_ADJUSTMENT_MINUTES);
      return t('adjust.unreadable', { max });
    }
    return fields.minutes ?? t('adjust.minutesHint');
  };
  return (
    <FormDialog
      title={t('adjust.title', { person: person.display_name })}
      hint={t('adjust.hint')}
      failure={
        !isShownAtField && formatFailure(adjust.error, t('adjust.failed'))
      }
      submitLabel={t('adjust.save')}
      isBlocked={!isValid || !date || !reason.trim()}
      isBusy={adjust.isPending}
      onSubmit={() =>
        adjust.mutate({
          minutes: direction === 'add' ? minutes! : -minutes!,
          date,
          reason: reason.trim(),
        })
      }
      onClose={onClose}
    >
      <Stack spacing={2}>
        <ChoiceToggle
          label={t('adjust.direction')}
          value={direction}
          choices={directions.map(value => ({
            value,
            label: t(`adjust.${value}`),
          }))}
          onChange={setDirection}
        />
        <TextField
          fullWidth
          required
          size="small"
          label={t('adjust.minutes')}
          value={duration}
          onChange={event => setDuration(event.target.value)}
          onBlur={() => setBlurred(true)}
          error={hasProblem || fields.minutes !== undefined}
          helperText={getDurationHint()}
          inputProps={{ maxLength: 20, autoComplete: 'off' }}
        />
        <DateField
          label={t('adjust.date')}
          value={date}
          onChange={setDate}
          error={fields.date !== undefined}
          helperText={fields.date}
        />
        <TextField
          fullWidth
          required
          multiline
          minRows={2}
          maxRows={8}
          size="small"
          label={t('adjust.reason')}
          value={reason}
          onChange={event => setReason(event.target.value)}
          error={fields.reason !== undefined}
          helperText={fields.reason}
          inputProps={{ maxLength: MAX_ADJUSTMENT_REASON }}
        />
      </Stack>
    </FormDialog>
  );
}
