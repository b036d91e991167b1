import {
  DEFAULT_WORKSPACE,
  type Me,
  endpoints,
} from '@callboard/plugin-callboard-common';
import { useCallback, useEffect } from 'react';
import { useUrlState } from '../hooks/useUrlState';
import { useCallboardQuery } from '../query/useCallboardQuery';

const urlParameters: readonly string[] = ['workspace'];
const noParameters: readonly string[] = [];

/** The session storage key of the workspace that a page without one in its URL opens. */
const LAST_CHOICE_KEY = 'callboard.workspace';

/** A workspace of the signed-in person. @public */
export type OwnWorkspace = Me['workspaces'][number];

/**
 * Returns the workspace of a page, and a function that changes it. The workspace in the URL takes
 * precedence, then the last used workspace, then the default workspace, then the first.
 *
 * @param workspaces - the workspaces to choose from, at least one
 * @param forget - query parameters to remove when the workspace changes. Must not change between
 * calls.
 * @param isPage - whether to add the last used workspace to a URL without a workspace, so that a
 * copied URL opens the same page for other people
 * @public
 */
export function useWorkspaceChoice(
  workspaces: readonly OwnWorkspace[],
  forget: readonly string[] = noParameters,
  isPage: boolean = false,
): [OwnWorkspace, (slug: string) => void] {
  const [{ workspace: requested }, setState] = useUrlState(urlParameters);
  const choose = useCallback(
    (slug: string) =>
      setState({
        ...Object.fromEntries(forget.map(name => [name, undefined])),
        workspace: slug,
      }),
    [setState, forget],
  );
  const findWorkspace = (name: string | null | undefined) =>
    workspaces.find(({ slug }) => slug === name);
  const isRequestFound = findWorkspace(requested) !== undefined;
  useEffect(() => {
    if (requested && isRequestFound) {
      window.sessionStorage.setItem(LAST_CHOICE_KEY, requested);
    }
  }, [requested, isRequestFound]);
  const remembered = findWorkspace(
    window.sessionStorage.getItem(LAST_CHOICE_KEY),
  );
  const missingParameter = isPage && !requested ? remembered?.slug : undefined;
  useEffect(() => {
    if (missingParameter) {
      setState({ workspace: missingParameter }, { replace: true });
    }
  }, [missingParameter, setState]);
  const workspace =
    findWorkspace(requested) ??
    remembered ??
    findWorkspace(DEFAULT_WORKSPACE) ??
    workspaces[0];
  return [workspace, choose];
}

const MONDAY = 1;

const HALF_AN_HOUR_MS = 30 * 60_000;

/** The first day of the week in a workspace; Monday while loading. @public */
export function useWeekStart(slug: string): number {
  const { data } = useCallboardQuery(
    endpoints.getWorkspace,
    { params: { slug } },
    { staleTime: HALF_AN_HOUR_MS },
  );
  return data?.week_start ?? MONDAY;
}
