import Avatar from '@mui/material/Avatar';
import { useTheme } from '@mui/material/styles';
import { useChartPalette } from '../charts/useChartPalette';
import { initialsOf } from './initialsOf';

function hashOf(text: string): number {
  let hash = 0;
  for (const character of text) {
    hash = (hash * 31 + character.codePointAt(0)!) % 65_521;
  }
  return hash;
}

/**
 * A person's picture, or their initials in a colour that is always the same.
 *
 * @public
 */
export function PersonAvatar(props: {
  userRef: string;
  name: string;
  picture?: string | null;
  size?: number;
}) {
  const theme = useTheme();
  const palette = useChartPalette();
  const size = props.size ?? 24;
  const colour = palette[hashOf(props.userRef) % palette.length];
  return (
    <Avatar
      aria-hidden
      src={props.picture ?? undefined}
      sx={{
        width: size,
        height: size,
        fontSize: size * 0.42,
        fontWeight: 600,
        bgcolor: colour,
        color: theme.palette.getContrastText(colour),
      }}
    >
      {initialsOf(props.name)}
    </Avatar>
  );
}
