import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  newWorkspace,
  type NewWorkspace,
  type Workspace,
} from '@callboard/plugin-callboard-common';
import {
  getBrowserZone,
  FormDialog,
  getProblems,
  getErrorStatus,
  useToast,
} from '@callboard/plugin-callboard-react';
import { zodResolver } from '@hookform/resolvers/zod';
import Alert from '@mui/material/Alert';
import Stack from '@mui/material/Stack';
import { useForm } from 'react-hook-form';
import { useFieldErrors } from '../data/useFieldErrors';
import { callboardTranslationRef } from '../translation';
import { NameField } from './NameField';
import { SlugField } from './SlugField';
import { toSlug } from './toSlug';
import { TimeZoneField } from './TimeZoneField';
import { useCreateWorkspace } from './useCreateWorkspace';
import { WeekStartField } from './WeekStartField';

const FIELDS = ['name', 'slug', 'timezone', 'week_start'] as const;

/** A dialog that creates a workspace. */
export function CreateWorkspaceDialog(props: {
  onClose: () => void;
  onCreated: (workspace: Workspace) => void;
}) {
  const { t } = useTranslationRef(callboardTranslationRef);
  const notify = useToast();
  const creation = useCreateWorkspace();
  const form = useForm<NewWorkspace>({
    resolver: zodResolver(newWorkspace),
    mode: 'onTouched',
    defaultValues: {
      name: '',
      slug: '',
      timezone: getBrowserZone(),
      week_start: 1,
    },
  });
  const { control, setError, setValue, formState } = form;
  const { dirtyFields, errors, isSubmitted } = formState;
  const showFieldErrors = useFieldErrors(setError, FIELDS);

  // Do not overwrite a short name that the person typed.
  function suggestSlug(name: string) {
    if (!dirtyFields.slug) {
      setValue('slug', toSlug(name), {
        shouldValidate: isSubmitted || errors.slug !== undefined,
      });
    }
  }

  const submit = form.handleSubmit(async values => {
    try {
      const created = await creation.mutateAsync(values);
      notify({
        title: t('create.created', { name: created.name }),
        status: 'success',
      });
      props.onCreated(created);
    } catch (error) {
      if (getErrorStatus(error) === 409) {
        setError(
          'slug',
          { type: 'server', message: t('field.slugTaken') },
          { shouldFocus: true },
        );
      } else if (!showFieldErrors(error)) {
        setError('root', { message: getProblems(error).message });
      }
    }
  });

  return (
    <FormDialog
      title={t('create.title')}
      hint={t('create.hint')}
      submitLabel={t('create.submit')}
      isBusy={creation.isPending}
      onSubmit={submit}
      onClose={props.onClose}
    >
      <Stack spacing={2}>
        {errors.root && (
          <Alert severity="error">
            {t('create.failed')} {errors.root.message}
          </Alert>
        )}
        <NameField control={control} name="name" onTyped={suggestSlug} />
        <SlugField control={control} name="slug" />
        <TimeZoneField control={control} name="timezone" />
        <WeekStartField control={control} name="week_start" />
      </Stack>
    </FormDialog>
  );
}
