import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { Activity } from '@callboard/plugin-callboard-common';
import SmartToyOutlinedIcon from '@mui/icons-material/SmartToyOutlined';
import Box from '@mui/material/Box';
import Tooltip from '@mui/material/Tooltip';
import { callboardActivityTranslationRef } from '../translation';

/** Marks an action that an assistant did for the person; renders nothing otherwise. */
export function AssistantBadge(props: { activity: Activity }) {
  const { t } = useTranslationRef(callboardActivityTranslationRef);
  if (props.activity.source !== 'assistant') {
    return null;
  }
  return (
    <Tooltip title={t('byAssistant')}>
      <Box
        component="span"
        role="img"
        aria-label={t('byAssistant')}
        sx={{ display: 'inline-flex', flexShrink: 0, ml: 0.5 }}
      >
        <SmartToyOutlinedIcon
          aria-hidden
          sx={{ color: 'text.secondary', fontSize: 18 }}
        />
      </Box>
    </Tooltip>
  );
}
