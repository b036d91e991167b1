import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  endpoints,
  getLinkKind,
  MAX_NOTIFICATION_BODY,
  MAX_NOTIFICATION_TITLE,
  notificationSeverities,
  type AnnouncementAudience,
  type NotificationSeverity,
} from '@callboard/plugin-callboard-common';
import {
  FormDialog,
  getProblems,
  getQueryKey,
  useCallboardClient,
  useToast,
  ProjectPicker,
} from '@callboard/plugin-callboard-react';
import Alert from '@mui/material/Alert';
import MenuItem from '@mui/material/MenuItem';
import Stack from '@mui/material/Stack';
import TextField from '@mui/material/TextField';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, useId } from 'react';
import Checkbox from '@mui/material/Checkbox';
import FormControl from '@mui/material/FormControl';
import FormControlLabel from '@mui/material/FormControlLabel';
import FormLabel from '@mui/material/FormLabel';
import Radio from '@mui/material/Radio';
import RadioGroup from '@mui/material/RadioGroup';
import { DepartmentPicker } from '../organisation/staff/shared/DepartmentPicker';
import { RecipientsField } from './RecipientsField';
import { callboardAnnouncementsTranslationRef } from './announcementsTranslation';

const kinds = ['everyone', 'department', 'project', 'people'] as const;

/** The form fields for an announcement's audience; undefined until one is chosen. */
function AudienceFields(props: {
  slug: string;
  onChange: (audience: AnnouncementAudience | undefined) => void;
}) {
  const { t } = useTranslationRef(callboardAnnouncementsTranslationRef);
  const id = useId();
  const { slug, onChange } = props;
  const [kind, setKind] = useState<(typeof kinds)[number]>('everyone');
  const [chosen, setChosen] = useState<string>();
  const [recursive, setRecursive] = useState(true);
  const choose = (next: {
    kind?: typeof kind;
    chosen?: string;
    recursive?: boolean;
  }) => {
    const now = { kind, chosen, recursive, ...next };
    setKind(now.kind);
    setChosen(now.chosen);
    setRecursive(now.recursive);
    if (now.kind === 'everyone') {
      onChange({ everyone: true });
    } else if (!now.chosen) {
      onChange(undefined);
    } else if (now.kind === 'project') {
      onChange({ project_id: now.chosen });
    } else {
      onChange({ department_id: now.chosen, recursive: now.recursive });
    }
  };
  return (
    <FormControl>
      <FormLabel id={id}>{t('to.label')}</FormLabel>
      <RadioGroup
        aria-labelledby={id}
        value={kind}
        onChange={(_, value) =>
          choose({ kind: value as typeof kind, chosen: undefined })
        }
      >
        {kinds.map(each => (
          <FormControlLabel
            key={each}
            value={each}
            control={<Radio size="small" />}
            label={t(`to.${each}`)}
          />
        ))}
      </RadioGroup>
      {kind === 'department' && (
        <>
          <DepartmentPicker
            workspace={slug}
            label={t('form.department')}
            value={chosen}
            onChange={department => choose({ chosen: department })}
          />
          <FormControlLabel
            control={
              <Checkbox
                size="small"
                checked={recursive}
                onChange={(_, isOn) => choose({ recursive: isOn })}
              />
            }
            label={t('form.recursive')}
          />
        </>
      )}
      {kind === 'people' && (
        <RecipientsField
          onChange={refs => onChange(refs.length > 0 ? { refs } : undefined)}
        />
      )}
      {kind === 'project' && (
        <ProjectPicker
          slug={slug}
          value={chosen}
          onChange={project => choose({ chosen: project?.id })}
        />
      )}
    </FormControl>
  );
}

/** A dialog that sends an announcement to an audience. */
export function AnnounceDialog(props: { slug: string; onClose: () => void }) {
  const { t } = useTranslationRef(callboardAnnouncementsTranslationRef);
  const client = useCallboardClient();
  const queries = useQueryClient();
  const notify = useToast();
  const { slug, onClose } = props;
  const [title, setTitle] = useState('');
  const [body, setBody] = useState('');
  const [target, setTarget] = useState('');
  const [isTargetLeft, setTargetLeft] = useState(false);
  const [severity, setSeverity] = useState<NotificationSeverity>('normal');
  const [to, setTo] = useState<AnnouncementAudience | undefined>({
    everyone: true,
  });
  const link = target.trim();
  const isTargetWrong = link !== '' && !getLinkKind(link);
  const sending = useMutation({
    mutationFn: (audience: AnnouncementAudience) =>
      client.call(endpoints.createAnnouncement, {
        params: { slug },
        body: {
          title: title.trim(),
          body: body.trim() || null,
          target_url: link || null,
          severity,
          to: audience,
        },
      }),
    onSuccess: () => {
      notify({ status: 'success', title: t('sent') });
      void queries.invalidateQueries({
        queryKey: getQueryKey(endpoints.listAnnouncements),
      });
      onClose();
    },
  });
  return (
    <FormDialog
      title={t('form.title')}
      hint={t('form.hint')}
      submitLabel={t('form.send')}
      maxWidth="sm"
      isBlocked={!title.trim() || isTargetWrong || !to}
      isBusy={sending.isPending}
      onSubmit={() => to && sending.mutate(to)}
      onClose={onClose}
    >
      <Stack spacing={2}>
        {sending.error && (
          <Alert severity="error">
            {t('failed')} {getProblems(sending.error).message}
          </Alert>
        )}
        <TextField
          required
          label={t('form.titleField')}
          value={title}
          onChange={event => setTitle(event.target.value)}
          inputProps={{ maxLength: MAX_NOTIFICATION_TITLE }}
        />
        <TextField
          multiline
          minRows={3}
          maxRows={10}
          label={t('form.body')}
          helperText={t('form.bodyHint')}
          value={body}
          onChange={event => setBody(event.target.value)}
          inputProps={{ maxLength: MAX_NOTIFICATION_BODY }}
        />
        <TextField
          label={t('form.target')}
          value={target}
          onChange={event => setTarget(event.target.value)}
          onBlur={() => setTargetLeft(true)}
          error={isTargetLeft && isTargetWrong}
          helperText={
            isTargetLeft && isTargetWrong
              ? t('form.targetWrong')
              : t('form.targetHint')
          }
        />
        <TextField
          select
          label={t('form.severity')}
          value={severity}
          onChange={event =>
            setSeverity(event.target.value as NotificationSeverity)
          }
        >
          {notificationSeverities.map(each => (
            <MenuItem key={each} value={each}>
              {t(`severity.${each}`)}
            </MenuItem>
          ))}
        </TextField>
        <AudienceFields slug={slug} onChange={setTo} />
      </Stack>
    </FormDialog>
  );
}
