import { appTreeApiRef, useApiHolder } from '@backstage/frontend-plugin-api';
import { useMemo } from 'react';
import { mayOpenAdminPage } from '../access/AccessTest';
import { useMyAccess } from '../access/useMyAccess';
import { listPages } from '../pageNames/listPages';
import type { PageResult } from './groupResults';

const ADMIN_PAGE = 'page:callboard';

const normal = (text: string) => text.trim().toLocaleLowerCase();

/**
 * The pages of the portal of which a word begins with what somebody typed; a page
 * of which the name itself does comes first. None in a legacy portal, which does
 * not say which pages it has.
 */
export function usePagesNamed(typed: string): readonly PageResult[] {
  const api = useApiHolder().get(appTreeApiRef);
  const { data: access } = useMyAccess();
  const text = normal(typed);
  const isAdmin = Boolean(access && mayOpenAdminPage(access));
  return useMemo(() => {
    const pages = api && text ? listPages(api.getTree().tree) : [];
    const begins = ({ title }: { title: string }) =>
      normal(title).startsWith(text);
    return pages
      .filter(({ extension_id }) => isAdmin || extension_id !== ADMIN_PAGE)
      .filter(page => begins(page) || normal(page.title).includes(` ${text}`))
      .sort((a, b) => Number(begins(b)) - Number(begins(a)))
      .map(({ title, of, path }) => ({
        type: 'page',
        id: path,
        title,
        subtitle: of ?? '',
        workspace_slug: '',
        url: path,
        state: null,
        mark: null,
      }));
  }, [api, text, isAdmin]);
}
