import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { DateField } from '@callboard/plugin-callboard-react';
import Stack from '@mui/material/Stack';
import TextField from '@mui/material/TextField';
import { callboardWorkTranslationRef } from '../translation';
import { NewItemField } from './NewItemField';
import type { NewItemFieldsProps } from './NewItemFieldsProps';

/** The fields that some new items get. */
export function MoreFields(props: NewItemFieldsProps) {
  const { t } = useTranslationRef(callboardWorkTranslationRef);
  const { values, onChange } = props;
  return (
    <Stack spacing={2}>
      <Stack direction="row" spacing={1} useFlexGap flexWrap="wrap">
        <NewItemField {...props} field="labels" />
        <NewItemField {...props} field="estimate" />
        <NewItemField {...props} field="cycle" />
        <NewItemField {...props} field="module" />
      </Stack>
      <Stack direction="row" spacing={2}>
        {(['start_date', 'target_date'] as const).map(field => (
          <DateField
            key={field}
            label={t(`field.${field}`)}
            value={values[field] ?? ''}
            onChange={value => onChange({ [field]: value || null })}
          />
        ))}
      </Stack>
      <TextField
        multiline
        fullWidth
        minRows={4}
        maxRows={12}
        size="small"
        label={t('field.description')}
        value={values.description ?? ''}
        onChange={event =>
          onChange({ description: event.target.value || null })
        }
      />
    </Stack>
  );
}
