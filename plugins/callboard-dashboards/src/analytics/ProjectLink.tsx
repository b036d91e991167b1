import {
  EntityTypeIcon,
  IconText,
  useResource,
  type ResourceReferences,
} from '@callboard/plugin-callboard-react';
import Box from '@mui/material/Box';

export function toProjectReferences(
  projects: ReadonlyArray<{ project_id: string }>,
): ResourceReferences[] {
  return projects.map(({ project_id }) => ({
    entity_type: 'project',
    entity_id: project_id,
  }));
}

/** Matches the end of the project URLs from the API, which open the Work tab of an entity page. */
const WORK_TAB = /\/work$/;

/** The URL of a project; undefined until an ancestor `ResourcesProvider` has loaded it. */
export function useProjectHref(
  projectId: string,
  tab: 'work' | 'time',
  query: Record<string, string>,
): string | undefined {
  const resource = useResource('project', projectId);
  if (typeof resource !== 'object') {
    return undefined;
  }
  const path = resource.url.replace(WORK_TAB, `/${tab}`);
  return `${path}?${new URLSearchParams(query)}`;
}

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
