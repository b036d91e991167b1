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
      /**
       * With `off`, nothing that people merely look at is recorded.
       *
       * @visibility frontend
       */
      privacy?: 'named' | 'pseudonymous' | 'off';
    };
  };
}
