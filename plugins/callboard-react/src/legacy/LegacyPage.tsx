import { Content, Header, Page, RoutedTabs } from '@backstage/core-components';
import type { MyAccess } from '@callboard/plugin-callboard-common';
import { useContext, type ReactNode } from 'react';
import { matchPath, useParams } from 'react-router-dom';
import { useMyAccess } from '../access/useMyAccess';
import { PageFrame } from '../page/PageFrame';
import { CallboardProvider } from '../query/CallboardProvider';
import { UnknownAddress } from '../states/UnknownAddress';
import type { LegacyTab } from './createLegacyTab';

function Tabs(props: { tabs: readonly LegacyTab[]; access?: MyAccess }) {
  const { tabs, access } = props;
  const address = `/${useParams()['*'] ?? ''}`;
  const isCurrentTab = ({ path }: LegacyTab) => matchPath(`${path}/*`, address);
  const isUnknown = address !== '/' && !tabs.some(isCurrentTab);
  // A person without access can still open a tab by its address; the tab then names who can grant
  // access.
  const shown = tabs.filter(
    tab => !tab.isOpen || isCurrentTab(tab) || (access && tab.isOpen(access)),
  );
  return (
    <RoutedTabs
      routes={shown.map(({ path, title, element }, index) => ({
        path,
        title,
        // The first tab renders the error for unknown addresses.
        children: isUnknown && index === 0 ? <UnknownAddress /> : element,
      }))}
    />
  );
}

/** The tabs of a page, some of which require access. */
function OpenTabs(props: { tabs: readonly LegacyTab[] }) {
  return <Tabs tabs={props.tabs} access={useMyAccess().data} />;
}

/**
 * The header and tabs of a page in portals on the legacy frontend system. Inside another such page
 * it renders no second header.
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
        {'children' in props && <Content>{props.children}</Content>}
        {'tabs' in props &&
          (props.tabs.some(({ isOpen }) => isOpen) ? (
            <CallboardProvider>
              <OpenTabs tabs={props.tabs} />
            </CallboardProvider>
          ) : (
            <Tabs tabs={props.tabs} />
          ))}
      </PageFrame.Provider>
    </Page>
  );
}
