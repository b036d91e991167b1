import { Component, type ReactNode } from 'react';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Box from '@mui/material/Box';
import { callboardReactTranslationRef } from '../translation';

/** @public */
export interface ErrorBoundaryProps {
  children: ReactNode;
  /** Replaces children that fail to render; a grey note by default. */
  fallback?: ReactNode;
  /** The data of the children. When it changes, the boundary renders them again. */
  resetKey: unknown;
}

/** Whether the content failed to render, and the last `resetKey`. @public */
export interface ErrorBoundaryState {
  failed: boolean;
  resetKey: unknown;
}

/**
 * Isolates render errors of a part of the page. Wrap each row, card and drawer that shows user
 * input.
 *
 * @public
 */
export class ErrorBoundary extends Component<
  ErrorBoundaryProps,
  ErrorBoundaryState
> {
  static getDerivedStateFromError() {
    return { failed: true };
  }

  static getDerivedStateFromProps(
    { resetKey }: ErrorBoundaryProps,
    state: ErrorBoundaryState,
  ) {
    return Object.is(resetKey, state.resetKey)
      ? null
      : { failed: false, resetKey };
  }

  state = { failed: false, resetKey: this.props.resetKey };

  render() {
    const { children, fallback = <CannotBeShown /> } = this.props;
    return this.state.failed ? fallback : children;
  }
}

/** A grey note in place of a row, card or drawer that failed to render. @public */
export function CannotBeShown() {
  const { t } = useTranslationRef(callboardReactTranslationRef);
  return (
    <Box
      component="span"
      sx={{ color: 'text.secondary', typography: 'body2', fontStyle: 'italic' }}
    >
      {t('cannotBeShown')}
    </Box>
  );
}
