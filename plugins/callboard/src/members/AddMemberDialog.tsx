import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  endpoints,
  newMember,
  type NewMember,
  type Workspace,
} from '@callboard/plugin-callboard-common';
import {
  FormDialog,
  problemsOf,
  statusOf,
  useCallboardClient,
  useNotice,
} from '@callboard/plugin-callboard-react';
import { zodResolver } from '@hookform/resolvers/zod';
import Alert from '@mui/material/Alert';
import FormControl from '@mui/material/FormControl';
import InputLabel from '@mui/material/InputLabel';
import Stack from '@mui/material/Stack';
import { useMutation } from '@tanstack/react-query';
import { Controller, useForm } from 'react-hook-form';
import { useFieldErrors } from '../data/useFieldErrors';
import { callboardTranslationRef } from '../translation';
import { NewMemberField } from './NewMemberField';
import { RoleSelect } from './RoleSelect';
import { useRefreshMembers } from './useRefreshMembers';

const FIELDS = ['user_ref', 'role'] as const;
const ROLE_LABEL = 'callboard-new-member-role';

/** Asks whom to add, and as what. */
export function AddMemberDialog(props: {
  workspace: Workspace;
  onClose: () => void;
}) {
  const { t } = useTranslationRef(callboardTranslationRef);
  const { slug, name: workspace } = props.workspace;
  const client = useCallboardClient();
  const notify = useNotice();
  const refresh = useRefreshMembers();
  const { control, handleSubmit, setError, formState } = useForm<NewMember>({
    resolver: zodResolver(newMember),
    mode: 'onTouched',
    defaultValues: { user_ref: '', role: 'member' },
  });
  const showFieldErrors = useFieldErrors(setError, FIELDS);
  const addition = useMutation({
    mutationFn: (body: NewMember) =>
      client.call(endpoints.addWorkspaceMember, { params: { slug }, body }),
    onSuccess: ({ display_name }, { role }) => {
      notify({
        title: t('addMember.added', {
          name: display_name,
          role: t(`role.${role}`),
        }),
        status: 'success',
      });
      refresh();
      props.onClose();
    },
    onError: error => {
      if (statusOf(error) === 409) {
        setError(
          'user_ref',
          { type: 'server', message: t('addMember.already') },
          { shouldFocus: true },
        );
      } else if (!showFieldErrors(error)) {
        setError('root', { message: problemsOf(error).message });
      }
    },
  });
  return (
    <FormDialog
      title={t('addMember.title', { workspace })}
      submitLabel={t('addMember.submit')}
      isBusy={addition.isPending}
      onSubmit={handleSubmit(values => addition.mutate(values))}
      onClose={props.onClose}
    >
      <Stack spacing={2}>
        {formState.errors.root && (
          <Alert severity="error">
            {t('addMember.failed')} {formState.errors.root.message}
          </Alert>
        )}
        <NewMemberField control={control} />
        <Controller
          control={control}
          name="role"
          render={({ field }) => (
            <FormControl size="small" fullWidth>
              <InputLabel id={ROLE_LABEL}>{t('addMember.role')}</InputLabel>
              <RoleSelect
                labelId={ROLE_LABEL}
                label={t('addMember.role')}
                value={field.value}
                onChange={field.onChange}
              />
            </FormControl>
          )}
        />
      </Stack>
    </FormDialog>
  );
}
