import { HumanDuration } from '@backstage/types';

export interface Config {
  /** Every key has a default, so Callboard works without any of this. */
  callboard?: {
    /**
     * The people who may do everything in every workspace, as references of users
     * or groups such as `user:default/jane` or `group:default/platform`. Default: nobody.
     */
    superAdmins?: string[];

    activity?: {
      /**
       * The people who may read the activity of all workspaces besides super
       * admins, as references of users or groups. Default: nobody.
       */
      readers?: string[];

      /** How many events a person may post in a minute. Default: 1000. */
      eventsPerMinute?: number;

      /** Whether to record the IP address of callers. Default: false. */
      captureIp?: boolean;

      /**
       * Whether readers see who did something. `pseudonymous` shows a pseudonym in
       * place of each name to everybody whom the portal's policy does not give
       * `callboard.activity.read.named`; `off` shows names, and does not record what
       * people only look at. Default: named.
       *
       * @visibility frontend
       */
      privacy?: 'named' | 'pseudonymous' | 'off';

      /**
       * The key that pseudonyms are made with, 16 characters or more. Whoever has it
       * can tell whose they are; another key gives everybody another pseudonym. By
       * default Callboard makes one and keeps it in its database.
       *
       * @visibility secret
       */
      pseudonymKey?: string;
    };

    assistants?: {
      /**
       * Whether assistants may also act for people. With `false` they only read.
       * Default: true.
       */
      actions?: boolean;
    };

    exports?: {
      /**
       * How many exports each backend replica writes at once. Callboard answers
       * further requests with 429 and `Retry-After`; its pages then wait and ask
       * again. Default: 8.
       */
      maxConcurrent?: number;

      /** How many exports one person may have at once. Default: 2. */
      maxConcurrentPerPerson?: number;
    };

    reads?: {
      /**
       * How long a read may take, and how long a large read may wait for its
       * turn; then the answer is a 503. The limit does not apply to writes and
       * exports. On SQLite it applies only to lists and reports of the log.
       * Default: 15 seconds.
       */
      timeout?: HumanDuration;
    };

    notifications?: {
      /**
       * How many days Callboard keeps notifications after they were read or
       * archived. Unread ones stay. Default: 90.
       */
      retentionDays?: number;

      /**
       * Forwards what people are told to the portal's own notifications plugin,
       * so that its processors, such as the one for Slack, work on it as well.
       * Marks that people make there are not copied back.
       */
      bridge?: {
        /** Default: false. */
        enabled?: boolean;
      };
    };

    /**
     * Sends notifications and digests as mail. Without `smtp` and `folder`
     * Callboard sends none.
     */
    mail?: {
      /**
       * The sender of every mail, such as
       * `Callboard <callboard@example.com>`.
       */
      from: string;

      /** Where answers go. Default: nowhere, people are told not to answer. */
      replyTo?: string;

      /** The server that takes the mails. */
      smtp?: {
        host: string;

        /** Default: 465 with `security: tls`, otherwise 587. */
        port?: number;

        /**
         * How the connection is encrypted: `starttls` (a server that does not
         * offer it is refused), `tls` from the first byte, or `none` for a server
         * on the same machine. Default: `starttls`.
         */
        security?: 'starttls' | 'tls' | 'none';

        /** The account that signs in to the server. Default: none. */
        username?: string;

        /** @visibility secret */
        password?: string;

        /**
         * A file with the certificates to trust in place of the well-known
         * ones, in PEM. Default: none.
         */
        caFile?: string;
      };

      /**
       * A folder to write mails into as `.eml` files where there is no `smtp`:
       * to try Callboard out. The admin page shows what is in it.
       */
      folder?: string;

      /**
       * How many mails each backend replica hands over in a minute at most.
       * Default: 120.
       */
      perMinute?: number;
    };

    projects?: {
      /**
       * The kinds of entities that can have a project. Default: `System` and
       * `Component`.
       */
      kinds?: string[];
    };

    organisation?: {
      /** How many characters a staff id may have. Default: 8. */
      staffIdLength?: number;

      /**
       * The types that departments can have, such as `Division` or `Team`.
       * Default: any text.
       */
      departmentTypes?: string[];

      /** Makes departments and staff from the catalog's Groups and Users. */
      catalogSeed?: {
        /** Whether to do so. Default: false. */
        enabled?: boolean;

        /** The slug of the workspace for them. Default: `default`. */
        workspace?: string;

        /** How often to read the catalog. Default: every hour. */
        schedule?: HumanDuration;

        /**
         * Whether scheduled runs change nothing, and only log what they would
         * change. Default: true.
         */
        dryRun?: boolean;

        /** The types of Groups that become departments. Default: all. */
        groupTypes?: string[];
      };
    };

    workspaces?: {
      /** The workspace that Callboard creates at first start. */
      default?: {
        /** Its name. Only used when it is created. Default: `Default`. */
        name?: string;

        /** Its IANA time zone. Only used when it is created. Default: `UTC`. */
        timezone?: string;

        /**
         * The role that people get in it at their first request; with `none`,
         * its admins add them. Default: `member`.
         */
        autoJoin?: 'member' | 'guest' | 'none';
      };
    };

    webhooks?: {
      /**
       * Receivers inside the house, as `host` or `host:port`. For them Callboard
       * takes `http`, and addresses that are not public. Default: none.
       */
      allow?: string[];

      /**
       * How many seconds after a try that failed the next one follows, and so how
       * many there are. Callboard adds up to a fifth at random. Default: 5, 30,
       * 300, 1800, 7200, 21600, 43200, 86400.
       */
      retrySeconds?: number[];

      /**
       * The keys that encrypt the secrets of webhooks, of at least 16 characters
       * each. The first encrypts; the others are former ones, which are needed
       * until the backend has started once with the first. Default: derived from
       * `backend.auth.keys`; without those, a key in the same database, which
       * protects nothing.
       *
       * @deepVisibility secret
       */
      encryptionKeys?: string[];
    };
  };
}
