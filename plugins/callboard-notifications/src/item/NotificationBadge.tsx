import type { Notification } from '@callboard/plugin-callboard-common';
import {
  EntityTypeIcon,
  PersonAvatar,
} from '@callboard/plugin-callboard-react';
import Box from '@mui/material/Box';

/** The avatar of the actor, or, without a person, the icon of the resource. */
export function NotificationBadge(props: {
  item: Notification;
  getActorName: (ref: string) => string;
  size: number;
}) {
  const { item, getActorName, size } = props;
  const { actor_ref } = item;
  return actor_ref?.startsWith('user:') ? (
    <PersonAvatar
      userRef={actor_ref}
      name={getActorName(actor_ref)}
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
