import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import { useId, type ReactNode } from 'react';
import { ErrorBoundary } from '../states/ErrorBoundary';

/** A part of a page with a heading. A render error in it leaves the rest of the page intact. @public */
export function Section(props: {
  title: string;
  /** The heading level; 3 by default, one below the page's own headings. */
  level?: 2 | 3;
  /** Use `small` among the small headings of a drawer. */
  size?: 'small' | 'medium';
  /** A description below the title. */
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
