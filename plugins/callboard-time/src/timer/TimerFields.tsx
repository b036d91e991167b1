import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { MAX_WORKLOG_DESCRIPTION } from '@callboard/plugin-callboard-common';
import { DateTimeField } from '@callboard/plugin-callboard-react';
import FormControlLabel from '@mui/material/FormControlLabel';
import Switch from '@mui/material/Switch';
import TextField from '@mui/material/TextField';
import { WorkItemPicker } from '../items/WorkItemPicker';
import { callboardTimeTimerTranslationRef } from './timerTranslation';
import type { TimerDraft } from './useTimerDraft';

/** The editable fields of a running timer. */
export function TimerFields(props: {
  slug: string;
  draft: TimerDraft;
  startProblem?: 'future' | 'noStart';
  /** The server's validation errors, by field. */
  problems: Record<string, string>;
  onChange: (patch: Partial<TimerDraft>) => void;
}) {
  const { t } = useTranslationRef(callboardTimeTimerTranslationRef);
  const { draft, startProblem, problems, onChange } = props;
  const wrongStart = startProblem
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
        error={wrongStart !== undefined}
        helperText={wrongStart}
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
