import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Stack from '@mui/material/Stack';
import TextField from '@mui/material/TextField';
import { callboardWorkTranslationRef } from '../translation';
import { NewItemField } from './NewItemField';
import type { NewItemFieldsProps } from './NewItemFieldsProps';

/** What some items are given at once. */
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
          <TextField
            key={field}
            fullWidth
            size="small"
            type="date"
            label={t(`field.${field}`)}
            value={values[field] ?? ''}
            onChange={event =>
              onChange({ [field]: event.target.value || null })
            }
            InputLabelProps={{ shrink: true }}
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
