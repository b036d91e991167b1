import { Content, Header, Page, RoutedTabs } from '@backstage/core-components';
import { useContext, type ReactNode } from 'react';
import { PageFrame } from '../page/PageFrame';
import type { LegacyTab } from './legacyTab';

/**
 * The header and tabs of a page in portals on the legacy frontend system.
 * Inside another such page it draws no second header.
 *
 * @public
 */
export function LegacyPage(
  props: { title: string } & (
    | { tabs: readonly LegacyTab[] }
    | { children: ReactNode }
  ),
) {
  const isFramed = useContext(PageFrame);
  if (isFramed && 'children' in props) {
    return <>{props.children}</>;
  }
  return (
    <Page themeId="tool">
      <Header title={props.title} />
      <PageFrame.Provider value>
        {'tabs' in props ? (
          <RoutedTabs
            routes={props.tabs.map(({ path, title, element }) => ({
              path,
              title,
              children: element,
            }))}
          />
        ) : (
          <Content>{props.children}</Content>
        )}
      </PageFrame.Provider>
    </Page>
  );
}
