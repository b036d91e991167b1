export interface Config {
  /** The demo company; see the backend's schema. */
  demo?: {
    /**
     * Shows the demo people on the sign-in page.
     *
     * @visibility frontend
     */
    enabled?: boolean;
  };
}
