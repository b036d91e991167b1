export interface Config {
  callboard?: {
    activity?: {
      /**
       * With `off`, the portal records no view actions, whatever `capture.enabled` is. Changes are
       * still recorded. Default: `named`, which records both, like `pseudonymous`, which hides
       * names from readers.
       *
       * @visibility frontend
       */
      privacy?: 'named' | 'pseudonymous' | 'off';

      capture?: {
        /**
         * Whether the portal's own analytics events (pages, searches, clicks) become activity.
         * Users can opt out individually. Default: true.
         *
         * @visibility frontend
         */
        enabled?: boolean;
      };
    };
  };
}
