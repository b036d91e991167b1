import { HumanDuration } from '@backstage/types';

export interface Config {
  /** All keys are optional. */
  callboard?: {
    /**
     * Admins of all workspaces, as entity references of users or groups such as `user:default/jane`
     * or `group:default/platform`.
     *
     * @default []
     */
    superAdmins?: string[];

    /** Switches features off: their endpoints, jobs, notifications and emails. Their data stays. */
    features?: {
      /**
       * Projects' work items. `time` and `dashboards` need `work`.
       *
       * @default true
       */
      work?: boolean;

      /** By default, the value of `work`. */
      time?: boolean;

      /** By default, the value of `work`. */
      dashboards?: boolean;

      /**
       * The bell, preferences, following and announcements.
       *
       * @default true
       */
      notifications?: boolean;

      /**
       * Webhooks of workspaces.
       *
       * @default true
       */
      webhooks?: boolean;

      /**
       * Emails, and the schedules of dashboards.
       *
       * @default true
       */
      mail?: boolean;

      /**
       * Tools for AI assistants.
       *
       * @default true
       */
      assistants?: boolean;

      /**
       * Departments, staff, and memberships derived from them.
       *
       * @default true
       */
      organisation?: boolean;
    };

    activity?: {
      /**
       * Users and groups, besides super admins, that can read the activity of all workspaces, as
       * entity references.
       *
       * @default []
       */
      readers?: string[];

      /**
       * The number of events that a user may post per minute, at least 1. A batch with more events
       * counts as this number of events.
       *
       * @default 1000
       */
      eventsPerMinute?: number;

      /**
       * Whether to record the IP address of callers.
       *
       * @default false
       */
      captureIp?: boolean;

      /**
       * Whether readers of activity see names. `pseudonymous` replaces names with pseudonyms for
       * users without the permission `callboard.activity.read.named`. `off` shows names, and does
       * not record views.
       *
       * @default 'named'
       * @visibility frontend
       */
      privacy?: 'named' | 'pseudonymous' | 'off';

      /**
       * The key that pseudonyms are derived from, 16 characters or more. Anyone with the key can
       * find the person behind a pseudonym. A new key changes all pseudonyms. By default, Callboard
       * generates a key and stores it in its database.
       *
       * @visibility secret
       */
      pseudonymKey?: string;
    };

    assistants?: {
      /**
       * Whether assistants can also change data on behalf of users. With `false` they can only
       * read.
       *
       * @default true
       */
      actions?: boolean;
    };

    exports?: {
      /**
       * The number of concurrent exports of each backend replica. Callboard answers further
       * requests with 429 and `Retry-After`; its pages wait and retry.
       *
       * @default 8
       */
      maxConcurrent?: number;

      /**
       * The number of concurrent exports of one user.
       *
       * @default 2
       */
      maxConcurrentPerPerson?: number;
    };

    reads?: {
      /**
       * How long a read may take before Callboard responds with 503. A large read may first wait up
       * to three times as long for a free slot. The limit does not apply to writes and exports. On
       * SQLite it applies only to lists and reports of activity. At most 7 days.
       *
       * @default { seconds: 15 }
       */
      timeout?: HumanDuration;
    };

    notifications?: {
      /**
       * The number of days after which read or archived notifications are deleted. Unread ones are
       * never deleted.
       *
       * @default 90
       */
      retentionDays?: number;

      /**
       * Forwards notifications to the portal's own notifications plugin, so that
       * its processors, such as the Slack processor, receive them as well. A
       * notification that users mark as read there stays unread in Callboard.
       */
      bridge?: {
        /**
         * Whether to forward notifications.
         *
         * @default false
         */
        enabled?: boolean;
      };
    };

    /**
     * Sends notifications and digests by email. Without `smtp` and `folder`
     * Callboard sends no emails.
     */
    mail?: {
      /**
       * The sender of all emails, such as
       * `Callboard <callboard@example.com>`.
       */
      from: string;

      /** The Reply-To address. By default, replies go to the sender. */
      replyTo?: string;

      /** The SMTP server. */
      smtp?: {
        /** The name or address of the server. */
        host: string;

        /** By default, 465 with `security: tls`, otherwise 587. */
        port?: number;

        /**
         * The encryption of the connection: `starttls` (the server must support it), `tls` from the
         * first byte, or `none` for a server on the same machine.
         *
         * @default 'starttls'
         */
        security?: 'starttls' | 'tls' | 'none';

        /**
         * The user name on the server; needs `password`. By default, Callboard does not sign in.
         */
        username?: string;

        /**
         * The password on the server.
         *
         * @visibility secret
         */
        password?: string;

        /** A PEM file with the certificates to trust instead of the well-known ones. */
        caFile?: string;
      };

      /**
       * A folder for trying out Callboard: it receives emails as `.eml` files if
       * `smtp` is missing. The admin page shows the emails in the folder.
       */
      folder?: string;

      /**
       * The maximum number of emails that each backend replica sends per minute.
       *
       * @default 120
       */
      perMinute?: number;
    };

    projects?: {
      /**
       * The kinds of entities that can have a project.
       *
       * @default ['System', 'Component']
       */
      kinds?: string[];
    };

    organisation?: {
      /**
       * The maximum length of a staff ID.
       *
       * @default 8
       */
      staffIdLength?: number;

      /**
       * The allowed types of departments, such as `Division` or `Team`. An empty list allows any
       * text.
       *
       * @default []
       */
      departmentTypes?: string[];

      /** Imports departments and staff from the catalog's Groups and Users. */
      catalogSeed?: {
        /**
         * Whether to import departments and staff.
         *
         * @default false
         */
        enabled?: boolean;

        /**
         * The slug of the workspace to import into.
         *
         * @default 'default'
         */
        workspace?: string;

        /**
         * How often to read the catalog.
         *
         * @default { hours: 1 }
         */
        schedule?: HumanDuration;

        /**
         * Whether scheduled imports only log the changes that they would make.
         *
         * @default true
         */
        dryRun?: boolean;

        /** The types of Groups to import as departments. By default, all. */
        groupTypes?: string[];
      };
    };

    workspaces?: {
      /** The workspace that Callboard creates at its first start. */
      default?: {
        /**
         * Its initial name.
         *
         * @default 'Default'
         */
        name?: string;

        /**
         * Its initial IANA time zone.
         *
         * @default 'UTC'
         */
        timezone?: string;

        /**
         * The role that users get in the workspace with their first request. With `none`, users get
         * no role until an admin adds them.
         *
         * @default 'member'
         */
        autoJoin?: 'member' | 'guest' | 'none';
      };
    };

    webhooks?: {
      /**
       * Internal receivers, as `host` or `host:port`. For these Callboard allows `http` and private
       * addresses.
       *
       * @default []
       */
      allow?: string[];

      /**
       * The delay before each retry of a delivery, in seconds. The length of the list is the number
       * of retries. Callboard adds up to 20% jitter.
       *
       * @default [5, 30, 300, 1800, 7200, 21600, 43200, 86400]
       */
      retrySeconds?: number[];

      /**
       * The encryption keys for the secrets of webhooks, of at least 16 characters each. Callboard
       * encrypts with the first key. List former keys after the first until a backend with the new
       * key has started; with several replicas, follow the documentation of webhooks. By default,
       * Callboard derives the keys from `backend.auth.keys`. Without those, it stores a key in the
       * same database, which protects nothing.
       *
       * @deepVisibility secret
       */
      encryptionKeys?: string[];
    };
  };
}
