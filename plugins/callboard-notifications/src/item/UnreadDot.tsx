import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { visuallyHidden } from '@callboard/plugin-callboard-react';
import Box from '@mui/material/Box';
import { callboardNotificationsTranslationRef } from '../translation';

/** A dot before unread notifications; read ones keep its space free. */
export function UnreadDot(props: { isRead: boolean }) {
  const { t } = useTranslationRef(callboardNotificationsTranslationRef);
  return (
    <Box
      component="span"
      sx={{
        flexShrink: 0,
        width: 8,
        height: 8,
        borderRadius: '50%',
        bgcolor: props.isRead ? 'transparent' : 'primary.main',
      }}
    >
      {!props.isRead && (
        <Box component="span" sx={visuallyHidden}>
          {t('item.unread')}
        </Box>
      )}
    </Box>
  );
}
