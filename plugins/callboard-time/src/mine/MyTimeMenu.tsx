import { useTranslationRef } from '@backstage/frontend-plugin-api';
import CalendarMonthOutlinedIcon from '@mui/icons-material/CalendarMonthOutlined';
import FileUploadOutlinedIcon from '@mui/icons-material/FileUploadOutlined';
import MoreVertIcon from '@mui/icons-material/MoreVert';
import IconButton from '@mui/material/IconButton';
import ListItemIcon from '@mui/material/ListItemIcon';
import Menu from '@mui/material/Menu';
import MenuItem from '@mui/material/MenuItem';
import Tooltip from '@mui/material/Tooltip';
import { useState } from 'react';
import { CalendarFeedDialog } from '../feed/CalendarFeedDialog';
import { callboardTimeTranslationRef } from '../translation';

/** What is seldom wanted of one's own time. */
export function MyTimeMenu(props: { onImport: () => void }) {
  const { t } = useTranslationRef(callboardTimeTranslationRef);
  const [anchor, setAnchor] = useState<Element | null>(null);
  const [isFeedOpen, setFeedOpen] = useState(false);
  return (
    <>
      <Tooltip title={t('mine.more')}>
        <IconButton
          size="small"
          aria-label={t('mine.more')}
          aria-haspopup="menu"
          onClick={event => setAnchor(event.currentTarget)}
        >
          <MoreVertIcon fontSize="small" />
        </IconButton>
      </Tooltip>
      <Menu
        open={anchor !== null}
        anchorEl={anchor}
        onClose={() => setAnchor(null)}
      >
        <MenuItem
          onClick={() => {
            setAnchor(null);
            setFeedOpen(true);
          }}
        >
          <ListItemIcon>
            <CalendarMonthOutlinedIcon fontSize="small" />
          </ListItemIcon>
          {t('feed.title')}
        </MenuItem>
        <MenuItem
          onClick={() => {
            setAnchor(null);
            props.onImport();
          }}
        >
          <ListItemIcon>
            <FileUploadOutlinedIcon fontSize="small" />
          </ListItemIcon>
          {t('mine.import')}
        </MenuItem>
      </Menu>
      {isFeedOpen && <CalendarFeedDialog onClose={() => setFeedOpen(false)} />}
    </>
  );
}
