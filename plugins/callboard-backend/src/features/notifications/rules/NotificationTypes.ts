import { notificationType } from '@callboard/plugin-callboard-common';
import {
  NotificationChannels,
  NotificationTypeDeclaration,
} from '@callboard/plugin-callboard-node';
import { sortBy } from 'lodash';

type NotificationType = Required<NotificationTypeDeclaration> & {
  channels: NotificationChannels;
};

export function isTypeName(name: unknown): boolean {
  return notificationType.safeParse(name).success;
}

/** The channels of types without a declaration. */
export const defaultChannels: NotificationChannels = {
  bell: true,
  email: true,
  browser: false,
  digest: true,
};

export class NotificationTypes {
  readonly #types: ReadonlyMap<string, NotificationType>;

  /** @throws Error when a type is declared twice or is invalid */
  constructor(declarations: readonly NotificationTypeDeclaration[]) {
    const types = new Map<string, NotificationType>();
    for (const declared of declarations) {
      const { type } = declared;
      if (!isTypeName(type)) {
        throw new Error(
          `'${type}' is not a valid notification type: use 1 to 64 of the characters a-z, 0-9, _, . and -`,
        );
      }
      if (types.has(type)) {
        throw new Error(`The notification type '${type}' is declared twice`);
      }
      types.set(type, fillDefaults(declared));
    }
    this.#types = new Map(sortBy([...types], ([type]) => type));
  }

  list(): NotificationType[] {
    return [...this.#types.values()];
  }

  /** Returns a type; an unknown type has the defaults. */
  get(type: string): NotificationType {
    return this.#types.get(type) ?? fillDefaults({ type, label: type });
  }
}

function fillDefaults(declared: NotificationTypeDeclaration): NotificationType {
  return {
    is_for_admins: false,
    is_mandatory: false,
    is_mail_only: false,
    description: '',
    ...declared,
    channels: { ...defaultChannels, ...declared.channels },
  };
}
