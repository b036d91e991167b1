import { Component, type ReactNode } from 'react';
import { CannotBeShown } from './CannotBeShown';

/** @public */
export interface ErrorBoundaryProps {
  children: ReactNode;
  /** Replaces children that cannot be drawn; a grey note by default. */
  fallback?: ReactNode;
  /**
   * The data of the children. If it changes, the boundary tries to draw them
   * again.
   */
  resetKey: unknown;
}

/** Whether its content could be drawn, and for which `resetKey`. @public */
export interface ErrorBoundaryState {
  failed: boolean;
  resetKey: unknown;
}

/**
 * Keeps a part of the page that cannot be drawn from taking the rest of the page
 * along. Put one around each row, card and drawer that shows what people wrote.
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
