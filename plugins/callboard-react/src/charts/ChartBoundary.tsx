import { Component, type ReactNode } from 'react';

/**
 * Keeps a chart that cannot be drawn, or whose library cannot be loaded, from
 * taking the numbers around it along.
 */
export class ChartBoundary extends Component<
  { children: ReactNode; fallback: ReactNode },
  { failed: boolean }
> {
  state = { failed: false };

  static getDerivedStateFromError() {
    return { failed: true };
  }

  render() {
    return this.state.failed ? this.props.fallback : this.props.children;
  }
}
