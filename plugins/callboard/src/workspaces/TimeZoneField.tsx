import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { TimeZonePicker } from '@callboard/plugin-callboard-react';
import {
  useController,
  type Control,
  type FieldValues,
  type Path,
} from 'react-hook-form';
import { callboardTranslationRef } from '../translation';
import { useProblemText } from './useProblemText';

/** The form field for a workspace's time zone. */
export function TimeZoneField<Values extends FieldValues>(props: {
  control: Control<Values>;
  name: Path<Values>;
  disabled?: boolean;
}) {
  const { t } = useTranslationRef(callboardTranslationRef);
  const { field, fieldState } = useController(props);
  const problem = useProblemText('timezone', fieldState.error);
  return (
    <TimeZonePicker
      value={field.value ?? ''}
      onChange={field.onChange}
      onBlur={field.onBlur}
      disabled={props.disabled}
      noOptionsText={t('field.timezoneNone')}
      field={{
        name: field.name,
        inputRef: field.ref,
        label: t('field.timezone'),
        error: problem !== undefined,
        helperText: problem ?? t('field.timezoneHint'),
      }}
    />
  );
}
