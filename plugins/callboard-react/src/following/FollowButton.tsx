import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  type CallboardClient,
  endpoints,
  type Subscription,
  type SubscriptionLevel,
} from '@callboard/plugin-callboard-common';
import NotificationsActiveOutlinedIcon from '@mui/icons-material/NotificationsActiveOutlined';
import NotificationsNoneOutlinedIcon from '@mui/icons-material/NotificationsNoneOutlined';
import NotificationsOffOutlinedIcon from '@mui/icons-material/NotificationsOffOutlined';
import Box from '@mui/material/Box';
import Divider from '@mui/material/Divider';
import IconButton from '@mui/material/IconButton';
import ListItemText from '@mui/material/ListItemText';
import Menu from '@mui/material/Menu';
import MenuItem from '@mui/material/MenuItem';
import Tooltip from '@mui/material/Tooltip';
import { useState } from 'react';
import Button from '@mui/material/Button';
import { useCallboardClient } from '../query/useCallboardClient';
import { useToast } from '../toasts/ToastCenter';
import {
  type Followed,
  useSubscription,
  type FollowedWork,
} from './useSubscription';
import { callboardFollowingTranslationRef } from './followingTranslation';

const isMuted = ({ level, source }: Subscription) =>
  level === 'none' && source !== 'none';

/** The level that undoes a choice: the person's former level, or null if they had none. */
const getOwnLevel = ({ level, source }: Subscription) =>
  source === 'own' ? level : null;

/**
 * Returns the level that unmutes: null resets the person's own choice, `all` overrides the muting
 * of the project, against which a reset would have no effect.
 */
async function readUnmutedLevel(
  client: CallboardClient,
  { slug, pid, iid }: FollowedWork,
  { source }: Subscription,
): Promise<SubscriptionLevel | null> {
  if (source !== 'own') {
    return 'all';
  }
  const project =
    iid === undefined
      ? undefined
      : await client
          .call(endpoints.getProjectSubscription, { params: { slug, pid } })
          .catch(() => undefined);
  return project && isMuted(project) ? 'all' : null;
}

/**
 * Mutes or unmutes a work item or project with one click. Renders nothing while the subscription
 * loads, if it cannot be loaded, for example because the item is deleted, or if the portal's policy
 * denies changes.
 *
 * @public
 */
export function MuteButton(props: { followed: FollowedWork }) {
  const { t } = useTranslationRef(callboardFollowingTranslationRef);
  const { query, canChoose, canReset, choose } = useSubscription(
    props.followed,
  );
  const notify = useToast();
  const { data: subscription } = query;
  const client = useCallboardClient();
  // Unmute and undo may reset the subscription, so both permissions are required.
  if (!subscription || !canChoose || !canReset) {
    return null;
  }
  const isItem = props.followed.iid !== undefined;
  const toggle = async () => {
    const title = isMuted(subscription)
      ? t(isItem ? 'mute.unmutedItem' : 'mute.unmutedProject')
      : t(isItem ? 'mute.mutedItem' : 'mute.mutedProject');
    const level = isMuted(subscription)
      ? await readUnmutedLevel(client, props.followed, subscription)
      : 'none';
    choose(level, () =>
      notify({
        status: 'success',
        title,
        onUndo: () => choose(getOwnLevel(subscription)),
      }),
    );
  };
  const label = isMuted(subscription)
    ? t(isItem ? 'mute.itemBack' : 'mute.projectBack')
    : t(isItem ? 'mute.item' : 'mute.project');
  return (
    <Button size="small" variant="outlined" onClick={toggle}>
      {label}
    </Button>
  );
}

const levels = ['all', 'mentions', 'none'] as const;

/** Dashboards have no mentions. */
const dashboardLevels = ['all', 'none'] as const;

function getButtonLabelAndIcon({ level, source }: Subscription) {
  if (source === 'none') {
    return ['off', NotificationsNoneOutlinedIcon] as const;
  }
  const Icon =
    level === 'none'
      ? NotificationsOffOutlinedIcon
      : NotificationsActiveOutlinedIcon;
  return [level, Icon] as const;
}

/**
 * Follows or mutes a project, a work item or a dashboard, and explains why the person follows it.
 * Renders an empty space of the same size while no subscription is loaded, or if the portal's
 * policy denies changes. Renders nothing if notifications are off.
 *
 * @public
 */
export function FollowButton(props: { followed: Followed }) {
  const { t } = useTranslationRef(callboardFollowingTranslationRef);
  const { query, isOn, canChoose, canReset, choose } = useSubscription(
    props.followed,
  );
  const [anchor, setAnchor] = useState<Element>();
  const { data: subscription } = query;
  if (!isOn) {
    return null;
  }
  if (!subscription || !canChoose) {
    return <Box sx={{ width: 40, height: 40, flexShrink: 0 }} />;
  }
  const [label, Icon] = getButtonLabelAndIcon(subscription);
  const options =
    'dashboard' in props.followed
      ? dashboardLevels.map(level => ({
          level,
          hint: t(`level.dashboard.${level}`),
        }))
      : levels.map(level => ({ level, hint: t(`level.${level}Hint`) }));
  const close = () => setAnchor(undefined);
  const toClosingHandler = (level: SubscriptionLevel | null) => () => {
    close();
    choose(level);
  };
  return (
    <>
      <Tooltip
        title={`${t(`button.${label}`)}. ${t(`source.${subscription.source}`)}`}
      >
        <IconButton
          aria-label={t(`button.${label}`)}
          aria-haspopup="menu"
          aria-expanded={anchor !== undefined}
          onClick={event => setAnchor(event.currentTarget)}
        >
          <Icon />
        </IconButton>
      </Tooltip>
      <Menu
        open={anchor !== undefined}
        anchorEl={anchor}
        onClose={close}
        MenuListProps={{ 'aria-label': t('hint') }}
      >
        {options.map(({ level, hint }) => {
          const isChosen = label !== 'off' && subscription.level === level;
          return (
            <MenuItem
              key={level}
              role="menuitemradio"
              aria-checked={isChosen}
              selected={isChosen}
              onClick={toClosingHandler(level)}
            >
              <ListItemText primary={t(`level.${level}`)} secondary={hint} />
            </MenuItem>
          );
        })}
        {subscription.source === 'own' &&
          canReset && [
            <Divider key="divider" />,
            <MenuItem key="reset" onClick={toClosingHandler(null)}>
              {t('reset')}
            </MenuItem>,
          ]}
      </Menu>
    </>
  );
}
