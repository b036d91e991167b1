import { useTranslationRef } from '@backstage/frontend-plugin-api';
import PlayArrowIcon from '@mui/icons-material/PlayArrow';
import Box from '@mui/material/Box';
import List from '@mui/material/List';
import ListItem from '@mui/material/ListItem';
import ListItemButton from '@mui/material/ListItemButton';
import ListItemIcon from '@mui/material/ListItemIcon';
import type { LoggedItem } from '../items/LoggedItem';
import { useOfferedItems } from '../items/useItemOptions';
import { callboardTimeTimerTranslationRef } from './timerTranslation';

const DEFAULT_MAX_ITEMS = 6;

/** Suggested work items, each starting a timer with one click. */
export function OfferedStarts(props: {
  slug: string;
  maxItems?: number;
  onPick: (item: LoggedItem) => void;
}) {
  const { t } = useTranslationRef(callboardTimeTimerTranslationRef);
  const offered = useOfferedItems(props.slug).slice(
    0,
    props.maxItems ?? DEFAULT_MAX_ITEMS,
  );
  return offered.length > 0 ? (
    <List dense disablePadding aria-label={t('start.offered')}>
      {offered.map(item => (
        <ListItem key={item.id} disablePadding>
          <ListItemButton onClick={() => props.onPick(item)} sx={{ px: 1 }}>
            <ListItemIcon sx={{ minWidth: 28 }}>
              <PlayArrowIcon fontSize="small" />
            </ListItemIcon>
            <Box
              component="span"
              title={item.title}
              sx={{
                overflow: 'hidden',
                textOverflow: 'ellipsis',
                whiteSpace: 'nowrap',
              }}
            >
              {item.identifier} {item.title}
            </Box>
          </ListItemButton>
        </ListItem>
      ))}
    </List>
  ) : (
    <Box sx={{ typography: 'body2', color: 'text.secondary' }}>
      {t('start.nothing')}
    </Box>
  );
}
