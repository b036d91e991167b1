import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { DashboardAccess } from '@callboard/plugin-callboard-common';
import Box from '@mui/material/Box';
import FormControl from '@mui/material/FormControl';
import FormControlLabel from '@mui/material/FormControlLabel';
import FormLabel from '@mui/material/FormLabel';
import Radio from '@mui/material/Radio';
import RadioGroup from '@mui/material/RadioGroup';
import { useId } from 'react';
import { callboardDashboardsListTranslationRef } from '../listTranslation';

/** The field for the access to a dashboard. */
export function AccessField(props: {
  workspace: string;
  value: DashboardAccess;
  onChange: (access: DashboardAccess) => void;
}) {
  const { t } = useTranslationRef(callboardDashboardsListTranslationRef);
  const { workspace, value, onChange } = props;
  const id = useId();
  return (
    <FormControl>
      <FormLabel id={id} sx={{ typography: 'body2' }}>
        {t('field.access')}
      </FormLabel>
      <RadioGroup
        aria-labelledby={id}
        value={value}
        onChange={(_, access) => onChange(access as DashboardAccess)}
      >
        {(['private', 'shared'] as const).map(access => (
          <FormControlLabel
            key={access}
            value={access}
            control={<Radio size="small" sx={{ py: 0.25 }} />}
            sx={{ alignItems: 'flex-start', mt: 0.5 }}
            slotProps={{ typography: { variant: 'body2' } }}
            label={
              <>
                {t(`access.${access}`)}
                <Box component="span" display="block" color="text.secondary">
                  {t(`accessHint.${access}`, { workspace })}
                </Box>
              </>
            }
          />
        ))}
      </RadioGroup>
    </FormControl>
  );
}
