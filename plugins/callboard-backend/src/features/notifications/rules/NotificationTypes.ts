import {
  NotificationChannels,
  NotificationTypeDeclaration,
} from '@callboard/plugin-callboard-node';
import { sortBy } from 'lodash';

/** A declared type, with defaults filled in. */
export type NotificationType = Required<NotificationTypeDeclaration> & {
  channels: NotificationChannels;
};

const TYPE_PATTERN = /^[a-z0-9_.-]{1,64}$/;

/** Whether a value is a valid notification type. */
export function isTypeName(name: unknown): boolean {
  return typeof name === 'string' && TYPE_PATTERN.test(name);
}

/** The channels of types without a declaration. */
export const defaultChannels: NotificationChannels = {
  bell: true,
  email: true,
  browser: false,
  digest: true,
};

/** The declared notification types. */
export class NotificationTypes {
  readonly #types: ReadonlyMap<string, NotificationType>;

  /** @throws Error when a type is declared twice or is invalid */
  constructor(declarations: readonly NotificationTypeDeclaration[]) {
    const types = new Map<string, NotificationType>();
    for (const declared of declarations) {
      const { type } = declared;
      if (!isTypeName(type)) {
        throw new Error(`'${type}' cannot be a type of notifications`);
      }
      if (types.has(type)) {
        throw new Error(
          `The type of notifications '${type}' is declared twice`,
        );
      }
      types.set(type, {
        is_mandatory: false,
        is_mail_only: false,
        is_for_admins: false,
        description: '',
        ...declared,
        channels: { ...defaultChannels, ...declared.channels },
      });
    }
    this.#types = new Map(sortBy([...types], ([type]) => type));
  }

  /** Lists all types, in alphabetical order. */
  list(): NotificationType[] {
    return [...this.#types.values()];
  }

  find(type: string): NotificationType | undefined {
    return this.#types.get(type);
  }

  /** The default channels of a type. */
  getDefaultChannels(type: string): NotificationChannels {
    return this.find(type)?.channels ?? defaultChannels;
  }

  /** Whether a type cannot be muted. */
  isMandatory(type: string): boolean {
    return this.find(type)?.is_mandatory ?? false;
  }

  /** Whether only admins of a workspace have a preference for a type. */
  isForAdmins(type: string): boolean {
    return this.find(type)?.is_for_admins ?? false;
  }

  /** Whether a type only sends emails. */
  isMailOnly(type: string): boolean {
    return this.find(type)?.is_mail_only ?? false;
  }
}
