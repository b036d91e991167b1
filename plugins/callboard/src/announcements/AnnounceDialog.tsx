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
  filterFound,
  formatFailure,
  FormDialog,
  type PersonOption,
  PersonOptionItem,
  ProjectPicker,
  SelectField,
  useCatalogPeople,
  useEndpointMutation,
  useFeature,
} from '@callboard/plugin-callboard-react';
import Stack from '@mui/material/Stack';
import TextField from '@mui/material/TextField';
import { useState, useId } from 'react';
import Checkbox from '@mui/material/Checkbox';
import FormControl from '@mui/material/FormControl';
import FormControlLabel from '@mui/material/FormControlLabel';
import FormLabel from '@mui/material/FormLabel';
import Radio from '@mui/material/Radio';
import RadioGroup from '@mui/material/RadioGroup';
import Autocomplete from '@mui/material/Autocomplete';
import Chip from '@mui/material/Chip';
import { DepartmentPicker } from '../organisation/staff/DepartmentPicker';
import { callboardAnnouncementsTranslationRef } from './announcementsTranslation';

const recipientKinds = ['User', 'Group'] as const;

function RecipientsField(props: { onChange: (refs: string[]) => void }) {
  const { t } = useTranslationRef(callboardAnnouncementsTranslationRef);
  const [search, setSearch] = useState('');
  const [recipients, setRecipients] = useState<PersonOption[]>([]);
  const { people, isLoading } = useCatalogPeople(search, {
    kinds: recipientKinds,
  });
  const getRecipientLabel = ({ user_ref, name }: PersonOption) =>
    user_ref.startsWith('group:') ? t('form.group', { name }) : name;
  return (
    <Autocomplete
      multiple
      size="small"
      autoHighlight
      filterSelectedOptions
      value={recipients}
      options={people}
      loading={isLoading}
      filterOptions={filterFound(
        isLoading,
        ({ user_ref, name }) => `${name} ${user_ref}`,
      )}
      isOptionEqualToValue={(a, b) => a.user_ref === b.user_ref}
      getOptionLabel={getRecipientLabel}
      inputValue={search}
      onInputChange={(_, text) => setSearch(text)}
      onChange={(_, picked) => {
        setRecipients(picked);
        props.onChange(picked.map(({ user_ref }) => user_ref));
      }}
      // Enter selects an option, but does not submit the form: announcements cannot be withdrawn.
      onKeyDown={event => {
        if (event.key === 'Enter') {
          event.preventDefault();
        }
      }}
      loadingText={t('form.searching')}
      noOptionsText={t('form.nobodyFound')}
      renderOption={({ key: _name, ...item }, option) => (
        <PersonOptionItem
          key={option.user_ref}
          user_ref={option.user_ref}
          name={getRecipientLabel(option)}
          item={item}
        />
      )}
      renderTags={(picked, tagProps) =>
        picked.map((option, index) => {
          const { key: _name, ...chip } = tagProps({ index });
          return (
            <Chip
              key={option.user_ref}
              {...chip}
              size="small"
              title={option.user_ref}
              label={getRecipientLabel(option)}
            />
          );
        })
      }
      renderInput={params => (
        <TextField
          {...params}
          required
          label={t('form.people')}
          helperText={t('form.peopleHint')}
        />
      )}
    />
  );
}

const audienceKinds = ['everyone', 'department', 'project', 'people'] as const;

