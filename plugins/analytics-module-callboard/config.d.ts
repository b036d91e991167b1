export interface Config {
  callboard?: {
    activity?: {
      capture?: {
        /**
         * Whether the portal's own analytics events (pages, searches, clicks)
         * become activity. On by default; people can opt out for themselves.
         *
         * @visibility frontend
         */
        enabled?: boolean;
      };
    };
  };
}
