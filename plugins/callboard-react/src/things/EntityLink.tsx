import { Link } from '@backstage/core-components';
import { useEntityRefLink } from '@backstage/plugin-catalog-react';
import Box from '@mui/material/Box';
import { EntityTypeIcon } from './EntityTypeIcon';
import { humanize } from './humanize';
import { parseRef } from './parseRef';

/** A path of this portal; two slashes would lead to another host. */
const portalPath = /^\/(?!\/)/;

/**
 * Where a thing lives in the portal: an entity's page for an entity reference,
 * the page itself for a path, otherwise nowhere.
 */
function useHref(id: string | null | undefined): string | undefined {
  const hrefOf = useEntityRefLink();
  const ref = parseRef(id);
  if (ref) {
    return hrefOf(ref);
  }
  return id && portalPath.test(id) ? id : undefined;
}

/**
 * A thing as icon and label, linked to where it lives in the portal.
 *
 * @public
 */
export function EntityLink(props: {
  type: string | null | undefined;
  id: string | null | undefined;
  label: string | null | undefined;
}) {
  const href = useHref(props.id);
  const label =
    props.label ||
    parseRef(props.id)?.name ||
    props.id ||
    (props.type ? humanize(props.type) : '');
  const type = props.type ? humanize(props.type) : undefined;
  const textStyle = {
    minWidth: 0,
    overflow: 'hidden',
    textOverflow: 'ellipsis',
    whiteSpace: 'nowrap',
  } as const;
  return (
    <Box
      component="span"
      title={type && type !== label ? `${type}: ${label}` : label}
      sx={{
        display: 'inline-flex',
        verticalAlign: 'middle',
        alignItems: 'center',
        gap: 0.75,
        minWidth: 0,
        maxWidth: '100%',
      }}
    >
      <Box
        component="span"
        sx={{ color: 'text.secondary', display: 'flex', fontSize: 18 }}
      >
        <EntityTypeIcon type={props.type} />
      </Box>
      {href ? (
        <Link to={href} color="inherit" style={textStyle}>
          {label}
        </Link>
      ) : (
        <span style={textStyle}>{label}</span>
      )}
    </Box>
  );
}
