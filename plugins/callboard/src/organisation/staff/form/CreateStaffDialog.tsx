import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  endpoints,
  newStaffMember,
  type NewStaffMember,
  getStaffName,
} from '@callboard/plugin-callboard-common';
import {
  FormDialog,
  useEndpointMutation,
} from '@callboard/plugin-callboard-react';
import { useForm } from 'react-hook-form';
import { callboardStaffTranslationRef } from '../../staffTranslation';
import { organisationEndpoints } from '../../useRefreshOrganisation';
import {
  useFormatStaffError,
  createStaffFormResolver,
  type StaffFormValues,
  toStaffFormValues,
  useStaffFieldErrors,
} from './StaffFormValues';
import { StaffFields } from './StaffFields';

const resolver = createStaffFormResolver(newStaffMember);
const defaultValues = toStaffFormValues({});

export function CreateStaffDialog(props: {
  workspace: string;
  onClose: () => void;
}) {
  const { t } = useTranslationRef(callboardStaffTranslationRef);
  const { workspace: slug } = props;
  const formatError = useFormatStaffError();
  const form = useForm<StaffFormValues, unknown, NewStaffMember>({
    resolver,
    mode: 'onTouched',
    defaultValues,
  });
  const { control, handleSubmit, setError, formState } = form;
  const showFieldErrors = useStaffFieldErrors(setError);
  const creation = useEndpointMutation(endpoints.createStaffMember, {
    toRequest: (body: NewStaffMember) => ({ params: { slug }, body }),
    invalidates: organisationEndpoints,
    toSuccessTitle: created =>
      t('form.created', { name: getStaffName(created) }),
    onSuccess: props.onClose,
    onError: error => {
      if (!showFieldErrors(error)) {
        setError('root', { message: formatError(error) });
      }
    },
  });
  const { root } = formState.errors;
  return (
    <FormDialog
      title={t('form.createTitle')}
      submitLabel={t('form.create')}
      maxWidth="sm"
      failure={root && `${t('form.failed')} ${root.message}`}
      isBusy={creation.isPending}
      onSubmit={handleSubmit(body => creation.mutate(body))}
      onClose={props.onClose}
    >
      <StaffFields control={control as never} workspace={slug} isNew />
    </FormDialog>
  );
}
