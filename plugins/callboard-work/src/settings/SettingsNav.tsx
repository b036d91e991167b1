import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Box from '@mui/material/Box';
import Link from '@mui/material/Link';
import { callboardWorkSettingsTranslationRef } from '../settingsTranslation';
import { getSectionId, type SectionName } from './getSectionId';

/** Links to the sections of the settings; next to them if the width allows it. */
export function SettingsNav(props: { sections: readonly SectionName[] }) {
  const { t } = useTranslationRef(callboardWorkSettingsTranslationRef);
  return (
    <Box
      component="nav"
      aria-label={t('onPage')}
      sx={{
        position: { lg: 'sticky' },
        top: { lg: 24 },
        width: { lg: 160 },
        flexShrink: 0,
      }}
    >
      <Box
        component="ul"
        sx={{
          display: 'flex',
          flexDirection: { lg: 'column' },
          flexWrap: 'wrap',
          columnGap: 2,
          rowGap: 1,
          listStyle: 'none',
          m: 0,
          p: 0,
          pl: { lg: 2 },
          borderLeft: { lg: 1 },
          borderColor: { lg: 'divider' },
        }}
      >
        {props.sections.map(name => (
          <li key={name}>
            <Link
              href={`#${getSectionId(name)}`}
              variant="body2"
              color="text.secondary"
              underline="hover"
            >
              {t(`${name}.title`)}
            </Link>
          </li>
        ))}
      </Box>
    </Box>
  );
}
