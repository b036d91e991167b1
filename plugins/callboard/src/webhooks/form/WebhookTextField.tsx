import { useTranslationRef } from '@backstage/frontend-plugin-api';
import TextField, { type TextFieldProps } from '@mui/material/TextField';
import { useController, type Control } from 'react-hook-form';
import { callboardWebhooksTranslationRef } from '../translation';
import type { WebhookFormValues } from './WebhookFormValues';

/** A text field of the webhook form. */
export function WebhookTextField(
  props: {
    control: Control<WebhookFormValues>;
    name: 'name' | 'url' | 'description';
  } & Pick<
    TextFieldProps,
    'label' | 'required' | 'multiline' | 'helperText' | 'inputProps' | 'type'
  >,
) {
  const { t } = useTranslationRef(callboardWebhooksTranslationRef);
  const { control, name, helperText, ...others } = props;
  const { field, fieldState } = useController({ control, name });
  const { error } = fieldState;
  const getProblemText = () =>
    error?.type === 'server' && error.message
      ? t('form.refused', { reason: error.message })
      : t(`form.${name}Problem`);
  return (
    <TextField
      {...others}
      fullWidth
      size="small"
      autoComplete="off"
      name={name}
      inputRef={field.ref}
      value={field.value}
      onChange={field.onChange}
      onBlur={field.onBlur}
      error={error !== undefined}
      helperText={error ? getProblemText() : helperText}
    />
  );
}
