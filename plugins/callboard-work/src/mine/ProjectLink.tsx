import type { Project } from '@callboard/plugin-callboard-common';
import { EntityLink, parseRef } from '@callboard/plugin-callboard-react';

/** A project, and the way to its entity; nothing while it is not known. */
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
