import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  scheduleFormat,
  type DashboardSchedule,
} from '@callboard/plugin-callboard-common';
import {
  FormDialog,
  getProblems,
  getErrorStatus,
  useMe,
  type OwnWorkspace,
} from '@callboard/plugin-callboard-react';
import Alert from '@mui/material/Alert';
import Stack from '@mui/material/Stack';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { ChoiceField } from '../edit/ChoiceField';
import { PeopleField } from './PeopleField';
import {
  toScheduleDraft,
  toScheduleInput,
  type ScheduleDraft,
} from './ScheduleDraft';
import { callboardDashboardsSchedulesTranslationRef } from './schedulesTranslation';
import { TimesFields } from './TimesFields';
import type { Schedules } from './useSchedules';

/** The form for the recipients and the times of a dashboard's emails. */
export function ScheduleFormDialog(props: {
  workspace: OwnWorkspace;
  /** The schedule to change; without it, the form adds one. */
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
  const [wasLeft, setLeft] = useState(false);
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
  const ofPeople = error && getProblems(error).fields.recipient_refs;
  const missing = isEmpty && wasLeft ? t('form.peopleRequired') : undefined;
  return (
    <FormDialog
      title={t(schedule ? 'form.edit' : 'form.add')}
      submitLabel={t('form.submit')}
      maxWidth="sm"
      isBlocked={isEmpty || isStale}
      isBusy={saving.isPending}
      onSubmit={() => saving.mutate()}
      onClose={onClose}
    >
      <Stack spacing={2}>
        {error && !ofPeople && (
          <Alert severity="error">
            {t('form.failed')}{' '}
            {isStale ? t('form.stale') : getProblems(error).message}
          </Alert>
        )}
        <PeopleField
          workspace={workspace}
          refs={draft.recipient_refs}
          names={names}
          problem={missing ?? (ofPeople || undefined)}
          onBlur={() => setLeft(true)}
          onChange={recipient_refs => {
            saving.reset();
            change({ recipient_refs });
          }}
        />
        <TimesFields slug={workspace.slug} draft={draft} onChange={change} />
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
