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

/** The short name of a new workspace. */
export function SlugField<Values extends FieldValues>(props: {
  control: Control<Values>;
  name: Path<Values>;
}) {
  const { t } = useTranslationRef(callboardTranslationRef);
  const { field, fieldState } = useController(props);
  const problem = useProblemText('slug', fieldState.error);
  return (
    <TextField
      fullWidth
      required
      autoComplete="off"
      label={t('field.slug')}
      name={field.name}
      inputRef={field.ref}
      value={field.value ?? ''}
      onChange={field.onChange}
      onBlur={field.onBlur}
      error={problem !== undefined}
      helperText={problem ?? t('field.slugHint')}
      inputProps={{ autoCapitalize: 'none', spellCheck: false }}
    />
  );
}
