import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { useMe } from '@callboard/plugin-callboard-react';
import CloseIcon from '@mui/icons-material/Close';
import Box from '@mui/material/Box';
import Drawer from '@mui/material/Drawer';
import IconButton from '@mui/material/IconButton';
import { callboardTimeTranslationRef } from '../translation';
import { TimeOffList } from './TimeOffList';

/** A drawer with the signed-in person's time off. */
export function TimeOffDrawer(props: {
  slug: string;
  today: string;
  onClose: () => void;
}) {
  const { t } = useTranslationRef(callboardTimeTranslationRef);
  const { slug, today, onClose } = props;
  const me = useMe().data;
  return (
    <Drawer
      open
      anchor="right"
      onClose={onClose}
      PaperProps={{
        role: 'dialog',
        'aria-modal': true,
        'aria-label': t('mine.timeOff'),
        sx: { width: 'min(640px, 100vw)', p: 3 },
      }}
    >
      <Box sx={{ display: 'flex', justifyContent: 'flex-end' }}>
        <IconButton aria-label={t('mine.close')} onClick={onClose}>
          <CloseIcon />
        </IconButton>
      </Box>
      {me && <TimeOffList slug={slug} member={me.user_ref} today={today} />}
    </Drawer>
  );
}
