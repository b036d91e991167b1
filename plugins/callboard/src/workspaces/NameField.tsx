import { useTranslationRef } from '@backstage/frontend-plugin-api';
import TextField from '@mui/material/TextField';
import {
  useController,
  type Control,
  type FieldValues,
  type Path,
} from 'react-hook-form';
import { callboardTranslationRef } from '../translation';
import { useProblemText } from './useProblemText';

/** The name of a workspace. */
export function NameField<Values extends FieldValues>(props: {
  control: Control<Values>;
  name: Path<Values>;
  disabled?: boolean;
  onTyped?: (name: string) => void;
}) {
  const { t } = useTranslationRef(callboardTranslationRef);
  const { field, fieldState } = useController(props);
  const problem = useProblemText('name', fieldState.error);
  return (
    <TextField
      fullWidth
      required
      autoComplete="off"
      disabled={props.disabled}
      label={t('field.name')}
      placeholder={t('field.namePlaceholder')}
      name={field.name}
      inputRef={field.ref}
      value={field.value ?? ''}
      onChange={event => {
        field.onChange(event);
        props.onTyped?.(event.target.value);
      }}
      onBlur={field.onBlur}
      error={problem !== undefined}
      helperText={problem}
    />
  );
}
