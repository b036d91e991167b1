export interface Config {
  callboard?: {
    activity?: {
      /**
       * With `off`, the portal records nothing about what people look at,
       * whatever `capture.enabled` says. Changes that people make are recorded
       * all the same. Default: `named`, which records both; so does
       * `pseudonymous`, which hides names from readers.
       *
       * @visibility frontend
       */
      privacy?: 'named' | 'pseudonymous' | 'off';

      capture?: {
        /**
         * Whether the portal's own analytics events (pages, searches, clicks)
         * become activity. Everybody can opt out for themselves. Default: true.
         *
         * @visibility frontend
         */
        enabled?: boolean;
      };
    };
  };
}
