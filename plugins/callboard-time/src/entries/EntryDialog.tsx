import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  MAX_WORKLOG_DESCRIPTION,
  type TimeSettings,
  type Worklog,
} from '@callboard/plugin-callboard-common';
import {
  formatFailure,
  SelectField,
  DateField,
  FormDialog,
  getProblems,
  TimeField,
} from '@callboard/plugin-callboard-react';
import Box from '@mui/material/Box';
import Stack from '@mui/material/Stack';
import TextField from '@mui/material/TextField';
import { useCallback, useState } from 'react';
import { DurationField } from './DurationField';
import { WorkItemPicker } from './WorkItemPicker';
import { callboardTimeTranslationRef } from '../translation';
import {
  useEntryDraft,
  type InitialWorklogValues,
  type Billable,
  type WorklogDraft,
} from './useEntryDraft';
import { useSaveEntry } from './entryMutations';

function EntryChoices(props: {
  activityTypes: readonly string[];
  draft: Pick<WorklogDraft, 'activityType' | 'billable'>;
  isNew: boolean;
  onChange: (
    patch: Partial<Pick<WorklogDraft, 'activityType' | 'billable'>>,
  ) => void;
}) {
  const { t } = useTranslationRef(callboardTimeTranslationRef);
  const { draft, activityTypes, onChange } = props;
  const { activityType } = draft;
  // A type that the workspace has removed stays selectable for existing worklogs.
  const types =
    activityType && !activityTypes.includes(activityType)
      ? [activityType, ...activityTypes]
      : activityTypes;
  const billableOptions: Billable[] = props.isNew
    ? ['project', 'yes', 'no']
    : ['yes', 'no'];
  return (
    <Box
      sx={{ display: 'grid', gap: 2, gridTemplateColumns: { sm: '1fr 1fr' } }}
    >
      <SelectField
        label={t('entry.activityType')}
        value={activityType}
        options={[
          { value: '', label: t('entry.noActivityType') },
          ...types.map(value => ({ value })),
        ]}
        onChange={value => onChange({ activityType: value })}
      />
      <SelectField
        label={t('entry.billable')}
        value={draft.billable}
        options={billableOptions.map(value => ({
          value,
          label: t(`entry.billables.${value}`),
        }))}
        onChange={billable => onChange({ billable })}
      />
    </Box>
  );
}

/** The API fields whose errors are shown at their form fields. */
const FIELDS_WITH_INLINE_ERRORS = [
  'duration_minutes',
  'logged_at',
  'description',
  'started_at',
];

function EntryDialog(props: {
  slug: string;
  settings: TimeSettings;
  initial: Worklog | InitialWorklogValues;
  onSaved?: () => void;
  onClose: () => void;
}) {
  const { t } = useTranslationRef(callboardTimeTranslationRef);
  const { slug, settings, initial, onSaved, onClose } = props;
  const worklog = 'id' in initial ? initial : undefined;
  const { draft, set, values } = useEntryDraft(
    initial,
    settings.minutes_per_day,
  );
  const save = useSaveEntry(slug, worklog);
  const { fields } = getProblems(save.error);
  const hasFieldProblem = Object.keys(fields).some(name =>
    FIELDS_WITH_INLINE_ERRORS.includes(name),
  );

  const isDescriptionMissing =
    settings.require_description && !draft.description.trim();
  const submit = () =>
    values &&
    save.mutate(values, {
      onSuccess: () => {
        onSaved?.();
        onClose();
      },
    });
  return (
    <FormDialog
      title={t(worklog ? 'entry.edit' : 'entry.add')}
      failure={
        !hasFieldProblem &&
        formatFailure(save.error, t('entry.failed'), t('entry.conflict'))
      }
      submitLabel={t(worklog ? 'entry.save' : 'entry.log')}
      isBlocked={!values || isDescriptionMissing}
      isBusy={save.isPending}
      maxWidth="sm"
      onSubmit={submit}
      onClose={onClose}
    >
      <Stack spacing={2}>
        <WorkItemPicker
          slug={slug}
          label={t('entry.item')}
          value={draft.item}
          onChange={item => set({ item })}
        />
        <Box
          sx={{
            display: 'grid',
            gap: 2,
            gridTemplateColumns: { sm: '1fr 1fr 1fr' },
          }}
        >
          <DurationField
            value={draft.duration}
            onChange={duration => set({ duration })}
            minutesPerDay={settings.minutes_per_day}
            problem={fields.duration_minutes}
          />
          <DateField
            label={t('entry.date')}
            value={draft.date}
            onChange={date => set({ date })}
            error={fields.logged_at !== undefined}
            helperText={fields.logged_at}
          />
          <TimeField
            label={t('entry.start')}
            value={draft.start}
            onChange={time => set({ start: time })}
            error={fields.started_at !== undefined}
            helperText={fields.started_at && t('entry.startOnOtherDate')}
          />
        </Box>
        <TextField
          size="small"
          multiline
          minRows={2}
          maxRows={8}
          label={t('entry.description')}
          required={settings.require_description}
          value={draft.description}
          onChange={event => set({ description: event.target.value })}
          inputProps={{ maxLength: MAX_WORKLOG_DESCRIPTION }}
          error={fields.description !== undefined}
          helperText={fields.description}
        />
        <EntryChoices
          activityTypes={settings.activity_types}
          draft={draft}
          isNew={worklog === undefined}
          onChange={set}
        />
      </Stack>
    </FormDialog>
  );
}

export function useEntryDialog(
  slug: string,
  settings: TimeSettings | undefined,
) {
  const [opened, setOpened] = useState<{
    initial: Worklog | InitialWorklogValues;
    onSaved?: () => void;
  }>();
  const open = useCallback(
    (initial: Worklog | InitialWorklogValues, onSaved?: () => void) =>
      setOpened({ initial, onSaved }),
    [],
  );
  return {
    open,
    dialog: opened && settings && (
      <EntryDialog
        {...opened}
        slug={slug}
        settings={settings}
        onClose={() => setOpened(undefined)}
      />
    ),
  };
}
