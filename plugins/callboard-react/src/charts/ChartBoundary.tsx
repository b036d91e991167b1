import { Component, type ReactNode } from 'react';

/**
 * Keeps a chart that cannot be drawn, or whose library cannot be loaded, from
 * taking the numbers around it along.
 */
export class ChartBoundary extends Component<
  { children: ReactNode; fallback: ReactNode },
  { failed: boolean }
> {
  static getDerivedStateFromError() {
    return { failed: true };
  }

  state = { failed: false };

  render() {
    return this.state.failed ? this.props.fallback : this.props.children;
  }
}
