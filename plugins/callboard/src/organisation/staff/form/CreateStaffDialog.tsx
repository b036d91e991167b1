import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  endpoints,
  newStaffMember,
  type NewStaffMember,
  getStaffName,
} from '@callboard/plugin-callboard-common';
import {
  FormDialog,
  useCallboardClient,
  useToast,
} from '@callboard/plugin-callboard-react';
import Alert from '@mui/material/Alert';
import Stack from '@mui/material/Stack';
import { useMutation } from '@tanstack/react-query';
import { useForm } from 'react-hook-form';
import { callboardStaffTranslationRef } from '../../staffTranslation';
import { useRefreshOrganisation } from '../../shared/useRefreshOrganisation';
import { useFormatStaffError } from '../shared/useFormatStaffError';
import { StaffFields } from './StaffFields';
import { createStaffFormResolver } from './createStaffFormResolver';
import type { StaffFormValues } from './StaffFormValues';
import { toStaffFormValues } from './toStaffFormValues';
import { useFormErrors } from './useFormErrors';

const resolver = createStaffFormResolver(newStaffMember);
const nothingYet = toStaffFormValues();

/** A dialog that creates a staff record. */
export function CreateStaffDialog(props: {
  workspace: string;
  onClose: () => void;
}) {
  const { t } = useTranslationRef(callboardStaffTranslationRef);
  const { workspace: slug } = props;
  const client = useCallboardClient();
  const notify = useToast();
  const refresh = useRefreshOrganisation();
  const problemText = useFormatStaffError();
  const form = useForm<StaffFormValues, unknown, NewStaffMember>({
    resolver,
    mode: 'onTouched',
    defaultValues: nothingYet,
  });
  const { control, handleSubmit, setError, formState } = form;
  const showFieldErrors = useFormErrors(setError);
  const creation = useMutation({
    mutationFn: (body: NewStaffMember) =>
      client.call(endpoints.createStaffMember, { params: { slug }, body }),
    onSuccess: created => {
      notify({
        title: t('form.created', { name: getStaffName(created) }),
        status: 'success',
      });
      refresh();
      props.onClose();
    },
    onError: error => {
      if (!showFieldErrors(error)) {
        setError('root', { message: problemText(error) });
      }
    },
  });
  return (
    <FormDialog
      title={t('form.createTitle')}
      submitLabel={t('form.create')}
      maxWidth="sm"
      isBusy={creation.isPending}
      onSubmit={handleSubmit(body => creation.mutate(body))}
      onClose={props.onClose}
    >
      <Stack spacing={2}>
        {formState.errors.root && (
          <Alert severity="error">
            {t('form.failed')} {formState.errors.root.message}
          </Alert>
        )}
        <StaffFields control={control as never} workspace={slug} isNew />
      </Stack>
    </FormDialog>
  );
}
