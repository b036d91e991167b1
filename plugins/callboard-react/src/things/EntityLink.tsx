import { useEntityRefLink } from '@backstage/plugin-catalog-react';
import { linkKind } from '@callboard/plugin-callboard-common';
import Box from '@mui/material/Box';
import { useEntityTypeWords } from '../activity/useEntityTypeWords';
import { EntityTypeIcon } from './EntityTypeIcon';
import { IconText } from './IconText';
import { parseRef } from './parseRef';

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
  return id && linkKind(id) === 'internal' ? id : undefined;
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
  const words = useEntityTypeWords();
  const type = props.type ? words(props.type) : undefined;
  const label =
    props.label || parseRef(props.id)?.name || props.id || (type ?? '');
  return (
    <IconText
      icon={
        <Box
          component="span"
          sx={{ color: 'text.secondary', display: 'flex', fontSize: 18 }}
        >
          <EntityTypeIcon type={props.type} />
        </Box>
      }
      text={label}
      href={href}
      title={type && type !== label ? `${type}: ${label}` : label}
    />
  );
}
