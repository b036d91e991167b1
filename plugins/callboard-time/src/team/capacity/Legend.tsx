import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Box from '@mui/material/Box';
import { callboardTimeTeamTranslationRef } from '../teamTranslation';
import { bandStyles } from './bandStyles';

const bands = ['under', 'on', 'over', 'open', 'off'] as const;

/** The legend of the map's signs. */
export function Legend() {
  const { t } = useTranslationRef(callboardTimeTeamTranslationRef);
  return (
    <Box
      component="ul"
      aria-label={t('capacity.legend')}
      sx={{
        display: 'flex',
        flexWrap: 'wrap',
        columnGap: 2,
        m: 0,
        p: 0,
        listStyle: 'none',
        typography: 'caption',
      }}
    >
      {bands.map(band => (
        <li key={band}>
          <Box
            component="span"
            aria-hidden
            sx={{ color: bandStyles[band].color }}
          >
            {bandStyles[band].symbol}
          </Box>{' '}
          {t(`capacity.legends.${band}`)}
        </li>
      ))}
    </Box>
  );
}
