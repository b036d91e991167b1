import { zodResolver } from '@hookform/resolvers/zod';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  endpoints,
  newWorkspace,
  type NewWorkspace,
  type Workspace,
} from '@callboard/plugin-callboard-common';
import {
  FormDialog,
  getBrowserZone,
  getErrorStatus,
  getProblems,
  useEndpointMutation,
} from '@callboard/plugin-callboard-react';
import Stack from '@mui/material/Stack';
import TextField from '@mui/material/TextField';
import { useForm, type Control } from 'react-hook-form';
import { useFieldErrors, useFormField } from '../shared/resourceForms';
import { callboardTranslationRef } from '../translation';
import {
  NameField,
  TimeZoneField,
  WeekStartField,
  workspaceEndpoints,
} from './workspaceFields';

const MAX_SLUG_LENGTH = 63;

/** Replacements for letters that Unicode normalisation does not decompose into ASCII letters. */
const transliterations: Record<string, string> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  đ: 'd',
  ð: 'd',
  ł: 'l',
  þ: 'th',
  ı: 'i',
};

/** Converts a name to a short name, which is empty if the name has no usable letters or digits. */
export function toSlug(name: string): string {
  return name
    .toLowerCase()
    .replace(/[ßæœøđðłþı]/g, letter => transliterations[letter])
    .normalize('NFKD')
    .replace(/\p{Mark}/gu, '')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-/, '')
    .slice(0, MAX_SLUG_LENGTH)
    .replace(/-$/, '');
}

function SlugField(props: { control: Control<NewWorkspace> }) {
  const { t } = useTranslationRef(callboardTranslationRef);
  const field = useFormField({
    control: props.control,
    name: 'slug',
    hint: t('field.slugHint'),
    problem: t('field.slugProblem'),
  });
  return (
    <TextField
      {...field}
      fullWidth
      required
      autoComplete="off"
      label={t('field.slug')}
      inputProps={{ autoCapitalize: 'none', spellCheck: false }}
    />
  );
}

const FIELDS = ['name', 'slug', 'timezone', 'week_start'] as const;

export function CreateWorkspaceDialog(props: {
  onClose: () => void;
  onCreated: (workspace: Workspace) => void;
}) {
  const { t } = useTranslationRef(callboardTranslationRef);
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

  /** Derives the short name from the name, unless the person has typed a short name. */
  function suggestSlug(name: string) {
    if (!dirtyFields.slug) {
      setValue('slug', toSlug(name), {
        shouldValidate: isSubmitted || errors.slug !== undefined,
      });
    }
  }

  const creation = useEndpointMutation(endpoints.createWorkspace, {
    toRequest: (body: NewWorkspace) => ({ body }),
    invalidates: workspaceEndpoints,
    toSuccessTitle: ({ name }) => t('create.created', { name }),
    onSuccess: props.onCreated,
    onError: error => {
      if (getErrorStatus(error) === 409) {
        setError(
          'slug',
          { type: 'server', message: t('field.slugTaken') },
          { shouldFocus: true },
        );
      } else if (!showFieldErrors(error)) {
        setError('root', { message: getProblems(error).message });
      }
    },
  });

  return (
    <FormDialog
      title={t('create.title')}
      hint={t('create.hint')}
      submitLabel={t('create.submit')}
      failure={errors.root && `${t('create.failed')} ${errors.root.message}`}
      isBusy={creation.isPending}
      onSubmit={form.handleSubmit(values => creation.mutate(values))}
      onClose={props.onClose}
    >
      <Stack spacing={2}>
        <NameField control={control} name="name" onTyped={suggestSlug} />
        <SlugField control={control} />
        <TimeZoneField control={control} name="timezone" />
        <WeekStartField control={control} name="week_start" />
      </Stack>
    </FormDialog>
  );
}
