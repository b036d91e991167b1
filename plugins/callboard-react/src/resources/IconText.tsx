import { Link } from '@backstage/core-components';
import Box from '@mui/material/Box';
import type { ReactNode } from 'react';
import { oneLine } from '../text/oneLine';

/** A text after an icon or avatar, truncated to one line; a link if `href` is set. @public */
export function IconText(props: {
  icon: ReactNode;
  text: string;
  href?: string;
  title?: string;
  /** A note after the text. If it is set, the text and the note are grey. */
  note?: string;
  /** The space between icon and text, in steps of the theme's spacing. */
  gap?: number;
}) {
  const { icon, text, href, title, note, gap = 0.75 } = props;
  return (
    <Box
      component="span"
      title={title}
      sx={{
        display: 'inline-flex',
        verticalAlign: 'middle',
        alignItems: 'center',
        gap,
        minWidth: 0,
        maxWidth: '100%',
        color: note ? 'text.secondary' : undefined,
      }}
    >
      {icon}
      {href ? (
        <Link to={href} color="inherit" style={oneLine}>
          {text}
        </Link>
      ) : (
        <span style={oneLine}>{text}</span>
      )}
      {note && (
        <Box component="span" sx={{ flexShrink: 0 }}>
          ({note})
        </Box>
      )}
    </Box>
  );
}
