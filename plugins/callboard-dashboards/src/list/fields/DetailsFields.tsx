import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Stack from '@mui/material/Stack';
import TextField from '@mui/material/TextField';
import { callboardDashboardsListTranslationRef } from '../listTranslation';
import { DESCRIPTION_LENGTH, NAME_LENGTH, type Details } from './Details';

/** The fields for the name and the description of a dashboard. */
export function DetailsFields(props: {
  details: Details;
  /** The error of the name field. */
  nameProblem: string | undefined;
  onChange: (patch: Partial<Details>) => void;
  onNameEntered?: () => void;
  onNameLeft: () => void;
}) {
  const { t } = useTranslationRef(callboardDashboardsListTranslationRef);
  const { details, nameProblem, onChange } = props;
  return (
    <Stack spacing={2}>
      <TextField
        fullWidth
        required
        size="small"
        label={t('field.name')}
        value={details.name}
        onChange={({ target }) => onChange({ name: target.value })}
        onFocus={props.onNameEntered}
        onBlur={props.onNameLeft}
        error={nameProblem !== undefined}
        helperText={nameProblem}
        inputProps={{ maxLength: NAME_LENGTH }}
        FormHelperTextProps={{ role: 'status' }}
      />
      <TextField
        fullWidth
        multiline
        maxRows={6}
        size="small"
        label={t('field.description')}
        placeholder={t('field.descriptionHint')}
        value={details.description}
        onChange={({ target }) => onChange({ description: target.value })}
        inputProps={{ maxLength: DESCRIPTION_LENGTH }}
      />
    </Stack>
  );
}
