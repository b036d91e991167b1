import { EntityTypeIcon, IconText } from '@callboard/plugin-callboard-react';
import Box from '@mui/material/Box';

/** A project, with a link to its page if known. */
export function ProjectLink(props: { name: string; href: string | undefined }) {
  return (
    <IconText
      icon={
        <Box
          component="span"
          sx={{ color: 'text.secondary', display: 'flex', fontSize: 18 }}
        >
          <EntityTypeIcon type="project" />
        </Box>
      }
      text={props.name}
      href={props.href}
      title={props.name}
    />
  );
}
