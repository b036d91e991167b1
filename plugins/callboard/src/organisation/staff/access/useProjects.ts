import { endpoints, type Project } from '@callboard/plugin-callboard-common';
import {
  useEndpointPages,
  type Pages,
} from '@callboard/plugin-callboard-react';

const PAGE = 20;

/** The projects of a workspace that the viewer can see, sorted by name. */
export function useProjects(slug: string): Pages<Project> {
  return useEndpointPages(endpoints.listProjects, {
    params: { slug },
    query: { limit: PAGE },
  });
}
