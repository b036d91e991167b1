import { DEFAULT_WORKSPACE, type Me } from '@callboard/plugin-callboard-common';
import { useCallback, useEffect } from 'react';
import { useUrlState } from '../hooks/useUrlState';

const parameters: readonly string[] = ['workspace'];
const nothing: readonly string[] = [];

/** Where a browser tab keeps the last choice: not every way to a page names it. */
const LAST_CHOICE = 'callboard.workspace';

/** A workspace the signed-in person is in. @public */
export type OwnWorkspace = Me['workspaces'][number];

/**
 * The workspace a page is about: the one its address names, else the one that
 * was looked at last, else the one everybody starts in.
 *
 * @param workspaces - those to choose from, at least one
 * @param forget - query parameters that mean nothing in another workspace; they
 * leave the address with the choice. Must not change between calls.
 * @public
 */
export function useWorkspaceChoice(
  workspaces: readonly OwnWorkspace[],
  forget: readonly string[] = nothing,
): [OwnWorkspace, (slug: string) => void] {
  const [{ workspace: requested }, setState] = useUrlState(parameters);
  const choose = useCallback(
    (slug: string) =>
      setState({
        ...Object.fromEntries(forget.map(name => [name, undefined])),
        workspace: slug,
      }),
    [setState, forget],
  );
  const named = (name: string | null | undefined) =>
    workspaces.find(({ slug }) => slug === name);
  const isNamed = named(requested) !== undefined;
  useEffect(() => {
    if (requested && isNamed) {
      window.sessionStorage.setItem(LAST_CHOICE, requested);
    }
  }, [requested, isNamed]);
  const workspace =
    named(requested) ??
    named(window.sessionStorage.getItem(LAST_CHOICE)) ??
    named(DEFAULT_WORKSPACE) ??
    workspaces[0];
  return [workspace, choose];
}
