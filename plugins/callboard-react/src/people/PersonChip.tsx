import { Link } from '@backstage/core-components';
import { useEntityRefLink } from '@backstage/plugin-catalog-react';
import Box from '@mui/material/Box';
import { parseRef } from '../things/parseRef';
import { PersonAvatar } from './PersonAvatar';

/**
 * Who did something, as avatar and name; a person is linked to their page in
 * the catalog. The name
 * is the one that was kept with the data, so that people who left stay
 * readable.
 *
 * @public
 */
export function PersonChip(props: {
  userRef: string;
  name?: string | null;
  picture?: string | null;
  size?: number;
  /** False inside something that is clickable itself. */
  linked?: boolean;
}) {
  const hrefOf = useEntityRefLink();
  const ref = parseRef(props.userRef);
  const name = props.name || ref?.name || props.userRef;
  const nameStyle = {
    minWidth: 0,
    overflow: 'hidden',
    textOverflow: 'ellipsis',
    whiteSpace: 'nowrap',
  } as const;
  return (
    <Box
      component="span"
      sx={{
        display: 'inline-flex',
        verticalAlign: 'middle',
        alignItems: 'center',
        gap: 1,
        minWidth: 0,
        maxWidth: '100%',
      }}
    >
      <PersonAvatar
        userRef={props.userRef}
        name={name}
        picture={props.picture}
        size={props.size}
      />
      {ref?.kind === 'user' && props.linked !== false ? (
        <Link to={hrefOf(ref)} color="inherit" style={nameStyle}>
          {name}
        </Link>
      ) : (
        <span style={nameStyle}>{name}</span>
      )}
    </Box>
  );
}
