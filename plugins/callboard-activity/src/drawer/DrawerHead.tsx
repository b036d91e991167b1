import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { Activity } from '@callboard/plugin-callboard-common';
import {
  ActionLabel,
  EntityLink,
  ErrorBoundary,
  formatInstant,
  PersonChip,
} from '@callboard/plugin-callboard-react';
import CloseIcon from '@mui/icons-material/Close';
import KeyboardArrowDownIcon from '@mui/icons-material/KeyboardArrowDown';
import KeyboardArrowUpIcon from '@mui/icons-material/KeyboardArrowUp';
import Box from '@mui/material/Box';
import IconButton from '@mui/material/IconButton';
import { AssistantBadge } from '../view/AssistantBadge';
import { callboardActivityTranslationRef } from '../translation';

/** The actor, action, resource and time of an entry, with links to its neighbours in the list. */
export function DrawerHead(props: {
  activity: Activity;
  onNewer?: () => void;
  onOlder?: () => void;
  onClose: () => void;
}) {
  const { t } = useTranslationRef(callboardActivityTranslationRef);
  const { activity } = props;
  return (
    <Box component="header">
      <Box sx={{ display: 'flex', alignItems: 'center', mx: -1 }}>
        <IconButton
          aria-label={t('drawer.newer')}
          disabled={!props.onNewer}
          onClick={props.onNewer}
        >
          <KeyboardArrowUpIcon />
        </IconButton>
        <IconButton
          aria-label={t('drawer.older')}
          disabled={!props.onOlder}
          onClick={props.onOlder}
        >
          <KeyboardArrowDownIcon />
        </IconButton>
        <Box sx={{ flex: 1 }} />
        <IconButton aria-label={t('drawer.close')} onClick={props.onClose}>
          <CloseIcon />
        </IconButton>
      </Box>
      <Box
        component="h2"
        sx={{
          display: 'flex',
          flexWrap: 'wrap',
          alignItems: 'center',
          columnGap: 1.5,
          rowGap: 1,
          m: 0,
          mt: 1,
          typography: 'body1',
          fontWeight: 600,
        }}
      >
        <ErrorBoundary resetKey={activity}>
          <PersonChip
            userRef={activity.user_id}
            name={activity.user_name}
            size={32}
          />
          <AssistantBadge activity={activity} />
          <ActionLabel activity={activity} />
          {(activity.entity_type || activity.entity_id) && (
            <EntityLink
              type={activity.entity_type}
              id={activity.entity_id}
              label={activity.entity_label}
            />
          )}
        </ErrorBoundary>
      </Box>
      <Box sx={{ color: 'text.secondary', typography: 'body2', mt: 1 }}>
        <time dateTime={activity.created_at}>
          {formatInstant(activity.created_at, 'full')}
        </time>
      </Box>
    </Box>
  );
}
