import Box from '@mui/material/Box';
import {
  useContext,
  type ReactNode,
  createContext,
  useEffect,
  useState,
  useId,
} from 'react';
import Typography from '@mui/material/Typography';
import { CallboardProvider } from '../query/CallboardProvider';
import { ErrorBoundary } from '../states/ErrorBoundary';
import { LoadingState } from '../states/LoadingState';

export const pageSkeleton = (
  <PageBody>
    <LoadingState rows={10} rowHeight={40} />
  </PageBody>
);

/**
 * Wraps the loader of a page, sub-page or tab. While the code loads, the wrapped page shows a
 * skeleton below the header instead of the portal's progress bar. It does not suspend, because
 * React would delay a suspended page by up to half a second after the portal's own fallback.
 *
 * @param load - loads the page
 * @param skeleton - by default, a skeleton with the padding of a page. Pass a skeleton without
 * padding where the portal adds the padding, as in the tab of an entity.
 * @public
 */
export function withSkeleton(
  load: () => Promise<JSX.Element>,
  skeleton: ReactNode = pageSkeleton,
): () => Promise<JSX.Element> {
  return async () => {
    let loaded: JSX.Element | undefined;
    let loading: Promise<JSX.Element> | undefined;
    function ensureLoading(): Promise<JSX.Element> {
      loading ??= load().then(
        element => {
          loaded = element;
          return element;
        },
        error => {
          // The next render loads the page again.
          loading = undefined;
          throw error;
        },
      );
      return loading;
    }
    function LazyPage() {
      const [element, setElement] = useState(loaded);
      const [failure, setFailure] = useState<{ error: unknown }>();
      useEffect(() => {
        if (!element) {
          ensureLoading().then(setElement, error => setFailure({ error }));
        }
      }, [element]);
      if (failure) throw failure.error;
      return <>{element ?? skeleton}</>;
    }
    return <LazyPage />;
  };
}

/** Whether the surrounding page has the main landmark and padding, as legacy pages do. */
export const PageFrame = createContext(false);

/** The body of a page or tab, with the providers that its content needs. @public */
export function PageBody(props: { children: ReactNode }) {
  const isFramed = useContext(PageFrame);
  return (
    <CallboardProvider>
      {isFramed ? (
        props.children
      ) : (
        <Box component="main" sx={{ px: { xs: 2, md: 2.5 }, pb: 3 }}>
          {props.children}
        </Box>
      )}
    </CallboardProvider>
  );
}

/** A part of a page with a heading. A render error in it leaves the rest of the page intact. @public */
export function Section(props: {
  title: string;
  /** The heading level. By default 3, one level below the page's own headings. */
  level?: 2 | 3;
  /** Use `small` among the small headings of a drawer. */
  size?: 'small' | 'medium';
  hint?: ReactNode;
  /** Content at the end of the title line. */
  aside?: ReactNode;
  children: ReactNode;
}) {
  const { title, level = 3, size = 'medium', hint, aside, children } = props;
  const id = useId();
  return (
    <Box component="section" aria-labelledby={id} sx={{ minWidth: 0 }}>
      <Box
        sx={{
          display: 'flex',
          flexWrap: 'wrap',
          alignItems: 'center',
          justifyContent: 'space-between',
          columnGap: 2,
          minHeight: aside ? 32 : undefined,
          mb: hint ? 0.25 : 1,
        }}
      >
        <Typography
          id={id}
          variant={size === 'small' ? 'body2' : 'subtitle1'}
          component={`h${level}`}
          sx={{ fontWeight: 600, m: 0 }}
        >
          {title}
        </Typography>
        {aside}
      </Box>
      {hint && (
        <Typography
          variant="body2"
          color="text.secondary"
          sx={{ maxWidth: '72ch', mb: 1.5 }}
        >
          {hint}
        </Typography>
      )}
      <ErrorBoundary resetKey={children}>{children}</ErrorBoundary>
    </Box>
  );
}
