import { useZoneToday } from '@callboard/plugin-callboard-react';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { OwnWorkspace } from '@callboard/plugin-callboard-react';
import BeachAccessOutlinedIcon from '@mui/icons-material/BeachAccessOutlined';
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
import { TimeOffDrawer } from '../workingTime/TimeOffDrawer';

/** A menu with rarely used actions on the person's own time. */
export function MyTimeMenu(props: {
  workspace: OwnWorkspace;
  onImport: () => void;
}) {
  const { t } = useTranslationRef(callboardTimeTranslationRef);
  const [anchor, setAnchor] = useState<Element | null>(null);
  const [opened, setOpened] = useState<'timeOff' | 'feed'>();
  const today = useZoneToday(props.workspace.timezone);
  const open = (what: typeof opened) => {
    setAnchor(null);
    setOpened(what);
  };
  const close = () => setOpened(undefined);
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
        <MenuItem onClick={() => open('timeOff')}>
          <ListItemIcon>
            <BeachAccessOutlinedIcon fontSize="small" />
          </ListItemIcon>
          {t('mine.timeOff')}
        </MenuItem>
        <MenuItem onClick={() => open('feed')}>
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
      {opened === 'timeOff' && (
        <TimeOffDrawer
          slug={props.workspace.slug}
          today={today}
          onClose={close}
        />
      )}
      {opened === 'feed' && <CalendarFeedDialog onClose={close} />}
    </>
  );
}
