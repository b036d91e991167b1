import { Link } from '@backstage/core-components';
import {
  getLinkKind,
  type Notification,
  type NotificationSeverity,
} from '@callboard/plugin-callboard-common';
import ButtonBase from '@mui/material/ButtonBase';
import Box from '@mui/material/Box';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  formatCount,
  EntityTypeIcon,
  PersonAvatar,
  visuallyHidden,
  parseRef,
  useEntityTitles,
} from '@callboard/plugin-callboard-react';
import Tooltip from '@mui/material/Tooltip';
import ErrorOutlineIcon from '@mui/icons-material/ErrorOutline';
import KeyboardDoubleArrowUpIcon from '@mui/icons-material/KeyboardDoubleArrowUp';
import { useCallback, useMemo } from 'react';
import { callboardNotificationsTranslationRef } from '../translation';

/**
 * The title of a notification: a link to its target, or a button if it has no safe target.
 * Notifications come from people and other systems, so only safe URLs become links.
 */
export function NotificationTitle(props: {
  item: Notification;
  onClick: (item: Notification) => void;
}) {
  const { item, onClick } = props;
  const target = getLinkKind(item.target_url) && item.target_url;
  const text = (
    // Isolates right-to-left text from the text around it.
    <Box
      component="bdi"
      sx={{
        fontWeight: item.is_read ? 400 : 600,
        color: 'text.primary',
        overflowWrap: 'anywhere',
      }}
    >
      {item.title}
    </Box>
  );
  return target ? (
    <Link to={target} onClick={() => onClick(item)} data-notification={item.id}>
      {text}
    </Link>
  ) : (
    <ButtonBase
      // A `button` cannot be inline, and would break the line.
      component="span"
      disableRipple
      onClick={() => onClick(item)}
      data-notification={item.id}
      // Inline like a link, to flow with the surrounding text.
      sx={{
        display: 'inline',
        font: 'inherit',
        textAlign: 'start',
        verticalAlign: 'baseline',
      }}
    >
      {text}
    </ButtonBase>
  );
}

/** The severity of a notification if it is high or critical; otherwise renders nothing. */
export function SeverityBadge(props: { severity: NotificationSeverity }) {
  const { t } = useTranslationRef(callboardNotificationsTranslationRef);
  const { severity } = props;
  if (severity !== 'high' && severity !== 'critical') {
    return null;
  }
  const Icon =
    severity === 'critical' ? ErrorOutlineIcon : KeyboardDoubleArrowUpIcon;
  return (
    <Box
      component="span"
      sx={{
        mr: 0.75,
        fontSize: '0.8125rem',
        fontWeight: 600,
        whiteSpace: 'nowrap',
        color: severity === 'critical' ? 'error.main' : 'text.primary',
      }}
    >
      <Icon
        sx={{ fontSize: 16, verticalAlign: 'text-bottom', mr: 0.25 }}
        aria-hidden
      />
      {t(`severity.${severity}`)}
    </Box>
  );
}

export function CountChip(props: { count: number }) {
  const { t } = useTranslationRef(callboardNotificationsTranslationRef);
  const { count } = props;
  return count > 1 ? (
    <Tooltip title={t('item.count', { formatted: formatCount(count) })}>
      <Box
        component="span"
        sx={{
          mx: 0.75,
          flexShrink: 0,
          px: 0.75,
          borderRadius: 2,
          bgcolor: 'action.selected',
          color: 'text.primary',
          typography: 'caption',
          fontVariantNumeric: 'tabular-nums',
          whiteSpace: 'nowrap',
        }}
      >
        {formatCount(count)}×
      </Box>
    </Tooltip>
  ) : null;
}

/** A dot before an unread notification, or an empty space of the same size before a read one. */
function UnreadDot(props: { isRead: boolean }) {
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

/** The avatar of the actor, or the icon of the resource if the actor is not a person. */
function ActorAvatar(props: {
  item: Notification;
  getActorName: (ref: string) => string | undefined;
  size: number;
}) {
  const { item, getActorName, size } = props;
  const { actor_ref } = item;
  return actor_ref?.startsWith('user:') ? (
    <PersonAvatar
      userRef={actor_ref}
      name={getActorName(actor_ref) ?? actor_ref}
      size={size}
    />
  ) : (
    <Box
      aria-hidden
      sx={{
        display: 'flex',
        alignItems: 'center',
        justifyContent: 'center',
        flexShrink: 0,
        width: size,
        height: size,
        borderRadius: '50%',
        bgcolor: 'action.selected',
        color: 'text.secondary',
        fontSize: size * 0.6,
      }}
    >
      <EntityTypeIcon type={item.type.split('.')[0]} />
    </Box>
  );
}

/** The unread dot and the avatar before the texts of a notification. */
export function NotificationAvatar(props: {
  item: Notification;
  getActorName: (ref: string) => string | undefined;
}) {
  const { item, getActorName } = props;
  return (
    <Box sx={{ display: 'flex', alignItems: 'center', gap: 1, height: 28 }}>
      <UnreadDot isRead={item.is_read} />
      <ActorAvatar item={item} getActorName={getActorName} size={28} />
    </Box>
  );
}

/** Returns styles that cut a text after some lines. */
export const clampLines = (lines: number) => ({
  display: '-webkit-box',
  WebkitLineClamp: lines,
  WebkitBoxOrient: 'vertical',
  overflow: 'hidden',
});

/** The body of a notification. If the notification is open, the body is shown in full. */
export function NotificationBody(props: {
  item: Notification;
  isOpen: boolean;
  /** The number of lines to show if the notification is not open. */
  lines: number;
}) {
  const { item, isOpen, lines } = props;
  return item.body ? (
    <Box
      component="bdi"
      sx={{
        color: 'text.secondary',
        overflowWrap: 'anywhere',
        ...(isOpen
          ? { display: 'block', whiteSpace: 'pre-wrap' }
          : clampLines(lines)),
      }}
    >
      {item.body}
    </Box>
  ) : null;
}

function formatActorName(
  ref: string,
  titles: ReadonlyMap<string, string>,
): string | undefined {
  const { kind, name = ref } = parseRef(ref) ?? {};
  // Actors that are not people, such as Callboard itself, are not in the catalog.
  return kind === 'user'
    ? titles.get(ref)
    : name.charAt(0).toLocaleUpperCase() + name.slice(1);
}

const isPerson = (ref: string) => parseRef(ref)?.kind === 'user';

export function useActorNames(
  items: readonly Notification[],
): (actorRef: string) => string | undefined {
  const refs = useMemo(
    () => items.flatMap(({ actor_ref }) => actor_ref ?? []).filter(isPerson),
    [items],
  );
  const titles = useEntityTitles(refs);
  return useCallback(ref => formatActorName(ref, titles), [titles]);
}
