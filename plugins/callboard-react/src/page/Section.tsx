import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import { useId, type ReactNode } from 'react';
import { ErrorBoundary } from '../states/ErrorBoundary';

/**
 * A part of a page under its heading. What cannot be drawn in it leaves the rest
 * of the page whole.
 *
 * @public
 */
export function Section(props: {
  title: string;
  /** How deep the heading is on its page; 3 by default, as below a page's own. */
  level?: 2 | 3;
  /** Small among the small headings of a drawer. */
  size?: 'small' | 'medium';
  /** What the part is for, below the title. */
  hint?: ReactNode;
  /** Stands at the end of the line of the title. */
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
