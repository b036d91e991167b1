import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  MAX_WORKLOG_DESCRIPTION,
  type TimeSuggestion,
} from '@callboard/plugin-callboard-common';
import {
  ClockTime,
  EntityLink,
  useActionLabels,
  useEntityTypeLabels,
} from '@callboard/plugin-callboard-react';
import TimerOffOutlinedIcon from '@mui/icons-material/TimerOffOutlined';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Card from '@mui/material/Card';
import TextField from '@mui/material/TextField';
import { useState } from 'react';
import { DurationField } from '../entries/DurationField';
import { callboardTimeTranslationRef } from '../translation';
import type {
  SuggestionProblems,
  SuggestionForm,
  SuggestionInput,
} from './useAcceptSuggestions';

const MAX_COLLAPSED_LINES = 3;

function Evidence(props: { evidence: TimeSuggestion['evidence'] }) {
  const { t } = useTranslationRef(callboardTimeTranslationRef);
  const { evidence } = props;
  const getActionLabel = useActionLabels();
  const getTypeLabel = useEntityTypeLabels();
  const [isExpanded, setExpanded] = useState(false);
  const visibleLines = isExpanded
    ? evidence
    : evidence.slice(0, MAX_COLLAPSED_LINES);
  const hiddenCount = evidence.length - visibleLines.length;
  return (
    <>
      <Box
        component="ul"
        aria-label={t('suggestions.evidence')}
        sx={{ m: 0, mt: 0.5, p: 0, listStyle: 'none', typography: 'caption' }}
      >
        {visibleLines.map(({ at, action, entity_type }, index) => (
          <Box
            component="li"
            // Two lines can have the same content.
            key={index}
            sx={{ display: 'flex', gap: 1, color: 'text.secondary' }}
          >
            <ClockTime instant={at} />
            <Box
              component="span"
              sx={{ minWidth: 0, overflowWrap: 'anywhere' }}
            >
              {getActionLabel(action)} {getTypeLabel(entity_type)}
            </Box>
          </Box>
        ))}
      </Box>
      {hiddenCount > 0 && (
        <Button
          size="small"
          onClick={() => setExpanded(true)}
          sx={{ px: 0, minWidth: 0 }}
        >
          {t('suggestions.more', { count: hiddenCount })}
        </Button>
      )}
    </>
  );
}

export function SuggestionCard(props: {
  form: SuggestionForm;
  /** The name of the workspace, if it is not the page's workspace. */
  workspace?: string;
  onChange: (patch: Partial<SuggestionInput>) => void;
  problems: SuggestionProblems;
  isBlocked: boolean;
  onAccept: () => void;
  /** Absent if the portal's policy denies dismissing. */
  onDismiss?: () => void;
}) {
  const { t } = useTranslationRef(callboardTimeTranslationRef);
  const { form, problems, onChange } = props;
  const { suggestion, input } = form;
  const { work_item, reason: unloggedReason } = suggestion;
  const name = `${work_item.identifier} ${work_item.title}`;
  return (
    <Card
      component="li"
      variant="outlined"
      // The duration field reserves a line for helper text below it.
      sx={{ p: 1.5, pb: 0, typography: 'body2', overflow: 'visible' }}
    >
      <EntityLink type="work_item" id={work_item.id} label={name} />
      <Box sx={{ color: 'text.secondary' }}>
        <ClockTime instant={suggestion.started_at} />
        {' – '}
        <ClockTime instant={suggestion.ended_at} />
        {props.workspace && ` · ${props.workspace}`}
      </Box>
      {unloggedReason && (
        <Box sx={{ display: 'flex', gap: 0.5, overflowWrap: 'anywhere' }}>
          <TimerOffOutlinedIcon
            fontSize="small"
            aria-hidden
            sx={{ color: 'warning.main' }}
          />
          {t('suggestions.timer', { reason: unloggedReason })}
        </Box>
      )}
      <Evidence evidence={suggestion.evidence} />
      <Box
        component="form"
        noValidate
        onSubmit={event => {
          event.preventDefault();
          if (!props.isBlocked) {
            props.onAccept();
          }
        }}
        sx={{ display: 'flex', flexWrap: 'wrap', gap: 1, mt: 1.5 }}
      >
        <TextField
          fullWidth
          size="small"
          label={t('entry.description')}
          required={form.requiresDescription}
          value={input.description}
          onChange={event => onChange({ description: event.target.value })}
          error={problems.description !== undefined}
          helperText={problems.description}
          inputProps={{ maxLength: MAX_WORKLOG_DESCRIPTION }}
          sx={{ mb: 0.5 }}
        />
        <Box sx={{ width: 160 }}>
          <DurationField
            fullWidth
            value={input.duration}
            onChange={duration => onChange({ duration })}
            minutesPerDay={form.minutesPerDay}
            problem={problems.minutes}
          />
        </Box>
        <Button
          type="submit"
          size="small"
          variant="outlined"
          disabled={props.isBlocked}
          aria-label={t('suggestions.acceptOne', { item: name })}
          sx={{ height: 38 }}
        >
          {t('suggestions.accept')}
        </Button>
        {props.onDismiss && (
          <Button
            size="small"
            color="inherit"
            aria-label={t('suggestions.dismissOne', { item: name })}
            onClick={props.onDismiss}
            sx={{ height: 38 }}
          >
            {t('suggestions.dismiss')}
          </Button>
        )}
      </Box>
    </Card>
  );
}
