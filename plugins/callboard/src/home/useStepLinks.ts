import { useRouteRef } from '@backstage/frontend-plugin-api';
import type { FirstStep } from '@callboard/plugin-callboard-react';
import {
  departmentsRouteRef,
  myWorkExternalRouteRef,
  peopleRouteRef,
  projectsExternalRouteRef,
  trackerExternalRouteRef,
  workspaceRouteRef,
} from '../routes';

/**
 * The link of each step; undefined if the portal lacks the page, null if the card itself completes
 * the step.
 */
export function useStepLinks(
  slug: string,
): Record<FirstStep, string | undefined | null> {
  const projects = useRouteRef(projectsExternalRouteRef);
  const myWork = useRouteRef(myWorkExternalRouteRef);
  const tracker = useRouteRef(trackerExternalRouteRef);
  const people = useRouteRef(peopleRouteRef);
  const departments = useRouteRef(departmentsRouteRef);
  const workspace = useRouteRef(workspaceRouteRef);
  const addWorkspaceParam = (href: string | undefined) =>
    href && `${href}?workspace=${encodeURIComponent(slug)}`;
  return {
    board: addWorkspaceParam(projects?.()),
    item: addWorkspaceParam(myWork?.()),
    find: null,
    people: addWorkspaceParam(people?.()),
    access: null,
    invite: workspace?.({ slug }),
    link: addWorkspaceParam(departments?.()),
    tracker: tracker?.(),
  };
}
