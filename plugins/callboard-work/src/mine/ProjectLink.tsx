import type { Project } from '@callboard/plugin-callboard-common';
import { EntityLink, parseRef } from '@callboard/plugin-callboard-react';

/** A project with a link to its entity; renders nothing until it is known. */
export function ProjectLink(props: { project: Project | undefined }) {
  const { project } = props;
  return project ? (
    <EntityLink
      type={parseRef(project.entity_ref)?.kind}
      id={project.entity_ref}
      label={project.name}
    />
  ) : null;
}
