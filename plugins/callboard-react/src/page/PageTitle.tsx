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
import { pageNameOf } from '../pageNames';

/** The page that the nearest `PageTitle` around names. */
const NamedPage = createContext<string | undefined>(undefined);

interface TitleParts {
  /** What the page shows, such as a work item; its name, once it is loaded. */
  subject?: string;
  /** The name of the page; by default that of the address. */
  page?: string;
}

const RETRY_MS = 250;
const MAX_RETRIES = 20;

/** Renders again for some seconds: the portal adds its pages after sign-in, and does not say when. */
function useRetryUntil(isDone: boolean): void {
  const [retries, retry] = useReducer((count: number) => count + 1, 0);
  useEffect(() => {
    if (isDone || retries === MAX_RETRIES) return undefined;
    const timer = setTimeout(retry, RETRY_MS);
    return () => clearTimeout(timer);
  }, [isDone, retries]);
}

function useTitle({ subject, page }: TitleParts): string {
  const portal = useApi(configApiRef).getOptionalString('app.title');
  const api = useApiHolder().get(appTreeApiRef);
  const { pathname } = useLocation();
  const named = useContext(NamedPage);
  const pageName =
    page ?? named ?? (api && pageNameOf(api.getTree().tree, pathname));
  // Portals of the legacy frontend system have no tree of pages.
  useRetryUntil(pageName !== undefined || !api);
  return [subject, pageName, portal ?? 'Backstage'].filter(Boolean).join(' · ');
}

/**
 * Writes `<subject> · <page> · <portal>` into the title of the browser tab. The innermost one wins, so that
 * a drawer can name what is open in it. The title is the template, too: headers of other plugins that mount
 * later have a title of their own, but no template.
 *
 * @public
 */
export function PageTitle(props: TitleParts & { children?: ReactNode }) {
  const { page, children } = props;
  const named = useContext(NamedPage);
  return (
    <>
      {/* A title that holds `%s` remains as it is, since `%s` is replaced with itself. */}
      <Helmet titleTemplate={useTitle(props)} title="%s" />
      <NamedPage.Provider value={page ?? named}>{children}</NamedPage.Provider>
    </>
  );
}

/**
 * The title of pages that have none of their own: `<page> · <portal>`.
 *
 * @public
 */
export function DefaultPageTitle() {
  return <Helmet titleTemplate="%s" defaultTitle={useTitle({})} />;
}

/**
 * What a page below another shows: it is named in the breadcrumbs and in the title of the browser tab.
 *
 * @public
 */
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

/**
 * Names the entity and the tab in the title of the browser tab.
 *
 * @public
 */
export function EntityTabTitle(props: { page: string; children: ReactNode }) {
  const { name, title = name } = useEntity().entity.metadata;
  return (
    <PageTitle subject={title} page={props.page}>
      {props.children}
    </PageTitle>
  );
}
