import { Link } from '@backstage/core-components';
import { useResource } from '@callboard/plugin-callboard-react';
import Box from '@mui/material/Box';

/** The title of a work item on one line; a link once a `ResourcesProvider` has found it. */
export function ItemLink(props: { id: string; title: string }) {
  const { id, title } = props;
  const resource = useResource('work_item', id);
  return (
    <Box
      component="span"
      title={title}
      sx={{
        display: 'block',
        minWidth: 0,
        overflow: 'hidden',
        textOverflow: 'ellipsis',
        whiteSpace: 'nowrap',
      }}
    >
      {typeof resource === 'object' ? (
        <Link to={resource.url}>{title}</Link>
      ) : (
        title
      )}
    </Box>
  );
}