/** The form fields for an announcement's audience. An incomplete choice is undefined. */
function AudienceFields(props: {
  slug: string;
  onChange: (audience: AnnouncementAudience | undefined) => void;
}) {
  const { t } = useTranslationRef(callboardAnnouncementsTranslationRef);
  const id = useId();
  const hasDepartments = useFeature('organisation');
  const { slug, onChange } = props;
  const [kind, setKind] = useState<(typeof audienceKinds)[number]>('everyone');
  const [resourceId, setResourceId] = useState<string>();
  const [recursive, setRecursive] = useState(true);
  const changeAudience = (patch: {
    kind?: typeof kind;
    resourceId?: string;
    recursive?: boolean;
  }) => {
    const audience = { kind, resourceId, recursive, ...patch };
    setKind(audience.kind);
    setResourceId(audience.resourceId);
    setRecursive(audience.recursive);
    if (audience.kind === 'everyone') {
      onChange({ everyone: true });
    } else if (!audience.resourceId) {
      onChange(undefined);
    } else if (audience.kind === 'project') {
      onChange({ project_id: audience.resourceId });
    } else {
      onChange({
        department_id: audience.resourceId,
        recursive: audience.recursive,
      });
    }
  };
  return (
    <FormControl>
      <FormLabel id={id}>{t('to.label')}</FormLabel>
      <RadioGroup
        aria-labelledby={id}
        value={kind}
        onChange={(_, value) =>
          changeAudience({ kind: value as typeof kind, resourceId: undefined })
        }
      >
        {audienceKinds
          .filter(option => option !== 'department' || hasDepartments)
          .map(option => (
            <FormControlLabel
              key={option}
              value={option}
              control={<Radio size="small" />}
              label={t(`to.${option}`)}
            />
          ))}
      </RadioGroup>
      {kind === 'department' && (
        <>
          <DepartmentPicker
            workspace={slug}
            label={t('form.department')}
            value={resourceId}
            onChange={department => changeAudience({ resourceId: department })}
          />
          <FormControlLabel
            control={
              <Checkbox
                size="small"
                checked={recursive}
                onChange={(_, isOn) => changeAudience({ recursive: isOn })}
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
          value={resourceId}
          onChange={project => changeAudience({ resourceId: project?.id })}
        />
      )}
    </FormControl>
  );
}

export function AnnounceDialog(props: { slug: string; onClose: () => void }) {
  const { t } = useTranslationRef(callboardAnnouncementsTranslationRef);
  const { slug, onClose } = props;
  const [title, setTitle] = useState('');
  const [body, setBody] = useState('');
  const [target, setTarget] = useState('');
  const [isTargetBlurred, setTargetBlurred] = useState(false);
  const [severity, setSeverity] = useState<NotificationSeverity>('normal');
  const [to, setTo] = useState<AnnouncementAudience | undefined>({
    everyone: true,
  });
  const targetUrl = target.trim();
  const isTargetInvalid = targetUrl !== '' && !getLinkKind(targetUrl);
  const sendMutation = useEndpointMutation(endpoints.createAnnouncement, {
    toRequest: (audience: AnnouncementAudience) => ({
      params: { slug },
      body: {
        title: title.trim(),
        body: body.trim() || null,
        target_url: targetUrl || null,
        severity,
        to: audience,
      },
    }),
    invalidates: [endpoints.listAnnouncements],
    toSuccessTitle: () => t('sent'),
    onSuccess: onClose,
  });
  return (
    <FormDialog
      title={t('form.title')}
      hint={t('form.hint')}
      submitLabel={t('form.send')}
      maxWidth="sm"
      failure={formatFailure(sendMutation.error, t('failed'))}
      isBlocked={!title.trim() || isTargetInvalid || !to}
      isBusy={sendMutation.isPending}
      onSubmit={() => to && sendMutation.mutate(to)}
      onClose={onClose}
    >
      <Stack spacing={2}>
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
          onBlur={() => setTargetBlurred(true)}
          error={isTargetBlurred && isTargetInvalid}
          helperText={
            isTargetBlurred && isTargetInvalid
              ? t('form.targetWrong')
              : t('form.targetHint')
          }
        />
        <SelectField
          size="medium"
          label={t('form.severity')}
          value={severity}
          options={notificationSeverities.map(option => ({
            value: option,
            label: t(`severity.${option}`),
          }))}
          onChange={setSeverity}
        />
        <AudienceFields slug={slug} onChange={setTo} />
      </Stack>
    </FormDialog>
  );
}
