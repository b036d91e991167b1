import GroupsOutlinedIcon from '@mui/icons-material/GroupsOutlined';
import SmartToyOutlinedIcon from '@mui/icons-material/SmartToyOutlined';
import Avatar from '@mui/material/Avatar';
import { getContrastRatio } from '@mui/material/styles';
import { useChartPalette } from '../charts/useChartPalette';
import { parseRef } from '../resources/entityRefs';

/** One or two initials of a name, or of the name in an entity reference. */
function getInitials(name: string): string {
  const nameParts = name
    .replace(/^.*[:/]/, '')
    .split(/[\s._-]+/)
    .filter(Boolean);
  const letters =
    nameParts.length > 1
      ? [nameParts[0], nameParts[nameParts.length - 1]]
      : nameParts.slice(0, 1);
  return letters.map(word => [...word][0].toLocaleUpperCase()).join('') || '?';
}

/** The minimum contrast ratio of small text. */
const MIN_CONTRAST = 4.5;

function computeHash(text: string): number {
  let hash = 0;
  for (const character of text) {
    hash = (hash * 31 + character.codePointAt(0)!) % 65_521;
  }
  return hash;
}

/**
 * A person's picture, or their initials in a stable colour. A Group has an icon of several people;
 * any other kind of entity has a robot.
 *
 * @public
 */
export function PersonAvatar(props: {
  userRef: string;
  name: string;
  picture?: string | null;
  size?: number;
}) {
  const palette = useChartPalette();
  const size = props.size ?? 24;
  const kind = parseRef(props.userRef)?.kind ?? 'user';
  const isPerson = kind === 'user';
  const Icon = kind === 'group' ? GroupsOutlinedIcon : SmartToyOutlinedIcon;
  const colour = palette[computeHash(props.userRef) % palette.length];
  return (
    <Avatar
      aria-hidden
      src={props.picture ?? undefined}
      sx={{
        width: size,
        height: size,
        fontSize: size * (isPerson ? 0.42 : 0.6),
        fontWeight: 600,
        bgcolor: colour,
        color:
          getContrastRatio('#fff', colour) >= MIN_CONTRAST ? '#fff' : '#000',
      }}
    >
      {isPerson ? getInitials(props.name) : <Icon fontSize="inherit" />}
    </Avatar>
  );
}
