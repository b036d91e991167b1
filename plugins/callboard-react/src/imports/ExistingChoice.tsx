import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Box from '@mui/material/Box';
import FormControl from '@mui/material/FormControl';
import FormControlLabel from '@mui/material/FormControlLabel';
import FormLabel from '@mui/material/FormLabel';
import Radio from '@mui/material/Radio';
import RadioGroup from '@mui/material/RadioGroup';
import type { ExistingRows } from './ExistingRows';
import { callboardImportTranslationRef } from './importTranslation';

const choices: readonly ExistingRows[] = ['error', 'skip', 'update'];

/** Chooses how the import treats rows that already exist. */
export function ExistingChoice(props: {
  value: ExistingRows;
  onChange: (value: ExistingRows) => void;
  disabled: boolean;
}) {
  const { t } = useTranslationRef(callboardImportTranslationRef);
  return (
    <FormControl disabled={props.disabled}>
      <FormLabel
        id="callboard-import-existing"
        sx={{ typography: 'subtitle1', fontWeight: 600, color: 'text.primary' }}
      >
        {t('existing.label')}
      </FormLabel>
      <RadioGroup
        aria-labelledby="callboard-import-existing"
        value={props.value}
        onChange={(_, value) => props.onChange(value as ExistingRows)}
      >
        {choices.map(choice => (
          <FormControlLabel
            key={choice}
            value={choice}
            control={<Radio size="small" />}
            label={
              <Box component="span" sx={{ typography: 'body2' }}>
                {t(`existing.${choice}`)}{' '}
                <Box component="span" sx={{ color: 'text.secondary' }}>
                  {t(`existing.${choice}Hint`)}
                </Box>
              </Box>
            }
          />
        ))}
      </RadioGroup>
    </FormControl>
  );
}
