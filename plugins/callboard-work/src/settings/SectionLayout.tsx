import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import type { ReactNode } from 'react';
import { callboardWorkSettingsTranslationRef } from '../settingsTranslation';
import type { SettingKind } from './useSettingActions';

export type SectionName =
  | SettingKind
  | 'general'
  | 'members'
  | 'sources'
  | 'archive';

export function getSectionId(name: SectionName): string {
  return `project-${name}`;
}

export function SectionLayout(props: {
  name: SectionName;
  hint?: ReactNode;
  /** Shown next to the title; usually a button that adds a setting. */
  action?: ReactNode;
  children?: ReactNode;
}) {
  const { t } = useTranslationRef(callboardWorkSettingsTranslationRef);
  const id = getSectionId(props.name);
  return (
    <Box
      component="section"
      id={id}
      aria-labelledby={`${id}-title`}
      sx={{ scrollMarginTop: 16 }}
    >
      <Box
        sx={{
          display: 'flex',
          alignItems: 'center',
          columnGap: 2,
          minHeight: 32,
        }}
      >
        <Typography
          id={`${id}-title`}
          component="h3"
          variant="subtitle1"
          fontWeight={600}
        >
          {t(`${props.name}.title`)}
        </Typography>
        {props.action}
      </Box>
      {props.hint && (
        <Typography variant="body2" color="text.secondary">
          {props.hint}
        </Typography>
      )}
      {props.children}
    </Box>
  );
}
