export interface Config {
  /** The demo company; the backend's schema says more. */
  demo?: {
    /**
     * Shows the demo people on the sign-in page.
     *
     * @visibility frontend
     */
    enabled?: boolean;
  };
}
