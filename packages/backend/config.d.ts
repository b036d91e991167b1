export interface Config {
  /** The demo company: never in production, whatever this says. */
  demo?: {
    /**
     * Offers four people to sign in as, and fills the catalog and Callboard
     * with the company they work at. Off unless set.
     *
     * @visibility frontend
     */
    enabled?: boolean;

    /**
     * Where the wanted size of the demo is kept; relative to the backend's
     * working directory.
     */
    directory?: string;
  };
}
