import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  MAX_WORKLOG_DESCRIPTION,
  type TimeSettings,
  type WorkItem,
} from '@callboard/plugin-callboard-common';
import {
  formatMinutes,
  getProblems,
  useToast,
} from '@callboard/plugin-callboard-react';
import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import TextField from '@mui/material/TextField';
import { useRef, useState, type FormEvent } from 'react';
import { DurationField, parseDurationInput } from '../entries/DurationField';
import { useEntryDialog } from '../entries/EntryDialog';
import { useDeleteEntry, useSaveEntry } from '../entries/entryMutations';
import { toLoggedItem } from '../entries/WorkItemPicker';
import { callboardTimeItemTranslationRef } from './itemTimeTranslation';

/** Logs time on a work item for today with Enter; other fields are in a dialog. */
export function LogField(props: {
  slug: string;
  item: WorkItem;
  settings: TimeSettings;
  /** The current date in the workspace's time zone. */
  today: string;
}) {
  const { t } = useTranslationRef(callboardTimeItemTranslationRef);
  const { slug, item, settings, today } = props;
  const [duration, setDuration] = useState('');
  const [description, setDescription] = useState('');
  const { open, dialog } = useEntryDialog(slug, settings);
  const form = useRef<HTMLFormElement>(null);
  const durationField = useRef<HTMLInputElement>(null);
  const save = useSaveEntry(slug);
  const remove = useDeleteEntry(slug);
  const notify = useToast();
  const { minutes } = parseDurationInput(duration, settings.minutes_per_day);
  const isDescriptionMissing =
    settings.require_description && !description.trim();
  const { message, fields } = getProblems(save.error);

  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!minutes || isDescriptionMissing || save.isPending) {
      return;
    }
    const body = {
      duration_minutes: minutes,
      logged_at: today,
      description: description.trim() || null,
    };
    save.mutate(
      { item, body },
      {
        onSuccess: worklog => {
          setDuration('');
          setDescription('');
          // The pressed button is now disabled; the next worklog starts in this field.
          if (form.current?.contains(document.activeElement)) {
            durationField.current?.focus();
          }
          notify({
            status: 'success',
            title: t('logged', { duration: formatMinutes(minutes) }),
            onUndo: () => remove(worklog),
          });
        },
      },
    );
  };
  return (
    <Box component="form" ref={form} noValidate onSubmit={submit}>
      {save.error && !fields.duration_minutes && (
        <Alert severity="error" sx={{ mb: 1.5 }}>
          {t('failed')} {message}
        </Alert>
      )}
      <Box
        sx={{
          display: 'flex',
          flexWrap: 'wrap',
          alignItems: 'flex-start',
          gap: 1,
        }}
      >
        <Box sx={{ flex: '1 1 140px' }}>
          <DurationField
            fullWidth
            label={t('duration')}
            value={duration}
            onChange={setDuration}
            minutesPerDay={settings.minutes_per_day}
            problem={fields.duration_minutes}
            inputRef={durationField}
          />
        </Box>
        <TextField
          size="small"
          label={t('description')}
          required={settings.require_description}
          value={description}
          onChange={event => setDescription(event.target.value)}
          inputProps={{ maxLength: MAX_WORKLOG_DESCRIPTION }}
          sx={{ flex: '2 1 180px' }}
        />
        <Button
          type="submit"
          variant="outlined"
          disabled={!minutes || isDescriptionMissing}
          aria-disabled={save.isPending}
        >
          {t('log')}
        </Button>
        <Button
          onClick={() =>
            open({ item: toLoggedItem(item), date: today, duration })
          }
        >
          {t('more')}
        </Button>
      </Box>
      {dialog}
    </Box>
  );
}
