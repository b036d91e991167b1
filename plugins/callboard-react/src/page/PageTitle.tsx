import {
  appTreeApiRef,
  BreadcrumbEntry,
  configApiRef,
  useApi,
  useApiHolder,
} from '@backstage/frontend-plugin-api';
import { useEntity } from '@backstage/plugin-catalog-react';
import {
  createContext,
  useContext,
  useEffect,
  useReducer,
  type ReactNode,
} from 'react';
import { Helmet } from 'react-helmet';
import { useLocation } from 'react-router-dom';
import { findPageName } from '../pageNames';

/** The page name that the nearest `PageTitle` ancestor sets. */
const PageNameContext = createContext<string | undefined>(undefined);

interface TitleParts {
  /** The subject of the page, such as the name of a work item, once it is loaded. */
  subject?: string;
  /** The page's name; by default an ancestor's, or else the portal's name for the path. */
  page?: string;
}

const RETRY_MS = 250;
const MAX_RETRIES = 20;

/** Renders every 250 ms for up to 5 s: portals add pages after sign-in, without an event. */
function useRetryUntil(isDone: boolean): void {
  const [retries, retry] = useReducer((count: number) => count + 1, 0);
  useEffect(() => {
    if (isDone || retries === MAX_RETRIES) return undefined;
    const timer = setTimeout(retry, RETRY_MS);
    return () => clearTimeout(timer);
  }, [isDone, retries]);
}

function useTitle({ subject, page }: TitleParts): string {
  const portalTitle = useApi(configApiRef).getOptionalString('app.title');
  const appTree = useApiHolder().get(appTreeApiRef);
  const { pathname } = useLocation();
  const inheritedName = useContext(PageNameContext);
  const pageName =
    page ??
    inheritedName ??
    (appTree && findPageName(appTree.getTree().tree, pathname));
  // Portals on the legacy frontend system have no app tree.
  useRetryUntil(pageName !== undefined || !appTree);
  return [subject, pageName, portalTitle ?? 'Backstage']
    .filter(Boolean)
    .join(' · ');
}

/**
 * Sets the title of the browser tab to `<subject> · <page> · <portal>`. The innermost `PageTitle`
 * wins, so that a drawer can name its content. It also sets the title template, because headers of
 * other plugins that mount later set a title but no template.
 *
 * @public
 */
export function PageTitle(props: TitleParts & { children?: ReactNode }) {
  const { page, children } = props;
  const inheritedName = useContext(PageNameContext);
  return (
    <>
      {/* The title `%s` replaces any `%s` in the template with itself, so the text stays. */}
      <Helmet titleTemplate={useTitle(props)} title="%s" />
      <PageNameContext.Provider value={page ?? inheritedName}>
        {children}
      </PageNameContext.Provider>
    </>
  );
}

/** The title of pages without their own title: `<page> · <portal>`. @public */
export function DefaultPageTitle() {
  return <Helmet titleTemplate="%s" defaultTitle={useTitle({})} />;
}

/** Adds the subject of a nested page to the breadcrumbs and to the title of the browser tab. @public */
export function PageSubject(props: {
  name: string;
  href: string;
  children: ReactNode;
}) {
  const { name, href, children } = props;
  return (
    <BreadcrumbEntry entry={{ label: name, href }}>
      <PageTitle subject={name}>{children}</PageTitle>
    </BreadcrumbEntry>
  );
}

/** Adds the names of the entity and the tab to the title of the browser tab. @public */
export function EntityTabTitle(props: { page: string; children: ReactNode }) {
  const { name, title = name } = useEntity().entity.metadata;
  return (
    <PageTitle subject={title} page={props.page}>
      {props.children}
    </PageTitle>
  );
}
