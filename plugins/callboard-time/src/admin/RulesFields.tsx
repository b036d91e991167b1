import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { timeSettings } from '@callboard/plugin-callboard-common';
import {
  SelectField,
  DateField,
  TimeField,
  getWeekdayName,
} from '@callboard/plugin-callboard-react';
import Box from '@mui/material/Box';
import FormControlLabel from '@mui/material/FormControlLabel';
import Switch from '@mui/material/Switch';
import TextField from '@mui/material/TextField';
import ToggleButton from '@mui/material/ToggleButton';
import ToggleButtonGroup from '@mui/material/ToggleButtonGroup';
import { useId } from 'react';
import { DurationField } from '../entries/DurationField';
import { parseWholeNumber, type RulesDraft } from './RulesDraft';
import { callboardTimeAdminTranslationRef } from './timeAdminTranslation';

function NumberField(props: {
  label: string;
  value: string;
  hint?: string;
  problem?: string;
  disabled: boolean;
  onChange: (value: string) => void;
}) {
  const { problem, hint } = props;
  return (
    <TextField
      size="small"
      label={props.label}
      value={props.value}
      disabled={props.disabled}
      onChange={event => props.onChange(event.target.value)}
      error={problem !== undefined}
      helperText={problem ?? hint}
      inputProps={{ inputMode: 'numeric', maxLength: 6 }}
    />
  );
}

const DAYS = [1, 2, 3, 4, 5, 6, 7];

const ROUNDING_MINUTES = [0, 5, 6, 10, 15, 30] as const;
const periods = timeSettings.period.schema.options;

/** The server's validation errors, by setting. */
type Problems = Record<string, string>;

export function RulesFields(props: {
  draft: RulesDraft;
  /** The saved length of a working day. */
  minutesPerDay: number;
  problems: Problems;
  disabled: boolean;
  onChange: (patch: Partial<RulesDraft>) => void;
}) {
  const { t } = useTranslationRef(callboardTimeAdminTranslationRef);
  const { draft, minutesPerDay, problems, disabled, onChange } = props;
  const id = useId();
  const renderNumberField = (
    name: 'future' | 'past' | 'timerHours' | 'remindBelow',
    setting: string,
    hint?: string,
  ) => {
    // Only `past` may be empty: no limit then applies.
    const isOmitted = name === 'past' && !draft.past.trim();
    const isInvalid = !isOmitted && parseWholeNumber(draft[name]) === undefined;
    return (
      <NumberField
        label={t(`settings.${name}`)}
        value={draft[name]}
        hint={hint}
        problem={isInvalid ? t('settings.number') : problems[setting]}
        disabled={disabled}
        onChange={value => onChange({ [name]: value })}
      />
    );
  };
  return (
    <>
      <div>
        <Box id={`${id}-days`} sx={{ typography: 'body2', mb: 0.5 }}>
          {t('settings.workingDays')}
        </Box>
        <ToggleButtonGroup
          size="small"
          aria-labelledby={`${id}-days`}
          value={draft.workingDays}
          disabled={disabled}
          onChange={(_, workingDays: number[]) => onChange({ workingDays })}
          sx={{ flexWrap: 'wrap' }}
        >
          {DAYS.map(day => (
            <ToggleButton
              key={day}
              value={day}
              aria-label={getWeekdayName(day)}
              sx={{ textTransform: 'none', py: 0.5 }}
            >
              {getWeekdayName(day).slice(0, 3)}
            </ToggleButton>
          ))}
        </ToggleButtonGroup>
      </div>
      <DurationField
        label={t('settings.minutesPerDay')}
        hint={t('settings.minutesPerDayHint')}
        value={draft.minutesPerDay}
        onChange={text => onChange({ minutesPerDay: text })}
        minutesPerDay={minutesPerDay}
        disabled={disabled}
        problem={problems.minutes_per_day}
      />
      <DurationField
        label={t('settings.maxPerDay')}
        hint={t('settings.maxPerDayHint')}
        value={draft.maxPerDay}
        onChange={maxPerDay => onChange({ maxPerDay })}
        minutesPerDay={minutesPerDay}
        disabled={disabled}
        problem={problems.max_minutes_per_day}
      />
      {renderNumberField('future', 'max_future_days')}
      {renderNumberField(
        'past',
        'max_past_working_days',
        t('settings.pastHint'),
      )}
      <TextField
        size="small"
        multiline
        minRows={3}
        label={t('settings.activityTypes')}
        value={draft.activityTypes}
        disabled={disabled}
        onChange={event => onChange({ activityTypes: event.target.value })}
        error={problems.activity_types !== undefined}
        helperText={problems.activity_types ?? t('settings.activityTypesHint')}
      />
      <SelectField<RulesDraft['rounding']>
        label={t('settings.rounding')}
        value={draft.rounding}
        options={ROUNDING_MINUTES.map(value => ({
          value,
          label:
            value === 0
              ? t('settings.noRounding')
              : t('settings.roundings', { count: value }),
        }))}
        disabled={disabled}
        helperText={draft.rounding > 0 && t('settings.roundingHint')}
        onChange={rounding => onChange({ rounding })}
      />
      {renderNumberField('timerHours', 'max_timer_hours')}
      <SelectField
        label={t('settings.period')}
        value={draft.period}
        options={periods.map(value => ({
          value,
          label: t(`settings.periods.${value}`),
        }))}
        disabled={disabled}
        onChange={period => onChange({ period })}
      />
      <DateField
        label={t('settings.balanceFrom')}
        value={draft.balanceFrom}
        disabled={disabled}
        onChange={balanceFrom => onChange({ balanceFrom })}
        error={problems.balance_from !== undefined}
        helperText={problems.balance_from ?? t('settings.balanceFromHint')}
      />
      <FormControlLabel
        label={t('settings.requireDescription')}
        disabled={disabled}
        control={
          <Switch
            checked={draft.isDescriptionRequired}
            onChange={(_, isDescriptionRequired) =>
              onChange({ isDescriptionRequired })
            }
          />
        }
      />
      <FormControlLabel
        label={t('settings.remind')}
        disabled={disabled}
        control={
          <Switch
            checked={draft.hasReminders}
            onChange={(_, hasReminders) => onChange({ hasReminders })}
          />
        }
      />
      {draft.hasReminders && (
        <>
          <TimeField
            label={t('settings.remindAt')}
            value={draft.remindAt}
            disabled={disabled}
            onChange={remindAt => onChange({ remindAt })}
            error={problems.reminders !== undefined}
            helperText={problems.reminders}
          />
          {renderNumberField('remindBelow', 'reminders')}
        </>
      )}
    </>
  );
}
